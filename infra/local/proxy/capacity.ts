/** Capacity that a DynamoDB call consumes: what DynamoDB Local says, corrected where it says too little. */
import type { Call } from './call.ts';
import { itemSize } from './item-size.ts';

export interface Units {
  readonly read: number;
  readonly write: number;
}

const READS = new Set(['GetItem', 'Query', 'Scan', 'BatchGetItem', 'TransactGetItems']);

export const isMetered = ({ service, operation }: Call): boolean =>
  service === 'dynamodb' && Object.hasOwn(LEAST, operation);

/** The body with ReturnConsumedCapacity added, every other byte as it was; undefined when the caller asks for it himself. */
export const askingForCapacity = ({ body, json }: Call): Buffer | undefined => {
  if (json.ReturnConsumedCapacity !== undefined) return undefined;
  const end = body.lastIndexOf('}');
  if (end < 0) return undefined;
  const comma = Object.keys(json).length > 0 ? ',' : '';
  return Buffer.concat([body.subarray(0, end), Buffer.from(`${comma}"ReturnConsumedCapacity":"TOTAL"}`)]);
};

type Item = Parameters<typeof itemSize>[0];
const kilobytes = (item: Item | undefined): number => Math.max(1, Math.ceil(itemSize(item ?? {}) / 1024));
const read = ({ ConsistentRead }: { ConsistentRead?: boolean }): number => (ConsistentRead ? 1 : 0.5);
const sum = <T>(values: readonly T[], units: (value: T) => number): number =>
  values.reduce((total, value) => total + units(value), 0);

type Keys = Call['json'] & { Keys: readonly unknown[] };
type Writes = readonly { PutRequest?: { Item: Item } }[];
type Parts = readonly { Put?: { Item: Item } }[];

// What AWS bills at least, from the request alone. DynamoDB rounds every item up by itself and bills a transaction twice;
// DynamoDB Local rounds the sum of the items, and lets an empty answer go free.
const LEAST: Readonly<Record<string, (json: Call['json']) => number>> = {
  GetItem: read,
  Query: read,
  Scan: read,
  BatchGetItem: ({ RequestItems }) =>
    sum(Object.values(RequestItems) as Keys[], (keys) => keys.Keys.length * read(keys)),
  TransactGetItems: ({ TransactItems }) => 2 * TransactItems.length,
  PutItem: ({ Item }) => kilobytes(Item),
  UpdateItem: () => 1,
  DeleteItem: () => 1,
  BatchWriteItem: ({ RequestItems }) =>
    sum((Object.values(RequestItems) as Writes[]).flat(), ({ PutRequest }) => kilobytes(PutRequest?.Item)),
  TransactWriteItems: ({ TransactItems }) => sum(TransactItems as Parts, ({ Put }) => 2 * kilobytes(Put?.Item)),
};

interface Reported {
  readonly ConsumedCapacity?: { CapacityUnits?: number } | readonly { CapacityUnits?: number }[];
}

const BILLED_ERRORS = /ConditionalCheckFailedException|TransactionCanceledException/;

/** Units of one answered call. A failed condition is billed like a success; other errors cost nothing. */
export const unitsOf = (call: Call, status: number, answer: Reported & { __type?: string }): Units => {
  if (status !== 200 && !BILLED_ERRORS.test(answer.__type ?? '')) return { read: 0, write: 0 };
  const reported = [answer.ConsumedCapacity ?? []]
    .flat()
    .reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
  const units = Math.max(reported, LEAST[call.operation]?.(call.json) ?? 0);
  return READS.has(call.operation) ? { read: units, write: 0 } : { read: 0, write: units };
};
