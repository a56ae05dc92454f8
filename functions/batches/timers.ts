/** Timers of the room, as the due table keeps them: each says no more than "look after this batch". */
import { LOOK } from './messages.ts';

export interface Timers {
  /** `at`: epoch ms. */
  at(at: number, batch: string): Promise<void>;
}

/** What the due table is asked for; its store fits. */
interface TimerTable {
  put(timer: {
    readonly id: string;
    readonly dueAt: number;
    readonly room: 'batches';
    readonly type: string;
    readonly data: { readonly batch: string };
  }): Promise<void>;
}

export const timers = (due: TimerTable): Timers => ({
  at: (at, batch) => due.put({ id: batch, dueAt: at, room: 'batches', type: LOOK, data: { batch } }),
});
