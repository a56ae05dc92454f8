/** Capacity that a DynamoDB call consumes: what DynamoDB Local says, corrected where it says too little. */
import type { Call } from './call.ts';
import { itemSize } from './item-size.ts';

export interface Units {
  readonly read: number;
  readonly write: number;
}

const READS = new Set(['GetItem', 'Query', 'Scan', 'BatchGetItem', 'TransactGetItems']);
const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

export const isMetered = ({ service, operation }: Call): boolean =>
  service === 'dynamodb' && (READS.has(operation) || WRITES.has(operation));

/** The body with ReturnConsumedCapacity added, every other byte as it was; undefined when the caller asks for it himself. */
export const askingForCapacity = ({ body, json }: Call): Buffer | undefined => {
  if (json.ReturnConsumedCapacity !== undefined) return undefined;
  const end = body.lastIndexOf('}');
  if (end < 0) return undefined;
  const comma = Object.keys(json).length > 0 ? ',' : '';
  return Buffer.concat([body.subarray(0, end), Buffer.from(`${comma}"ReturnConsumedCapacity":"TOTAL"}`)]);
};

const kilobytes = (item: Parameters<typeof itemSize>[0] | undefined): number =>
  Math.max(1, Math.ceil(itemSize(item ?? {}) / 1024));

// DynamoDB rounds each item of a transaction up to 1 KB and bills it twice; DynamoDB Local rounds their sum.
const atLeast = ({ operation, json }: Call): number => {
  if (operation === 'PutItem') return kilobytes(json.Item);
  if (operation === 'TransactGetItems') return 2 * json.TransactItems.length;
  if (operation !== 'TransactWriteItems') return WRITES.has(operation) ? 1 : 0;
  const items = json.TransactItems as { Put?: { Item: Parameters<typeof itemSize>[0] } }[];
  return items.reduce((total, { Put }) => total + 2 * kilobytes(Put?.Item), 0);
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
  const units = Math.max(reported, atLeast(call));
  return READS.has(call.operation) ? { read: units, write: 0 } : { read: 0, write: units };
};
