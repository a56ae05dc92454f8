/** Everything after the department has answered: keep what was granted and asked for, write the record, look once more, release. */
import type { HubKeys } from '#functions/kernel/digest.ts';
import { log } from '#functions/kernel/log.ts';
import { receiptFor } from '#functions/kernel/receipt.ts';
import type { Caller } from '#functions/kernel/request.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { Answered } from '#schemas/exchange.ts';
import { chosen } from './answer.ts';
import type { Authority } from './authorise.ts';
import { doubtful } from './doubtful.ts';
import { attestable, decidedFacts } from './facts.ts';
import type { Instance } from './instance.ts';
import { keepRecord } from './keep-record.ts';
import type { RecordsStore } from './records.store.ts';
import { assertReleasable } from './release.ts';

export interface ConcludeDeps {
  readonly snapshots: SnapshotHolder;
  readonly records: RecordsStore;
  readonly instance: Instance;
}

export interface Concluding {
  readonly keys: HubKeys;
  readonly authority: Authority;
  readonly subject: string;
  readonly text: string;
  readonly caller: Caller;
  readonly requestId: string;
  readonly idempotencyKey?: string | undefined;
  /** The hubs through which the question came. */
  readonly via?: readonly string[];
  /** Epoch ms at this instant. */
  readonly moment: () => number;
}

/**
 * `answer`: checked, or null when the department knows nothing; `ms`: the time it took; `upstream`: the record of the hub that was asked. Nothing leaves without its record. Throws
 * exchange-denied when what was decided on no longer stands: the record then stays and says what was about to be released.
 */
export const conclude = async (
  { keys, authority, subject, text, caller, requestId, idempotencyKey, via = [], moment }: Concluding,
  { answer, ms, upstream }: { readonly answer: unknown; readonly ms: number; readonly upstream?: string },
  deps: ConcludeDeps,
): Promise<Answered> => {
  const { found, released, releasedText } = chosen(authority.fields, answer);
  const facts = {
    ...decidedFacts(authority),
    kind: 'exchange' as const,
    ms,
    found,
    ...(via.length === 0 ? {} : { via: [...via] }),
    ...(upstream === undefined ? {} : { upstream }),
  };
  const record = await keepRecord({ ...facts, subjectCode: subject, requestText: text, releasedText }, idempotencyKey, {
    records: deps.records,
    instance: deps.instance,
    keys,
  });
  const snapshot = await deps.snapshots.current();
  await assertReleasable(snapshot, authority, caller, moment());
  const { resource, grant, fields, who } = authority;
  const answeredAt = new Date(moment()).toISOString();
  const attested = attestable(authority, { exchange: record.id, found, answeredAt });
  const doubt = doubtful(snapshot, keys, resource.id, subject, fields);
  log('info', {
    event: 'exchange',
    requestId,
    exchange: record.id,
    resource: resource.id,
    client: who.client.id,
    ms,
  });
  return {
    exchange: record.id,
    ...(record.repeatOf === undefined ? {} : { repeatOf: record.repeatOf }),
    resource: resource.id,
    resourceVersion: resource.version,
    grant: { id: grant.id, revision: grant.revision },
    answeredAt,
    found,
    ...(found ? { answer: released } : {}),
    fields: [...fields],
    ...(doubt ? { doubtful: doubt } : {}),
    ...(attested ? { receipt: receiptFor(keys, attested, { subject, answer: released }) } : {}),
  };
};
