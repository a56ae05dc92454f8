import { replay } from '#functions/cases/replay.ts';
import type { CaseEvent } from '#schemas/case-act.ts';
import type { CasesWorld } from './world.ts';

const VISIT = { party: 'wang', place: 'yongkang-hall', reason: '咨询' };

/** Goes on with visits until the case has so many events. */
export const lengthened = async (
  { deps }: CasesWorld,
  id: string,
  length: number,
  data: Record<string, unknown> = VISIT,
): Promise<void> => {
  const events: CaseEvent[] = await deps.cases.events(id);
  const last = events.at(-1)!;
  for (let n = events.length + 1; n <= length; n += 1) {
    const event: CaseEvent = { ...last, n, type: 'note-visit', data };
    events.push(event);
    await deps.cases.append(event, { id: `long-${n}`, request: 'long' });
    if (n % 32 === 0) await deps.cases.keepState(replay(events)!);
  }
};
