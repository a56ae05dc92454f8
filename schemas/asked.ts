/** What can be asked of a department, by the name in the route: read by its adapter, by infra and by the interface's description alike. */
import type * as z from 'zod';

export interface Asked {
  readonly request: z.ZodType;
  /** The answer's whole shape. What it does not declare never leaves the exchange. */
  readonly answer: z.ZodObject;
  /**
   * `now` (when absent): asked and answered in one call. `later`: 202, and the answer is fetched (a department that cannot be called).
   * `change`: has an effect in the department, so it happens at most once; demands an Idempotency-Key.
   */
  readonly kind?: 'now' | 'later' | 'change';
}

export type AskedOf = Readonly<Record<string, Asked>>;
