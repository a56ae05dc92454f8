/** 告知: which notices to third parties the hub keeps for this case. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Notice } from '#schemas/notice.ts';
import { noticesRoutes } from '#schemas/routes/notices.ts';
import type { Play } from './asker.ts';

/** The notice is made from the record, which takes a moment on its way. */
const WITHIN_MS = 8_000;

/** Waits for so many. Fewer where the city keeps none, or keeps them too late for the table: the trip does not depend on it. */
export const noticesOf = async ({ city, case: caseId }: Play, expected: number): Promise<readonly Notice[]> => {
  const until = performance.now() + WITHIN_MS;
  const authorization = `Bearer ${await city.officerToken('officer-hu-min')}`;
  let items: readonly Notice[] = [];
  while (items.length < expected && performance.now() < until) {
    const answer = await fetch(`${city.url}/v1/notices?case=${caseId}`, { headers: { authorization } }).catch(
      () => undefined,
    );
    if (!answer?.ok) return items;
    items = noticesRoutes.listNotices.answer.parse(await answer.json()).items;
    if (items.length < expected) await sleep(200);
  }
  return items;
};
