/** The record of a row. It is made of what is kept, so that it comes out the same whoever makes it, before a crash or after. */

import type { Adapter } from '#functions/exchange/adapter.ts';
import { subjectOf } from '#functions/exchange/answer.ts';
import type { ExchangeDeps } from '#functions/exchange/exchange.ts';
import { keepRecord } from '#functions/exchange/keep-record.ts';
import { requestText } from '#functions/exchange/question.ts';
import { releasedText } from '#functions/exchange/record.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { StoredBatch, StoredOutcome } from '#schemas/stored-batch.ts';
import type { Row } from './chunks.ts';
import { exchangeOf, type Kept } from './kept.ts';

/** Holds a blank, which no Idempotency-Key of a caller can. */
const keyOfRow = (id: string, number: number): string => `batch ${id} ${number}`;

const decided = (batch: StoredBatch, kept: Kept) => {
  const { client, officer, consumer, provider, resource, resourceVersion, purpose, role, id } = batch;
  return {
    kind: 'exchange' as const,
    ...{ client, consumer, provider, resource, resourceVersion },
    ...(officer === undefined ? {} : { officer }),
    ...(purpose.kind === 'matter' ? { matter: purpose.matter } : { standing: purpose.code }),
    ...(kept.case === undefined ? {} : { case: kept.case }),
    ...(kept.upstream === undefined ? {} : { upstream: kept.upstream }),
    batch: id,
    party: role,
    grant: kept.grant,
    grantRevision: kept.revision,
    level: kept.level,
    fields: kept.fields.flatMap((place) => batch.fields[place] ?? []),
    ms: kept.ms,
  };
};

/** Written once, however often this is called. Throws hub-not-ready when the record's fate is unknown. */
export const recordRow = async (
  { adapter, deps, batch }: { readonly adapter: Adapter; readonly deps: ExchangeDeps; readonly batch: StoredBatch },
  { number, row, outcome, kept }: { number: number; row: Row; outcome: StoredOutcome; kept: Kept },
): Promise<void> => {
  const [keys, snapshot] = [await deps.keys(), await deps.snapshots.current()];
  const versions = snapshot.versionsOf(batch.resource);
  const resource = versions.find(({ version }) => version === batch.resourceVersion) ?? versions[0];
  const port = adapter.resources[batch.resource.slice(adapter.department.length + 1)];
  if (!resource || !port) throw problem('hub-not-ready', { cause: 'resource-gone' });
  const question = port.request.parse(row.request);
  const { purpose, role, fields } = batch;
  const wish = { resource: batch.resource, purpose, role, fields };
  const facts = {
    ...decided(batch, kept),
    id: exchangeOf(keys, batch.id, number),
    at: outcome.at,
    found: outcome.outcome === 'found',
    subjectCode: subjectOf(resource, question),
    requestText: requestText({ wish, ...(kept.case === undefined ? {} : { ticket: { case: kept.case } }) }, question),
    releasedText: releasedText(kept.answer),
  };
  await keepRecord(facts, keyOfRow(batch.id, number), { records: deps.records, instance: deps.instance, keys });
};
