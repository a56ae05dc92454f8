/** What the courier is told. */
import * as z from 'zod';
import { hubSettings, readSettingsOf } from '../settings.ts';

const CourierSettings = z.strictObject({
  ...hubSettings,
  /** Where tokens are given: https://host/token. */
  tokens: z.url(),
  /** Holds outgoing/, incoming/, done/ and refused/; both sides may reach the first two. */
  folder: z.string().min(1),
  pollMs: z.int().min(50).max(600_000).default(5000),
  /** Longest wait after failures. */
  backOffMs: z.int().min(50).max(3_600_000).default(60_000),
  /** How long an announced archive may still be on its way before the hub is shown what there is. */
  patienceMs: z.int().min(0).max(3_600_000).default(300_000),
  /** How long done/ and refused/ are kept: they hold personal data. */
  keepHours: z.number().min(0).max(720).default(24),
});
export type CourierSettings = z.infer<typeof CourierSettings>;

/** Throws one line that repeats nothing of the file. */
export const readSettings = (path: string): CourierSettings => readSettingsOf('courier', CourierSettings, path);
