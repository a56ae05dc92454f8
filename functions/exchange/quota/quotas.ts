/** The quota of the grant and the limit of the resource, both taken before the department is asked. Nothing here depends on whom the question is about. */
import { beijingMidnightAfter } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Quota } from '#schemas/quota.ts';
import type { Authority } from '../authorise.ts';
import { denial, type QuotaRule } from '../deny.ts';
import type { GiveBack } from '../gates.ts';
import { dayLeases } from './day-lease.ts';
import type { QuotasStore } from './quotas.store.ts';
import { secondShares } from './second-share.ts';

export interface Quotas {
  /**
   * Takes one of each; the result gives it back when nobody was asked after all. Throws too-many-requests, explained like a denial, and
   * hub-not-ready when the leases in hand are used up and the table cannot be reached.
   */
  take(snapshot: IndexedSnapshot, authority: Authority, now: number): Promise<GiveBack>;
}

interface Limit {
  readonly of: string;
  readonly quota: Quota;
  readonly day: QuotaRule;
  readonly second: QuotaRule;
}

/** Per grant, whoever asks under it: a department is granted something, not one of its systems or officers. */
const limitsOf = ({ grant, resource }: Authority): Limit[] => [
  ...(grant.quota
    ? [{ of: `grant#${grant.id}`, quota: grant.quota, day: 'quota-day', second: 'quota-second' } as const]
    : []),
  ...(resource.limit
    ? [
        {
          of: `resource#${resource.id}`,
          quota: resource.limit,
          day: 'resource-limit-day',
          second: 'resource-limit-second',
        } as const,
      ]
    : []),
];

const over = (snapshot: IndexedSnapshot, authority: Authority, rule: QuotaRule, limit: number, until: number) =>
  problem('too-many-requests', {
    cause: rule,
    denial: { ...denial(snapshot, rule, authority), limit },
    retryAfter: Math.max(1, Math.ceil(until / 1000)),
  });

/** One per instance. */
export const quotas = (store: QuotasStore): Quotas => {
  const days = dayLeases(store);
  const seconds = secondShares(store);
  return {
    take: async (snapshot, authority, now) => {
      const limits = limitsOf(authority);
      // Seconds first: what is taken of a second is over with it, what is taken of a day would have to be brought back.
      for (const { of, quota, second } of limits)
        if (!(await seconds.take(of, quota.perSecond, now)))
          throw over(snapshot, authority, second, quota.perSecond, 1000 - (now % 1000));
      const taken: GiveBack[] = [];
      const giveBack = async (): Promise<void> => {
        for (const back of taken.splice(0)) await back();
      };
      for (const { of, quota, day } of limits) {
        const back = await days.take(of, quota.perDay, now).catch(async (error: unknown) => {
          await giveBack();
          throw error;
        });
        if (back) taken.push(back);
        else {
          await giveBack();
          throw over(snapshot, authority, day, quota.perDay, beijingMidnightAfter(now) - now);
        }
      }
      return giveBack;
    },
  };
};
