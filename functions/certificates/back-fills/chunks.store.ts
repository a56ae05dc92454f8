/** Table `back-fills`, chunks: who is at them, and, once done, the outcomes of their rows in one sealed item each. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '#functions/kernel/batch-get.store.ts';
import { withoutKeys } from '#functions/kernel/item.ts';
import { plainItem } from '#functions/kernel/plain.ts';
import { transact } from '#functions/kernel/transact.store.ts';
import { BackFillChunk } from '#schemas/stored-back-fill.ts';
import { KIND } from './back-fills.store.ts';

/** Who begins a turn, until when (ms of the machines' time, as `machine`), and the event's time. */
export interface Claim {
  readonly holder: string;
  readonly machine: number;
  readonly heldUntil: number;
  readonly at: number;
}

export interface ChunksStore {
  /** One that is there already stays as it is. `ttl`: epoch seconds, housekeeping only. */
  add(id: string, chunk: BackFillChunk, ttl: number): Promise<void>;
  /** In order. */
  all(id: string): Promise<BackFillChunk[]>;
  /** Taken when it is not done and nobody holds it; the chunk as it then stands, or as it was found. */
  claim(
    id: string,
    chunk: number,
    claim: Claim,
  ): Promise<{ readonly claimed: boolean; readonly chunk?: BackFillChunk }>;
  /** The holder gives it back: `outcomes` sealed when it is done. False when another holds it. */
  giveBack(id: string, holder: string, chunk: BackFillChunk, outcomes?: Uint8Array): Promise<boolean>;
  /** Sealed, of those of the chunks that are done. */
  outcomes(id: string, chunks: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>>;
}

const DIGITS = 5;
const place = (id: string, what: 'chunk' | 'outcomes', chunk: number) => ({
  pk: `${KIND}#${id}`,
  sk: `${what}#${String(chunk).padStart(DIGITS, '0')}`,
});
const read = (item: Readonly<Record<string, unknown>>): BackFillChunk => BackFillChunk.parse(withoutKeys(item));

export const chunksStore = (client: DynamoDBDocumentClient, table: string): ChunksStore => ({
  add: async (id, chunk, ttl) => {
    try {
      const ConditionExpression = 'attribute_not_exists(pk)';
      const Item = { ...place(id, 'chunk', chunk.chunk), ...chunk, ttl };
      await client.send(new PutCommand({ TableName: table, Item, ConditionExpression }));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },

  all: async (id) => {
    const items: BackFillChunk[] = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': place(id, 'chunk', 0).pk, ':prefix': 'chunk#' },
          ConsistentRead: true,
          ...(from ? { ExclusiveStartKey: from } : {}),
        }),
      );
      items.push(...(page.Items ?? []).map(read));
      from = page.LastEvaluatedKey;
    } while (from);
    return items;
  },

  claim: async (id, chunk, { holder, machine, heldUntil, at }) => {
    try {
      const { Attributes = {} } = await client.send(
        new UpdateCommand({
          TableName: table,
          Key: place(id, 'chunk', chunk),
          UpdateExpression: 'SET holder = :holder, heldUntil = :until, #at = :at, turns = turns + :one',
          ConditionExpression: 'done = :false AND (attribute_not_exists(holder) OR heldUntil < :machine)',
          ExpressionAttributeNames: { '#at': 'at' },
          ExpressionAttributeValues: {
            ':holder': holder,
            ':until': heldUntil,
            ':machine': machine,
            ':at': at,
            ':one': 1,
            ':false': false,
          },
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return { claimed: true, chunk: read(Attributes) };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const found = error.Item && read(plainItem(error.Item));
      // Our own, its acknowledgement lost.
      return { claimed: found?.holder === holder, ...(found ? { chunk: found } : {}) };
    }
  },

  giveBack: async (id, holder, { holder: _mine, heldUntil: _until, ...chunk }, outcomes) => {
    const key = place(id, 'chunk', chunk.chunk);
    const refused = await transact(client, [
      {
        Update: {
          TableName: table,
          Key: key,
          UpdateExpression: `SET done = :done, failures = :failures, #at = :at${chunk.outcomes ? ', outcomes = :outcomes, states = :states' : ''} REMOVE holder, heldUntil`,
          ConditionExpression: 'holder = :holder',
          ExpressionAttributeNames: { '#at': 'at' },
          ExpressionAttributeValues: {
            ':holder': holder,
            ':done': chunk.done,
            ':failures': chunk.failures,
            ':at': chunk.at,
            ...(chunk.outcomes ? { ':outcomes': chunk.outcomes, ':states': chunk.states ?? {} } : {}),
          },
        },
      },
      ...(outcomes
        ? [{ Put: { TableName: table, Item: { ...place(id, 'outcomes', chunk.chunk), v: 1, outcomes } } }]
        : []),
    ]);
    return refused === 'done';
  },

  outcomes: async (id, chunks) => {
    const keys = chunks.map((chunk) => place(id, 'outcomes', chunk));
    const found = await batchGet(client, table, keys);
    return new Map(found.map(({ sk, outcomes }) => [Number(String(sk).split('#')[1]), outcomes as Uint8Array]));
  },
});
