/** The timer of a doubt, as the due table keeps it. Handlers wire the two. */
import type { QualityDeps } from './deps.ts';

/** What the due table is asked for; its store fits. */
export interface TimerTable {
  put(timer: {
    readonly id: string;
    readonly dueAt: number;
    readonly room: 'quality';
    readonly type: 'doubt.overdue';
    readonly data: { readonly doubt: string; readonly revision: number };
  }): Promise<void>;
}

export const doubtTimers = (due: TimerTable): QualityDeps['timers'] => ({
  overdueAt: (doubt, revision, at) =>
    due.put({
      id: `${doubt}#${revision}`,
      dueAt: at,
      room: 'quality',
      type: 'doubt.overdue',
      data: { doubt, revision },
    }),
});
