/** Brings the locks of all objects of a certificate to what the index says. It may die between any two objects and goes on behind the last page. */
import type { StoredCertificate } from '../stored.ts';
import type { Locks } from './locks.client.ts';
import type { LockKind, LocksStore } from './locks.store.ts';
import { lockedUntil } from './retention.ts';

export interface SettleDeps {
  readonly locks: Locks;
  readonly settled: LocksStore;
}

type Certificate = Pick<StoredCertificate, 'type' | 'identifier' | 'retention'>;

/** `one`: safe to repeat; a page is one's unit of going on. */
const toAll = async (
  { locks, settled }: SettleDeps,
  { type, identifier }: Certificate,
  [kind, to]: readonly [LockKind, string],
  one: (name: string) => Promise<void>,
): Promise<void> => {
  const before = await settled.get(identifier, kind);
  if (before?.to === to && before.done) return;
  let so = before?.to === to ? before : { v: 1 as const, to, objects: 0, done: false };
  for await (const names of locks.objects(type, identifier, 'after' in so ? so.after : undefined)) {
    await Promise.all(names.map(one));
    so = { ...so, after: names.at(-1) ?? '', objects: so.objects + names.length };
    await settled.put(identifier, kind, so);
  }
  await settled.put(identifier, kind, { v: 1, to, objects: so.objects, done: true });
};

/** After the index has lengthened it. `at`: epoch ms, when that was. */
export const settleRetention = async (deps: SettleDeps, certificate: Certificate, at: number): Promise<void> => {
  if (!certificate.retention) return;
  const until = lockedUntil(certificate.retention, at);
  await toAll(deps, certificate, ['retention', until.toISOString()], (name) => deps.locks.retain(name, until));
};
