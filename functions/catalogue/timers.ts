/** The timer of a grant, as the due table keeps it. Handlers wire the two; the bodies know only GrantTimers. */
import type { GrantTimers } from './deps.ts';

/** What the due table is asked for; its store fits. */
export interface TimerTable {
  put(timer: {
    readonly id: string;
    readonly dueAt: number;
    readonly room: 'catalogue';
    readonly type: 'grant.expire';
    readonly data: { readonly grant: string };
  }): Promise<void>;
}

export const grantTimers = (due: TimerTable): GrantTimers => ({
  expireAt: (grant, until) =>
    due.put({ id: grant, dueAt: until, room: 'catalogue', type: 'grant.expire', data: { grant } }),
});
