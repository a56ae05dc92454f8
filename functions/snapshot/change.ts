/** Changes to the registry: written, then published before the caller hears of it. Every change may be repeated. */
import { canonical } from '#functions/kernel/canonical.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Output } from '#functions/kernel/request.ts';
import type { RegistryItem } from '#schemas/snapshot.ts';
import type { ItemOf, Kind } from './kinds.ts';
import { type PublishDeps, publishIfBehind } from './publish.ts';
import { revised } from './revised.ts';

const AMEND_TRIES = 5;

/**
 * If-Match may name what was read or, in a repeat, what came before it. A revision ahead of it was never seen: what was decided on
 * `found` would overwrite a suspension or a revocation that comes in between. Throws precondition-failed.
 */
export const notAhead = (found: { readonly revision: number } | undefined, ifMatch: number): void => {
  if (ifMatch > (found?.revision ?? 0)) throw problem('precondition-failed');
};

/**
 * Puts `next`, whose revision is one more than the one the caller has seen. A repeat of a change that took effect (its answer was lost, or
 * the publishing crashed) is answered as done. Throws precondition-failed when another change came between.
 */
export const change = async <T extends RegistryItem>(deps: PublishDeps, next: T, now: number): Promise<T> => {
  if ((await deps.registry.put(next)) === 'stale') {
    const found = await deps.registry.get(next.kind, next.id);
    if (!found || canonical(found) !== canonical(next)) throw problem('precondition-failed');
  }
  await publishIfBehind(deps, now);
  return next;
};

/** Answers a repeat of what took effect: the first may have died before it published. */
export const already = async (deps: PublishDeps, item: { readonly revision: number }, now: number): Promise<Output> => {
  await publishIfBehind(deps, now);
  return revised(item);
};

/**
 * The same for several items at once, all or none; the first is the one that the caller has seen and answers for. What stands beside it was
 * read just before: whoever comes between makes the caller read again.
 */
export const changeAll = async <T extends RegistryItem>(
  deps: PublishDeps,
  next: T,
  beside: readonly RegistryItem[],
  now: number,
): Promise<T> => {
  if ((await deps.registry.putAll([next, ...beside])) === 'stale') {
    const found = await deps.registry.get(next.kind, next.id);
    if (!found || canonical(found) !== canonical(next)) throw problem('precondition-failed');
  }
  await publishIfBehind(deps, now);
  return next;
};

/**
 * Reads, edits and puts an item without If-Match: for changes that mean the same whatever came between, as suspending does. `edit` returns
 * the same item when nothing is to be changed. Throws not-found; conflict when others keep changing it.
 */
export const amend = async <K extends Kind>(
  deps: PublishDeps,
  kind: K,
  id: string,
  now: number,
  edit: (item: ItemOf<K>) => ItemOf<K>,
): Promise<ItemOf<K>> => {
  for (let tries = 0; tries < AMEND_TRIES; tries += 1) {
    const found = await deps.registry.get(kind, id);
    if (!found) throw problem('not-found');
    const edited = edit(found);
    const next = edited === found ? found : { ...edited, revision: found.revision + 1 };
    if (next === found || (await deps.registry.put(next)) === 'done') {
      await publishIfBehind(deps, now);
      return next;
    }
  }
  throw problem('conflict');
};

/**
 * Reads, edits and puts several items, all or none, without If-Match. `edit` gives what is to be put, nothing when it is done already, and
 * what is to be answered. Throws conflict when others keep changing them.
 */
export const amendAll = async <R>(
  deps: PublishDeps,
  now: number,
  edit: () => Promise<{ readonly puts: readonly RegistryItem[]; readonly result: R }>,
): Promise<R> => {
  for (let tries = 0; tries < AMEND_TRIES; tries += 1) {
    const { puts, result } = await edit();
    if (puts.length === 0 || (await deps.registry.putAll(puts)) === 'done') {
      await publishIfBehind(deps, now);
      return result;
    }
  }
  throw problem('conflict');
};

type Suspendable = Exclude<Kind, 'revoked-case' | 'calendar' | 'clock-rule' | 'claim' | 'dispute'>;

/** Suspends; one that is suspended already stays as it is. `by`: officer or client id. */
export const suspend = <K extends Suspendable>(
  deps: PublishDeps,
  kind: K,
  id: string,
  { reason, by, now }: { reason: string; by: string; now: number },
): Promise<ItemOf<K>> =>
  amend(deps, kind, id, now, (item) =>
    'suspended' in item && item.suspended
      ? item
      : { ...item, suspended: { since: new Date(now).toISOString(), reason, by } },
  );

export const resume = <K extends Suspendable>(
  deps: PublishDeps,
  kind: K,
  id: string,
  now: number,
): Promise<ItemOf<K>> =>
  amend(deps, kind, id, now, (item) => {
    if (!('suspended' in item) || !item.suspended) return item;
    const { suspended: _over, ...rest } = item;
    return rest as typeof item;
  });
