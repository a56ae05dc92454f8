/** Which cases have used a certificate: written with the record of the use, read when something becomes of the certificate. */
import * as z from 'zod';
import type { Write } from '#functions/kernel/transact.store.ts';
import type { ExchangeRecord } from '#schemas/exchange.ts';
import { CaseId, Slug, Uuid } from '#schemas/identifier.ts';
import type { Key, StoredCertificate } from '../stored.ts';

export const USED = 'used#';
export const usedKey = (identifier: string, use: Pick<StoredUse, 'case' | 'department'>): Key => ({
  pk: identifier,
  sk: `${USED}${use.case}#${use.department}`,
});

export const StoredUse = z.strictObject({
  v: z.literal(1),
  /** Of the certificate. */
  type: Slug,
  case: CaseId,
  department: Slug,
  matter: Slug.optional(),
  /** Of the first use: its record, the revision of the certificate that was read, and when. */
  record: Uuid,
  revision: z.int(),
  at: z.int(),
});
export type StoredUse = z.infer<typeof StoredUse>;

/** One item for each case and department, written by the first use; none for what is used without a case, or was not answered. */
export const usedBy = (TableName: string, { revision, type }: StoredCertificate, record: ExchangeRecord): Write[] => {
  const { case: of, consumer, certificate, matter, id, at, found, fields } = record;
  if (of === undefined || certificate === undefined || !found || fields.length === 0) return [];
  const use: StoredUse = {
    ...{ v: 1, type, case: of, department: consumer, record: id, revision, at },
    ...(matter === undefined ? {} : { matter }),
  };
  const members = Object.entries(use);
  return [
    {
      Update: {
        TableName,
        Key: usedKey(certificate, use),
        UpdateExpression: `SET ${members.map((_, i) => `#m${i} = if_not_exists(#m${i}, :m${i})`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(members.map(([name], i) => [`#m${i}`, name])),
        ExpressionAttributeValues: Object.fromEntries(members.map(([, value], i) => [`:m${i}`, value])),
      },
    },
  ];
};
