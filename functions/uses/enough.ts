/** How many lists in a day: an officer reads them one by one, a portal for a whole city. Counted whoever the lists are about. */
import type { DayLeases } from '#functions/exchange/quota/day-lease.ts';
import { beijingMidnightAfter } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import { askWhom, type Party } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';

const OFFICER_A_DAY = 300;
const SYSTEM_A_DAY = 50_000;

/** Throws too-many-requests, explained. `now`: epoch ms. */
export const unlessEnough = async (
  leases: DayLeases,
  snapshot: IndexedSnapshot,
  { client, officer }: Party,
  now: number,
): Promise<void> => {
  const limit = officer ? OFFICER_A_DAY : SYSTEM_A_DAY;
  if (await leases.take(`uses#${officer?.id ?? client.id}`, limit, now)) return;
  throw problem('too-many-requests', {
    cause: 'uses-day',
    denial: {
      rule: 'uses-day',
      need: '今日查询使用记录的次数已用完，明日可再查 The lists for today are used up; ask again tomorrow',
      ask: askWhom(snapshot),
      limit,
    },
    retryAfter: Math.ceil((beijingMidnightAfter(now) - now) / 1000),
  });
};
