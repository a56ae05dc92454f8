/** 配额 quota and 限流 limit: how often something may be asked. */
import * as z from 'zod';

/** In questions. `perDay` counts the day of Beijing. */
export const Quota = z.strictObject({ perDay: z.int().min(1).max(10_000_000), perSecond: z.int().min(1).max(10_000) });
export type Quota = z.infer<typeof Quota>;

/** How much of a limit is taken: by the day, or by the second. `used` holds what instances have leased and may not have spent. */
export const QuotaCount = z.strictObject({
  v: z.literal(1),
  used: z.int().min(0),
  /** Nonce of the last write: recognises an own one whose acknowledgement was lost. */
  by: z.string(),
});
export type QuotaCount = z.infer<typeof QuotaCount>;
