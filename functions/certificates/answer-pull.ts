/** What every pull ends with: read, recorded on the state that was read, looked at once more, released. */
import { chosen } from '#functions/exchange/answer.ts';
import { doubtful } from '#functions/exchange/doubtful.ts';
import { attestable, decidedFacts } from '#functions/exchange/facts.ts';
import type { Instance } from '#functions/exchange/instance.ts';
import { keepRecord } from '#functions/exchange/keep-record.ts';
import type { RecordsStore } from '#functions/exchange/records.store.ts';
import { assertReleasable } from '#functions/exchange/release.ts';
import { receiptFor } from '#functions/kernel/receipt.ts';
import type { Caller } from '#functions/kernel/request.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { Pulled } from '#schemas/certificate.ts';
import type { Allowed } from './allow.ts';
import { coHolders, type HeldDeps, readHeld } from './held.ts';
import { facts } from './master.ts';
import { recordedRefusal } from './recorded-refusal.ts';
import type { StoredCertificate } from './stored.ts';
import { summary } from './summary.ts';

export interface AnswerPullDeps extends HeldDeps {
  readonly snapshots: SnapshotHolder;
  /** For what is refused. */
  readonly records: RecordsStore;
  readonly instance: Instance;
}

export interface ToAnswer {
  readonly allowed: Allowed;
  readonly caller: Caller;
  readonly identifier: string;
  /** The party's code. */
  readonly holder: string;
  readonly requestText: string;
  readonly idempotencyKey: string | undefined;
  /** On which ground, where it is not the case's. */
  readonly ground?: string;
  /** Epoch ms by now. */
  readonly moment: () => number;
  /** Where the record of what is released is kept, bound to the state that was read. */
  readonly records: (stored: StoredCertificate) => RecordsStore;
}

/** 调用回执: what the hub says of fields that it released for a case; undefined where no ticket named one. `at`: epoch ms. */
export const pullReceipt = (
  { allowed, identifier, holder }: Pick<ToAnswer, 'allowed' | 'identifier' | 'holder'>,
  exchange: string,
  released: unknown,
  at: number,
) => {
  const answeredAt = new Date(at).toISOString();
  const { level } = allowed;
  const attested = attestable(allowed, { exchange, found: true, answeredAt, certificate: identifier, level });
  return attested && receiptFor(allowed.keys, attested, { subject: holder, answer: released });
};

export const answerPull = async (deps: AnswerPullDeps, asked: ToAnswer): Promise<Pulled> => {
  const { allowed, identifier, holder, requestText, moment, ground } = asked;
  const { fields, keys, level, resource, type, wish } = allowed;
  const { stored, master, valid } = await recordedRefusal(
    deps,
    { kind: 'pull', allowed, identifier, holder, requestText, moment },
    (meet) => readHeld(deps, identifier, allowed, wish.now, { meet }),
  );
  const { released, releasedText } = chosen(fields, facts(master, valid, type, wish.now));
  const record = await keepRecord(
    {
      ...decidedFacts(allowed),
      ...(ground === undefined ? {} : { ground }),
      kind: 'pull',
      ms: moment() - wish.now,
      found: true,
      certificate: identifier,
      ...coHolders(stored, allowed.handle),
      subjectCode: holder,
      requestText,
      releasedText,
    },
    asked.idempotencyKey,
    { records: asked.records(stored), instance: deps.instance, keys },
  );
  const snapshot = await deps.snapshots.current();
  await assertReleasable(snapshot, allowed, asked.caller, moment(), 'certificates');
  const certificate = summary(stored, type, wish.now);
  const doubt = doubtful(snapshot, keys, resource.id, holder, fields);
  const said = doubt ? { doubtful: doubt } : {};
  const receipt = pullReceipt(asked, record.id, released, moment());
  return {
    ...{ pull: record.id, certificate, level, fields: [...fields], data: released, ...said },
    ...(receipt ? { receipt } : {}),
  };
};
