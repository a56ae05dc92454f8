/** The timers of the catalogue, as the due table keeps them. Handlers wire the two; the bodies know only CatalogueTimers. */
import type { CatalogueTimers } from './deps.ts';

/** What the due table is asked for; its store fits. */
export interface TimerTable {
  put(timer: {
    readonly id: string;
    readonly dueAt: number;
    readonly room: 'catalogue';
    readonly type: 'grant.expire' | 'grant.overdue' | 'dispute.overdue' | 'calendar.changed' | 'resource.end';
    readonly data: Readonly<Record<string, unknown>>;
  }): Promise<void>;
}

export const catalogueTimers = (due: TimerTable): CatalogueTimers => {
  const set = (
    id: string,
    dueAt: number,
    type: Parameters<TimerTable['put']>[0]['type'],
    data: Readonly<Record<string, unknown>>,
  ) => due.put({ id, dueAt, room: 'catalogue', type, data });
  return {
    expireAt: (grant, until) => set(grant, until, 'grant.expire', { grant }),
    overdueAt: (grant, step, at) => set(`${grant}#${step}`, at, 'grant.overdue', { grant, step }),
    disputeAt: (dispute, state, at) => set(`${dispute}#${state}`, at, 'dispute.overdue', { dispute, state }),
    recountAt: (year, at) => set(`calendar#${year}`, at, 'calendar.changed', { year }),
    endAt: (resource, version, at) => set(`${resource}@${version}`, at, 'resource.end', { resource, version }),
  };
};
