/** Table `breakers`: one item per department, written only when a department fails or recovers. pk = department, sk = "breaker". */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';

export const SharedBreaker = z.object({
  v: z.literal(1),
  state: z.enum(['open', 'closed']),
  /** Epoch ms of the last probe, or of the opening. */
  probeAt: z.number(),
  /** Failures of all instances since one of them that had failed went well again. */
  failures: z.number(),
});
export type SharedBreaker = z.infer<typeof SharedBreaker>;

export interface BreakersStore {
  look(department: string): Promise<SharedBreaker | undefined>;
  /** Counts a failure, anew when the one before is older than `within` ms; returns what stands now. `at`: epoch ms. */
  count(department: string, at: number, within: number): Promise<SharedBreaker | undefined>;
  /** Who had counted a failure went well: the count starts anew. */
  reset(department: string): Promise<void>;
  /** Opens it, unless another instance has; returns what stands now. */
  open(department: string, at: number): Promise<SharedBreaker | undefined>;
  /** Takes the one probe of this span, or says what was found instead. `now`: epoch ms, `every`: ms. */
  takeProbe(
    department: string,
    now: number,
    every: number,
  ): Promise<'taken' | { readonly found: SharedBreaker | undefined }>;
  close(department: string): Promise<void>;
}

export const breakersStore = (client: DynamoDBDocumentClient, table: string): BreakersStore => {
  const key = (department: string) => ({ TableName: table, Key: { pk: department, sk: 'breaker' } });
  const names = { '#state': 'state' };

  const look = async (department: string): Promise<SharedBreaker | undefined> => {
    const { Item } = await client.send(new GetCommand({ ...key(department), ConsistentRead: true }));
    return Item && SharedBreaker.parse(Item);
  };

  /** True when the condition held. */
  const update = async (command: UpdateCommand): Promise<boolean> => {
    try {
      await client.send(command);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };

  const counted = async (department: string, at: number, how: Partial<UpdateCommandInput>) => {
    const { Attributes } = await client.send(
      new UpdateCommand({
        ...key(department),
        ExpressionAttributeNames: names,
        ReturnValues: 'ALL_NEW',
        ...how,
        ExpressionAttributeValues: {
          ':v': 1,
          ':closed': 'closed',
          ':none': 0,
          ':one': 1,
          ':at': at,
          ...how.ExpressionAttributeValues,
        },
      }),
    );
    return Attributes && SharedBreaker.parse(Attributes);
  };
  const first =
    'SET v = :v, #state = if_not_exists(#state, :closed), probeAt = if_not_exists(probeAt, :none), failedAt = :at';

  return {
    look,
    count: async (department, at, within) => {
      try {
        return await counted(department, at, {
          UpdateExpression: `${first} ADD failures :one`,
          ConditionExpression: 'attribute_not_exists(failedAt) OR failedAt >= :recent',
          ExpressionAttributeValues: { ':recent': at - within },
        });
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return counted(department, at, { UpdateExpression: `${first}, failures = :one` });
      }
    },
    reset: async (department) => {
      await update(
        new UpdateCommand({
          ...key(department),
          UpdateExpression: 'SET failures = :none',
          ConditionExpression: '#state = :closed',
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: { ':none': 0, ':closed': 'closed' },
        }),
      );
    },
    open: async (department, at) => {
      const opened = await update(
        new UpdateCommand({
          ...key(department),
          UpdateExpression: 'SET v = :v, #state = :open, probeAt = :at, failures = if_not_exists(failures, :none)',
          ConditionExpression: 'attribute_not_exists(pk) OR #state <> :open',
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: { ':v': 1, ':open': 'open', ':at': at, ':none': 0 },
        }),
      );
      return opened ? { v: 1, state: 'open', probeAt: at, failures: 0 } : look(department);
    },
    takeProbe: async (department, now, every) => {
      const taken = await update(
        new UpdateCommand({
          ...key(department),
          UpdateExpression: 'SET probeAt = :now',
          ConditionExpression: '#state = :open AND probeAt <= :before',
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: { ':now': now, ':open': 'open', ':before': now - every },
        }),
      );
      return taken ? 'taken' : { found: await look(department) };
    },
    close: async (department) => {
      await update(
        new UpdateCommand({
          ...key(department),
          UpdateExpression: 'SET #state = :closed, failures = :none',
          ConditionExpression: '#state = :open',
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: { ':closed': 'closed', ':open': 'open', ':none': 0 },
        }),
      );
    },
  };
};
