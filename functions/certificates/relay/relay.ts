/** Relay of the certificates table: what became of a certificate is told to subscribers, to every case that used it, and to the status lists. */
import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { withoutKeys } from '#functions/kernel/item.ts';
import { causeOf, log } from '#functions/kernel/log.ts';
import { plainItem } from '#functions/kernel/plain.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import type { Envelope } from '#schemas/event.ts';
import type { CertificateStore } from '../certificates.store.ts';
import type { Files } from '../files.client.ts';
import { heldFiles } from '../legal-hold/held-files.ts';
import { keepHold } from '../legal-hold/keep-hold.ts';
import { LEGAL_HOLDS, openedHold, StoredHold } from '../legal-hold/stored-hold.ts';
import { keepFile } from '../operations/keep-file.ts';
import { OPERATIONS, StoredOperation } from '../operations/stored-operation.ts';
import { type SettleDeps, settleHold, settleRetention } from '../retention/settle.ts';
import { KEY_CHANGES, type KeyChangeFile, openedChange, StoredKeyChange } from '../seal/key-change.ts';
import { entryOf } from '../status/entry.ts';
import { statusChanged } from '../status/status-changed.ts';
import { StoredCertificate } from '../stored.ts';
import { issueHappenings, operationHappenings } from './happenings.ts';
import { keepIssued, keepUse } from './kept.ts';
import type { ToldStore } from './told.store.ts';
import { caseEnvelope, toldOf } from './told.ts';
import { StoredUse, USED } from './used.ts';

export interface RelayDeps extends SettleDeps {
  readonly keys: () => Promise<HubKeys>;
  readonly certificates: Pick<CertificateStore, 'get'>;
  readonly told: ToldStore;
  readonly files: Files;
  readonly keepKeyChange: (change: KeyChangeFile) => Promise<void>;
  readonly events: Queue;
  readonly cases: Queue;
  readonly status: Queue;
}

const sent = async (queue: Queue, envelopes: readonly Envelope[]): Promise<void> => {
  if (envelopes.length === 0) return;
  if ((await queue.send(envelopes)).size > 0) throw problem('hub-not-ready', { cause: 'queue-refused' });
};

/** Whether what happened at `at` (epoch ms) is news as it comes by. */
type Fresh = (at: number) => boolean;

const DAY = 86_400_000;
/** What comes in a day late was put there by a rebuild of the index: the log of events knows by name what it was told in 30 days, not for ever. */
const freshWhen =
  (seconds: number | undefined): Fresh =>
  (at) =>
    seconds === undefined || seconds * 1000 - at < DAY;

/** Whatever was told before is told again under the same names, so that it may die anywhere and be repeated. */
const relayed = async (deps: RelayDeps, operation: StoredOperation, fresh: Fresh): Promise<void> => {
  const { identifier, status, from, to, record, at } = operation;
  // First the list, which strangers rely on; then whoever relies on it for a case.
  if (status && entryOf(from) !== entryOf(to)) await sent(deps.status, [statusChanged(status.list, record, at)]);
  const told = (await deps.told.usesOf(identifier))
    .filter((use) => use.revision < operation.revision)
    .map((use) => toldOf(operation, use));
  for (const one of told) await deps.told.tell(one);
  await sent(deps.cases, told.map(caseEnvelope));
  const keys = await deps.keys();
  const certificate = await deps.certificates.get(identifier);
  await keepFile(deps.files, keys, operation, certificate?.retention);
  if (certificate && operation.retention) await settleRetention(deps, certificate, at);
  if (fresh(at)) await sent(deps.events, await operationHappenings(deps, keys, operation));
};

/** That it was issued is kept first. Of a later revision, as it comes into a table that was rebuilt, nothing is news. */
const begun = async (deps: RelayDeps, certificate: StoredCertificate, fresh: Fresh): Promise<void> => {
  await keepIssued(deps.files, certificate);
  if (certificate.revision === 1 && fresh(certificate.at))
    await sent(deps.events, await issueHappenings(deps, await deps.keys(), certificate));
};

const used = async ({ files, certificates }: RelayDeps, identifier: string, use: StoredUse): Promise<void> =>
  keepUse(files, identifier, use, (await certificates.get(identifier))?.retention);

/** Told to nobody: neither holders nor subscribers, nor a case. */
const holdActed = async (deps: RelayDeps, act: StoredHold): Promise<void> => {
  const certificate = await deps.certificates.get(act.identifier);
  await keepHold(deps.files, openedHold(await deps.keys(), act), certificate?.retention);
  await settleHold(deps, act);
};

/** What is done about a new item, by what it is; nothing about all others. */
const workFor = (item: Record<string, unknown>, fresh: Fresh): ((deps: RelayDeps) => Promise<void>) | undefined => {
  const sk = String(item.sk);
  if (sk === 'certificate') return (deps) => begun(deps, StoredCertificate.parse(withoutKeys(item)), fresh);
  if (sk.startsWith(USED)) return (deps) => used(deps, String(item.pk), StoredUse.parse(withoutKeys(item)));
  if (sk.startsWith(KEY_CHANGES))
    return async ({ keepKeyChange, keys }) =>
      keepKeyChange(openedChange(await keys(), StoredKeyChange.parse(withoutKeys(item))));
  if (sk.startsWith(LEGAL_HOLDS)) return (deps) => holdActed(deps, StoredHold.parse(withoutKeys(item)));
  if (sk.startsWith(OPERATIONS)) return (deps) => relayed(deps, StoredOperation.parse(withoutKeys(item)), fresh);
  return undefined;
};

/** The failures are sequence numbers; Lambda repeats from the lowest. One that cannot be read must end in the dead letters, not vanish. */
export const relayCertificates = async (
  records: readonly DynamoDBRecord[],
  wired: RelayDeps,
): Promise<DynamoDBBatchResponse> => {
  const deps = { ...wired, files: heldFiles(wired) };
  const failed: string[] = [];
  for (const { dynamodb } of records.filter(({ eventName }) => eventName === 'INSERT')) {
    try {
      const fresh = freshWhen(dynamodb?.ApproximateCreationDateTime);
      await workFor(plainItem(dynamodb?.NewImage ?? {}), fresh)?.(deps);
    } catch (error) {
      log('error', { event: 'relay-failed', cause: causeOf(error) });
      failed.push(dynamodb?.SequenceNumber ?? '');
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};
