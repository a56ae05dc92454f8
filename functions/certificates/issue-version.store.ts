/** What the issue of a next version writes beside the issue's own items: the end of the one before, and whose places pass on. */
import type { Write } from '#functions/kernel/transact.store.ts';
import type { Ending } from './issue-version.ts';
import { holdsPlace } from './lifecycle.ts';
import { operationKey } from './operations/stored-operation.ts';
import { entryWrites } from './status/entry.ts';
import { keyOf, type StoredCertificate } from './stored.ts';

/** First the state on the revision that was read: when that is refused, another operation came first. */
export const endWrites = (TableName: string, { before, after, operation }: Ending): Write[] => [
  {
    Put: {
      TableName,
      Item: { ...keyOf.certificate(after.identifier), ...after },
      ConditionExpression: 'revision = :read',
      ExpressionAttributeValues: { ':read': before.revision },
    },
  },
  {
    Put: {
      TableName,
      Item: { ...operationKey(after.identifier, after.revision), ...operation },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  },
  ...entryWrites(TableName, after.status, before.state, after.state),
];

const freeOrOf = (before: StoredCertificate | undefined) =>
  before && holdsPlace(before.state)
    ? {
        ConditionExpression: 'attribute_not_exists(pk) OR identifier = :before',
        ExpressionAttributeValues: { ':before': before.identifier },
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };

/** Of a type of which everybody may have one: a write for each holder, which takes his place or passes it on from the one before. */
export const placeWrites = (
  TableName: string,
  { identifier, type, holders }: StoredCertificate,
  before: StoredCertificate | undefined,
): Write[] =>
  holders.map((handle) => ({
    Put: { TableName, Item: { ...keyOf.only(handle, type), identifier, v: 1 }, ...freeOrOf(before) },
  }));

/** The places of those who held the one before and do not hold this one; not a place that has gone to another certificate. */
export const leftPlaces = (
  TableName: string,
  { type, holders }: StoredCertificate,
  before: StoredCertificate | undefined,
): Write[] =>
  before && holdsPlace(before.state)
    ? before.holders
        .filter((handle) => !holders.includes(handle))
        .map((handle) => ({
          Delete: {
            TableName,
            Key: keyOf.only(handle, type),
            ConditionExpression: 'attribute_not_exists(pk) OR identifier = :before',
            ExpressionAttributeValues: { ':before': before.identifier },
          },
        }))
    : [];
