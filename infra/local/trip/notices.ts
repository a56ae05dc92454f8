/** 告知: which notices to third parties the hub keeps for these cases. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Notice } from '#schemas/notice.ts';
import { noticesRoutes } from '#schemas/routes/notices.ts';
import { atWork, type Play } from './officer.ts';

/**
 * Waits for so many: a notice is made from the record, which takes a moment on its way. Fewer where the city keeps none, or keeps them too late
 * for the table: the trip does not depend on it.
 */
export const noticesOf = async (play: Play, cases: readonly string[], expected: number): Promise<readonly Notice[]> => {
  const until = performance.now() + play.patience;
  const registrar = atWork(play, 'officer-hu-min');
  const look = async (): Promise<readonly Notice[]> => {
    const answers = await Promise.all(cases.map((id) => registrar.look(`notices?case=${id}`)));
    return answers.flatMap((answer) => noticesRoutes.listNotices.answer.parse(answer).items);
  };
  for (;;) {
    const items = await look().catch(() => []);
    if (items.length >= expected || performance.now() > until) return items;
    await sleep(200);
  }
};
