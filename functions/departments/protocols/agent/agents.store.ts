/** The agents that were heard of, in table `questions`: what each said last, and when. */
import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { withoutKeys } from '#functions/kernel/item.ts';
import { Alive } from '#schemas/agent.ts';

const HeardOf = z.strictObject({
  v: z.literal(1),
  ...Alive.shape,
  /** Epoch ms. */
  firstAt: z.int(),
  lastAt: z.int(),
});
export type HeardOf = z.infer<typeof HeardOf>;

export interface AgentsStore {
  /** `at`: epoch ms. */
  heard(department: string, said: Alive, at: number): Promise<void>;
  /** Every agent heard of in the last week. */
  of(department: string): Promise<HeardOf[]>;
}

/** Housekeeping: who was not heard of for a week is forgotten. */
const KEPT_S = 7 * 86_400;

const listOf = (department: string): string => `agents#${department}`;

export const agentsStore = (client: DynamoDBDocumentClient, table: string): AgentsStore => ({
  heard: async (department, said, at) => {
    const members = { v: 1, ...said, lastAt: at, ttl: Math.floor(at / 1000) + KEPT_S };
    const names = Object.keys(members);
    await client.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk: listOf(department), sk: said.agent },
        UpdateExpression: `SET firstAt = if_not_exists(firstAt, :lastAt), ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: Object.fromEntries(
          Object.entries(members).map(([name, value]) => [`:${name}`, value]),
        ),
      }),
    );
  },

  of: async (department) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': listOf(department) },
      }),
    );
    return Items.map((item) => HeardOf.parse(withoutKeys(item)));
  },
});
