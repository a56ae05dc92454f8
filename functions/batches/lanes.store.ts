/** Table `batches`, lanes: how far each is, and who has its turn. */

import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { canonical } from '#functions/kernel/canonical.ts';
import { withoutKeys } from '#functions/kernel/item.ts';
import { plainItem } from '#functions/kernel/plain.ts';
import { Lane } from '#schemas/stored-batch.ts';

/** Who takes a turn, until when (ms of the machines' time, as `machine`), and the event's time. */
export interface Claim {
  readonly turn: number;
  readonly holder: string;
  readonly machine: number;
  readonly heldUntil: number;
  readonly at: number;
}

export interface LanesStore {
  /** A lane that is there already stays as it is. */
  start(id: string, lane: Lane): Promise<void>;
  all(id: string): Promise<Lane[]>;
  /**
   * Takes a turn that nobody had before, when nobody holds the lane. `lane`: as it then stands, or as it was found. `crashed`: the turn
   * before did not end in order, or it is not known that it did.
   */
  claim(
    id: string,
    lane: number,
    claim: Claim,
  ): Promise<{ readonly claimed: boolean; readonly crashed: boolean; readonly lane: Lane | undefined }>;
  /** Puts the holder's lane in the place of what stands there. False when another holds it. */
  keep(id: string, holder: string, lane: Lane): Promise<boolean>;
}

const key = (id: string, lane: number) => ({ pk: `batch#${id}`, sk: `lane#${lane}` });
const read = (item: Readonly<Record<string, unknown>>): Lane => Lane.parse(withoutKeys(item));

export const lanesStore = (client: DynamoDBDocumentClient, table: string): LanesStore => ({
  start: async (id, lane) => {
    try {
      const ConditionExpression = 'attribute_not_exists(pk)';
      const Item = { ...key(id, lane.lane), ...lane };
      await client.send(new PutCommand({ TableName: table, Item, ConditionExpression }));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },

  all: async (id) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': `batch#${id}`, ':prefix': 'lane#' },
        ConsistentRead: true,
      }),
    );
    return Items.map(read);
  },

  claim: async (id, lane, { turn, holder, machine, heldUntil, at }) => {
    try {
      const { Attributes = {} } = await client.send(
        new UpdateCommand({
          TableName: table,
          Key: key(id, lane),
          UpdateExpression:
            'SET turn = :turn, holder = :holder, heldUntil = :until, clean = :false, #at = :at REMOVE waiting',
          ConditionExpression: 'turn < :turn AND (attribute_not_exists(holder) OR heldUntil < :machine)',
          ExpressionAttributeNames: { '#at': 'at' },
          ExpressionAttributeValues: {
            ':turn': turn,
            ':holder': holder,
            ':until': heldUntil,
            ':machine': machine,
            ':false': false,
            ':at': at,
          },
          ReturnValues: 'ALL_OLD',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      const { waiting: _over, ...before } = read(Attributes);
      return { claimed: true, crashed: !before.clean, lane: { ...before, turn, holder, heldUntil, clean: false, at } };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const found = error.Item && read(plainItem(error.Item));
      // Our own, its acknowledgement lost: how the turn before ended is not known any more.
      return { claimed: found?.holder === holder, crashed: true, lane: found };
    }
  },

  keep: async (id, holder, lane) => {
    try {
      await client.send(
        new PutCommand({
          TableName: table,
          Item: { ...key(id, lane.lane), ...lane },
          ConditionExpression: 'holder = :holder',
          ExpressionAttributeValues: { ':holder': holder },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return true;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return error.Item !== undefined && canonical(read(plainItem(error.Item))) === canonical(lane);
    }
  },
});
