/** What every item of the registry carries, whatever its kind. */
import * as z from 'zod';
import { Instant } from './identifier.ts';

/** Set while someone or something is suspended 暂停; absent otherwise. The reason is an administrative one and names no citizen. */
export const Suspension = z.strictObject({
  since: Instant,
  reason: z.string().min(1).max(200),
  by: z.string().max(120),
});

/** Who did something, when, and why. */
export const By = z.strictObject({ at: Instant, by: z.string().max(120), reason: z.string().max(300).optional() });
export type By = z.infer<typeof By>;

/** Version of the form; revision for If-Match; the suspension, if any. */
export const registered = { v: z.literal(1), revision: z.int().min(1), suspended: Suspension.optional() };

/** What the hub keeps itself: no caller sends it. */
export const kept = { v: true, kind: true, id: true, revision: true, suspended: true } as const;
