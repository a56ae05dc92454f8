/** That a list must be made anew. */
import type { Envelope } from '#schemas/event.ts';

export const STATUS_CHANGED = 'status.changed';

/** `cause`: names what happened; told twice, it is one. */
export const statusChanged = (list: number, cause: string, at: number): Envelope => ({
  v: 1,
  id: `${STATUS_CHANGED}#${list}#${cause}`.slice(0, 120),
  type: STATUS_CHANGED,
  at,
  data: { list },
});
