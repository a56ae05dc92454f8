/** Timers of the room, as the due table keeps them: each says no more than "look after this back-fill". */
import { LOOK } from './messages.ts';

export interface Timers {
  /** `at`: epoch ms. */
  at(at: number, backFill: string): Promise<void>;
}

/** What the due table is asked for; its store fits. */
interface TimerTable {
  put(timer: {
    readonly id: string;
    readonly dueAt: number;
    readonly room: 'back-fills';
    readonly type: string;
    readonly data: { readonly backFill: string };
  }): Promise<void>;
}

export const timers = (due: TimerTable): Timers => ({
  at: (at, backFill) => due.put({ id: backFill, dueAt: at, room: 'back-fills', type: LOOK, data: { backFill } }),
});
