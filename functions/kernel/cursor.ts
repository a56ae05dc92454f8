/** Cursors of paged answers: sealed, and bound to caller and filter. */
import { problem } from './problem.ts';
import { open, seal } from './sealed.ts';

const place = (caller: string, filter: unknown): string => `${caller}\n${JSON.stringify(filter)}`;

export const sealCursor = (key: Uint8Array, caller: string, filter: unknown, position: unknown): string =>
  seal(key, place(caller, filter), JSON.stringify(position));

/** Throws invalid-request when the cursor is altered, foreign, or belongs to another filter. */
export const openCursor = (key: Uint8Array, caller: string, filter: unknown, cursor: string): unknown => {
  try {
    return JSON.parse(open(key, place(caller, filter), cursor));
  } catch {
    throw problem('invalid-request', { errors: [{ field: '/query/cursor', rule: 'cursor' }] });
  }
};
