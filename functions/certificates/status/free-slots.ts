/** Free places in the status lists, looked for before anything is sealed: a master names its place. */
import { problem } from '#functions/kernel/problem.ts';
import type { StatusSlot } from '#schemas/status.ts';
import type { IssueStore } from '../issue.store.ts';
import { slotOf } from './slot.ts';

/** How many places are looked at at once: at 15 % full, one certificate in two thousand finds all four taken. */
const LOOK = 4;
const LOOKS = 25;

const nameOf = ({ list, index }: StatusSlot): string => `${list}#${index}`;

/** A free place for each identifier, none given twice. The transaction of the issue decides; this only makes it likely to succeed. */
export const freeSlots = async (
  issues: Pick<IssueStore, 'takenSlots'>,
  identifiers: readonly string[],
): Promise<StatusSlot[]> => {
  const chosen = new Map<string, StatusSlot>();
  const gone = new Set<string>();
  for (let look = 0; look < LOOKS && chosen.size < identifiers.length; look += 1) {
    const open = identifiers
      .filter((identifier) => !chosen.has(identifier))
      .map((identifier) => ({
        identifier,
        slots: Array.from({ length: LOOK }, (_, i) => slotOf(identifier, look * LOOK + i)),
      }));
    const asked = new Map(open.flatMap(({ slots }) => slots.map((slot) => [nameOf(slot), slot])));
    for (const slot of await issues.takenSlots([...asked.values()])) gone.add(nameOf(slot));
    for (const { identifier, slots } of open) {
      const free = slots.find((slot) => !gone.has(nameOf(slot)));
      if (!free) continue;
      gone.add(nameOf(free));
      chosen.set(identifier, free);
    }
  }
  return identifiers.map((identifier) => {
    const slot = chosen.get(identifier);
    if (!slot) throw problem('hub-not-ready', { cause: 'status-lists-full', retryAfter: 60 });
    return slot;
  });
};
