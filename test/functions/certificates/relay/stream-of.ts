/** The stream of the certificates table, as far as it matters: every item as it was first put, in some order. */
import type { DynamoDBRecord } from 'aws-lambda';
import { retentionOf } from '#functions/certificates/retention/retention.ts';
import type { StoredCertificate } from '#functions/certificates/stored.ts';
import { beijingDate } from '#functions/kernel/beijing.ts';
import { streamRecord } from '#infra/local/scenarios/stream.ts';
import { itemsIn, type World } from '../world.ts';

const firstRetention = ({ retention, issuedOn, validUntil = '', at }: StoredCertificate) =>
  retentionOf({ retentionYears: retention?.years ?? 0 }, [issuedOn, validUntil, beijingDate(at)]);

/** What operations have changed since is not in the image that was inserted. */
const inserted = (item: Record<string, unknown>): Record<string, unknown> => {
  if (item.sk !== 'certificate') return item;
  const { supersededBy: _by, retention, ...first } = item;
  return { ...first, revision: 1, state: '01', ...(retention ? { retention: firstRetention(item as never) } : {}) };
};

export const streamOf = async ({ client, names }: World): Promise<DynamoDBRecord[]> => {
  const items = await itemsIn(client, names.certificates);
  return items.map((item, i) => streamRecord(String(i), inserted(item)));
};
