/** What asking adds where the answer is entered by hand: a due date, a longer keeping, a reminder. */
import type { ByHand } from '#functions/exchange/later.ts';
import { overdueFrom } from '#functions/kernel/clocks.ts';
import { MANUAL } from '#schemas/resource.ts';
import { wayOf } from '../way.ts';
import { dueOf, keptUntil } from './terms.ts';

/** What the due table is asked for; its store fits. */
export interface Reminders {
  put(timer: {
    readonly id: string;
    readonly dueAt: number;
    readonly room: 'later';
    readonly type: 'entry.overdue';
    readonly data: { readonly question: string };
  }): Promise<void>;
}

export const byHandOf = (reminders: Reminders): ByHand => ({
  terms: (snapshot, resource, at) => {
    if (wayOf(snapshot, resource) !== MANUAL) return undefined;
    const due = dueOf(snapshot, at);
    return { due, keptUntil: keptUntil(due, at) };
  },
  remind: async ({ id, due }) => {
    if (due === undefined) return;
    const timer = { room: 'later', type: 'entry.overdue', data: { question: id } } as const;
    await reminders.put({ id, dueAt: overdueFrom(due), ...timer });
  },
});
