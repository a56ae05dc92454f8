/**
 * 回流: what the hub above tells of a mapped resource comes into our own log, by increasing number. Pulled, taken, received, moved on: whoever
 * dies in between pulls again, and the log knows what it took.
 */
import * as z from 'zod';
import type { Clock } from '#functions/kernel/clock.ts';
import { causeOf, log } from '#functions/kernel/log.ts';
import { ProblemError, problem } from '#functions/kernel/problem.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { Resource } from '#schemas/resource.ts';
import type { StoredReturn } from '#schemas/upper.ts';
import type { ReturnsStore } from './returns.store.ts';
import { subscribed, subscribedAgain } from './subscribed.ts';
import { type ReturnedResource, type TakeDeps, takeReturned } from './take-returned.ts';
import { isEnded, lastingRule, type Pulled, type UpperHub } from './upper-hub.ts';

export interface ReturnDeps extends TakeDeps {
  readonly snapshots: SnapshotHolder;
  readonly returns: ReturnsStore;
  readonly hub: UpperHub;
  readonly clock: Clock;
  /** Events of one page. */
  readonly page: number;
  /** How long a run goes on, ms; what is left is taken up by the next one. */
  readonly runMs: number;
}

export interface CameDown {
  /** Events that are new in our log. */
  readonly taken: number;
  readonly refused: number;
}

/** Broken for good, unless our catalogue or our mapping changes. */
const POISON = ['department-answer-invalid', 'invalid-request', 'unprocessable'];
const isPoison = (error: unknown): error is ProblemError =>
  error instanceof ProblemError && POISON.includes(error.code);
const ruleOf = ({ code, extra }: ProblemError): string => extra.cause ?? extra.errors?.[0]?.rule ?? code;

/** An item that does not even say which number it is could not be taken again later: the whole page is refused. */
const Numbered = z.object({ data: z.object({ number: z.int().min(1) }) });

/** In the order of their numbers, each once: a hub may send a page twice or out of order. */
const inOrder = ({ items, upTo }: Pulled): { number: number; item: unknown }[] => {
  const numbered = items.map((item) => {
    const said = Numbered.safeParse(item);
    if (!said.success || said.data.data.number > upTo)
      throw problem('department-answer-invalid', { cause: 'upper:number' });
    return { number: said.data.data.number, item };
  });
  return [...new Map(numbered.map((one) => [one.number, one])).values()].sort((a, b) => a.number - b.number);
};

/** So many refused ones are tried again each hour. */
const MOST_AGAIN = 100;
const HOUR_MS = 3_600_000;
/** How often it is written that nothing new was there. */
const STILL_COMPLETE_MS = 10 * 60_000;

export const returnFlow = (returned: ReturnedResource, deps: ReturnDeps) => {
  const { returns, hub } = deps;
  const { resource: id } = returned;
  const department = id.slice(0, id.indexOf('/'));

  const take = async (resource: Resource, number: number, item: unknown, now: number) => {
    try {
      return await takeReturned(deps, resource, returned, item, now);
    } catch (error) {
      if (!isPoison(error)) throw error;
      const rule = ruleOf(error);
      log('error', { event: 'return-refused', department, resource: id, rule, count: number });
      await returns.refuse(id, { v: 1, number, rule, at: now });
      return 'refused';
    }
  };

  /** Undefined: somebody else, or a person, moved it in between. */
  const moved = async (stood: StoredReturn, over: Partial<StoredReturn>): Promise<StoredReturn | undefined> => {
    const { stopped: _, ...next } = { ...stood, ...over, revision: stood.revision + 1 };
    const put = over.stopped ? { ...next, stopped: over.stopped } : next;
    return (await returns.put(put)) ? put : undefined;
  };

  const stop = async (stood: StoredReturn, rule: string, now: number): Promise<void> => {
    // Each run says it again, so that the alarm rings as long as it lasts.
    log('error', { event: 'return-stopped', department, resource: id, rule });
    if (stood.stopped?.rule !== rule) await moved(stood, { stopped: { since: now, rule } });
  };

  /** Refused ones, from where they are still kept: whoever has mended the mapping need do no more. */
  const again = async (resource: Resource, { subscription }: StoredReturn, now: number): Promise<number> => {
    let taken = 0;
    for (const refusal of await returns.refused(id, MOST_AGAIN)) {
      if (refusal.lost) continue;
      const { number } = refusal;
      try {
        const page = await hub.pull(subscription, number - 1, 1);
        const [found] = inOrder(page).filter((one) => one.number === number);
        if (!found) continue;
        if ((await takeReturned(deps, resource, returned, found.item, now)) === 'taken') taken += 1;
        await returns.forget(id, number);
      } catch (error) {
        if (lastingRule(error) === 'events-expired') await returns.refuse(id, { ...refusal, lost: true });
        else if (!isPoison(error)) throw error;
      }
    }
    return taken;
  };

  /** One page. The receipt also shows whether the log above still knows our number: one that was restored from a backup may not. */
  const page = async (resource: Resource, stood: StoredReturn, now: number) => {
    const pulled = await hub.pull(stood.subscription, stood.after, deps.page);
    const sum = { taken: 0, refused: 0 };
    for (const { number, item } of inOrder(pulled)) {
      const state = await take(resource, number, item, now);
      if (state !== 'known') sum[state] += 1;
    }
    const quiet = stood.completeAt !== undefined && now - stood.completeAt < STILL_COMPLETE_MS;
    const still = !pulled.more && pulled.upTo === stood.after && quiet && !stood.stopped;
    const complete = pulled.more ? {} : { completeAt: now };
    if (!still) await hub.receive(stood.subscription, pulled.upTo);
    const next = still ? stood : await moved(stood, { after: pulled.upTo, ...complete });
    return { sum, next, more: pulled.more };
  };

  /** What can be done about it: subscribed anew, or stopped where we are. Throws what passes by itself. */
  const mended = async (stood: StoredReturn, error: unknown, now: number): Promise<void> => {
    try {
      if (!isEnded(error)) throw error;
      await subscribedAgain(deps, returned, stood);
    } catch (left) {
      const rule = lastingRule(left);
      if (rule === undefined) throw left;
      await stop(stood, rule, now);
    }
  };

  const walked = async (resource: Resource, began: StoredReturn, now: number): Promise<CameDown> => {
    const end = deps.clock() + deps.runMs;
    const sum = { taken: 0, refused: 0 };
    let stood: StoredReturn | undefined = began;
    try {
      // By the schedule's time: the first run of each hour.
      if (now % HOUR_MS < 60_000) sum.taken += await again(resource, stood, now);
      while (stood && deps.clock() < end) {
        const { sum: came, next, more } = await page(resource, stood, now);
        sum.taken += came.taken;
        sum.refused += came.refused;
        if (!next || !more) return sum;
        stood = next;
      }
    } catch (error) {
      if (!stood) throw error;
      await mended(stood, error, now);
    }
    return sum;
  };

  /** One run. `now`: the schedule's time, epoch ms. Throws what passes by itself, after what was taken is kept. */
  return async (now: number): Promise<CameDown> => {
    const resource = (await deps.snapshots.current()).resource(id);
    if (!resource || resource.state === 'draft' || resource.state === 'withdrawn') {
      log('error', { event: 'return-stopped', department, resource: id, rule: 'not-in-the-catalogue' });
      return { taken: 0, refused: 0 };
    }
    try {
      return await walked(resource, (await returns.get(id)) ?? (await subscribed(deps, returned)), now);
    } catch (error) {
      const cause = error instanceof ProblemError ? (error.extra.cause ?? error.code) : causeOf(error);
      log('error', { event: 'return-failed', department, resource: id, cause });
      throw error;
    }
  };
};
