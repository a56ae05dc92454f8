/** Brings the locks of all objects of a certificate, retention and legal hold, to what the index says. It may die between any two objects and goes on behind the last page. */
import type { HoldsStore } from '../legal-hold/holds.store.ts';
import { isHeld, type StoredHold } from '../legal-hold/stored-hold.ts';
import type { StoredCertificate } from '../stored.ts';
import type { Locks } from './locks.client.ts';
import type { LockKind, LocksStore } from './locks.store.ts';
import { lockedUntil } from './retention.ts';

export interface SettleDeps {
  readonly locks: Locks;
  readonly settled: LocksStore;
  readonly holds: Pick<HoldsStore, 'of'>;
}

type Certificate = Pick<StoredCertificate, 'type' | 'identifier' | 'retention'>;

/** `one`: safe to repeat; a page is one's unit of going on. */
const toAll = async (
  { locks, settled }: Pick<SettleDeps, 'locks' | 'settled'>,
  { type, identifier }: Pick<Certificate, 'type' | 'identifier'>,
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

/** Of all acts on a certificate: the status of every object's legal hold. */
export const wantedHold = (acts: readonly Pick<StoredHold, 'hold' | 'act'>[]): 'ON' | 'OFF' =>
  isHeld(acts) ? 'ON' : 'OFF';

/** After a hold was placed or released: as all of them together are now, so that acts may come late and twice. */
export const settleHold = async (
  deps: SettleDeps,
  certificate: Pick<Certificate, 'type' | 'identifier'>,
): Promise<void> => {
  const wanted = wantedHold(await deps.holds.of(certificate.identifier));
  await toAll(deps, certificate, ['legal-hold', wanted], (name) => deps.locks.hold(name, wanted === 'ON'));
};
