/** Table `cases`: work lists of departments, made of the events; and decisions that were refused, counted. */
import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { sha256 } from '#functions/kernel/digest.ts';
import { timeKey, withoutKeys } from '#functions/kernel/item.ts';
import { transact, type Write } from '#functions/kernel/transact.store.ts';
import { CaseLine } from '#schemas/case.ts';
import { COMMAND_KEPT_S } from './commands.ts';

/** A line of a work list. Its light follows from its due day when it is read. */
export const WorkLine = CaseLine.omit({ light: true }).extend({ department: z.string() });
export type WorkLine = z.infer<typeof WorkLine>;

export interface Refused {
  readonly department: string;
  /** Absent where what was sent is no number of a case. */
  readonly case?: string | undefined;
  readonly cause: string;
  readonly at: number;
}

export interface WorkStore {
  /** The lines of a case as they are after its event `n`; older ones never overwrite newer ones. Safe to repeat. */
  place(id: string, n: number, lines: readonly WorkLine[]): Promise<void>;
  list(department: string, limit: number, after?: string): Promise<{ lines: WorkLine[]; next?: string }>;
  /** Once for each command, however often it comes. */
  countRefused(refused: Refused, command: string): Promise<void>;
  /** Newest first; `next` is there when more may follow. */
  refusedOf(department: string, limit: number, after?: string): Promise<{ refused: Refused[]; next?: string }>;
}

const keyOf = ({ department, due, id, task }: WorkLine) => ({
  pk: `work#${department}`,
  sk: `${due ?? '9999-12-31'}#${id}#${task ?? ''}`,
});
const RefusedItem = z.object({ case: z.string().optional(), cause: z.string(), at: z.int() });
const Placed = z.object({ n: z.int(), keys: z.array(z.object({ pk: z.string(), sk: z.string() })) });
type Placed = z.infer<typeof Placed>;
const same = (a: { pk: string; sk: string }, b: { pk: string; sk: string }): boolean => a.pk === b.pk && a.sk === b.sk;

export const workStore = (client: DynamoDBDocumentClient, TableName: string): WorkStore => {
  const placedAt = (id: string) => ({ pk: `case#${id}`, sk: 'work' });
  const before = async (id: string): Promise<Placed> => {
    const { Item } = await client.send(new GetCommand({ TableName, Key: placedAt(id), ConsistentRead: true }));
    return Item ? Placed.parse(Item) : { n: 0, keys: [] };
  };
  return {
    place: async (id, n, lines) => {
      const old = await before(id);
      if (old.n >= n) return;
      const keys = lines.map(keyOf);
      const writes: Write[] = [
        {
          Put: {
            TableName,
            Item: { ...placedAt(id), v: 1, n, keys },
            ConditionExpression: 'attribute_not_exists(pk) OR n = :n',
            ExpressionAttributeValues: { ':n': old.n },
          },
        },
        ...lines.map((line) => ({ Put: { TableName, Item: { ...keyOf(line), v: 1, ...line } } })),
        ...old.keys.filter((key) => !keys.some((one) => same(one, key))).map((Key) => ({ Delete: { TableName, Key } })),
      ];
      // Another was faster: it stands at another number, which may be an older one.
      if ((await transact(client, writes)) !== 'done') throw new Error('work list is being placed by another');
    },
    list: async (department, limit, after) => {
      const pk = `work#${department}`;
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          Limit: limit,
          ...(after === undefined ? {} : { ExclusiveStartKey: { pk, sk: after } }),
        }),
      );
      return {
        lines: Items.map((item) => {
          const { v: _v, ...line } = withoutKeys(item);
          return WorkLine.parse(line);
        }),
        ...(LastEvaluatedKey ? { next: String(LastEvaluatedKey.sk) } : {}),
      };
    },
    countRefused: async ({ department, ...refused }, command) => {
      const sk = `${timeKey(refused.at)}#${sha256(command).slice(0, 12)}`;
      const ttl = Math.floor(refused.at / 1000) + COMMAND_KEPT_S;
      await transact(client, [
        { Put: { TableName, Item: { pk: `refused#${department}`, sk, v: 1, ...refused } } },
        {
          Put: {
            TableName,
            Item: { pk: `refused-once#${command}`, sk: 'once', v: 1, ttl },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
      ]);
    },
    refusedOf: async (department, limit, after) => {
      const pk = `refused#${department}`;
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ScanIndexForward: false,
          Limit: limit,
          ...(after === undefined ? {} : { ExclusiveStartKey: { pk, sk: after } }),
        }),
      );
      return {
        refused: Items.map((item) => ({ department, ...RefusedItem.parse(item) })),
        ...(LastEvaluatedKey ? { next: String(LastEvaluatedKey.sk) } : {}),
      };
    },
  };
};
