/** 告知: which notices to third parties the hub keeps for this case. */
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { Bilingual } from '#schemas/department.ts';
import type { Play } from './asker.ts';
import type { NoticeLine } from './log.ts';

/** Only what the table shows; the contract stands in schemas/. */
const Notices = z.object({
  items: z.array(z.object({ id: z.string(), party: z.string(), state: z.string(), text: Bilingual })),
});

/** The notice is made from the record, which takes a moment on its way. */
const WITHIN_MS = 3_000;

/** Empty where the city keeps none, or keeps it too late for the table: the trip does not depend on it. */
export const noticesOf = async ({ city, case: caseId }: Play): Promise<readonly NoticeLine[]> => {
  const until = performance.now() + WITHIN_MS;
  try {
    const authorization = `Bearer ${await city.officerToken('officer-hu-min')}`;
    while (performance.now() < until) {
      const answer = await fetch(`${city.url}/v1/notices?case=${caseId}`, { headers: { authorization } });
      const { items } = answer.ok ? Notices.parse(await answer.json()) : { items: undefined };
      if (!items) return [];
      if (items.length > 0) return items;
      await sleep(200);
    }
  } catch {
    // Told elsewhere: /v1/notices is there to be asked again.
  }
  return [];
};
