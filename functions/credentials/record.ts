/** The record of what the hub does with credentials in a client's name: an administrative act of the client's department, under no grant. */
import { newRecord, type RecordDeps } from '#functions/exchange/record.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import type { Party } from '#functions/snapshot/caller.ts';
import type { ExchangeRecord } from '#schemas/exchange.ts';

export interface Act {
  /** Of the credential; ends here, as a digest. */
  readonly id: string;
  /** Epoch ms. */
  readonly at: number;
  readonly asked: unknown;
  readonly verifiableCredential?: unknown;
}

export const credentialRecord = (
  deps: RecordDeps,
  { client, officer, department }: Party,
  { id, at, asked, verifiableCredential }: Act,
): ExchangeRecord =>
  newRecord(
    {
      kind: 'issue',
      at,
      ms: 0,
      client: client.id,
      ...(officer ? { officer: officer.id } : {}),
      consumer: department.id,
      provider: department.id,
      resource: 'credentials/issued',
      resourceVersion: 1,
      grant: '',
      grantRevision: 0,
      party: 'applicant',
      level: 'fields',
      fields: [],
      found: true,
      subjectCode: id,
      requestText: canonical(asked),
      releasedText: canonical(verifiableCredential ?? null),
    },
    deps,
  );
