/** 签章密钥时间: the dates of the library's keys, as its data authority reads and sets them. The public halves stand in the key set (JWKS). */
import * as z from 'zod';
import { Instant } from './identifier.ts';

/** RFC 7638 thumbprint. */
export const SealKeyId = z.string().regex(/^[\w-]{1,64}$/, 'key-id');

const RETIRED = '停用时间 from when on nothing is signed with it; may lie ahead';
const COMPROMISED = '失控时间 from when on nothing signed with it counts; never ahead';

/** What is named is set, what is not stays as it is. A date may be corrected, and never taken back. */
export const SealKeyDates = z
  .strictObject({
    retiredAt: Instant.optional().meta({ description: RETIRED }),
    compromisedAt: Instant.optional().meta({ description: COMPROMISED }),
    reason: z.string().trim().min(2).max(300),
  })
  .refine(({ retiredAt, compromisedAt }) => retiredAt !== undefined || compromisedAt !== undefined, {
    path: ['compromisedAt'],
    error: 'a-date-is-needed',
  })
  .meta({ id: 'SealKeyDates', description: '签章密钥停用、失控登记 dates of a key of the library, with the reason' });
export type SealKeyDates = z.infer<typeof SealKeyDates>;

const dates = { retiredAt: Instant.optional(), compromisedAt: Instant.optional() } as const;

export const SealKeyLine = z
  .strictObject({
    keyId: SealKeyId,
    algorithm: z.enum(['ES256', 'SM2']),
    /** As If-Match. */
    revision: z.int().min(1),
    validFrom: Instant,
    ...dates,
    /** For the data authority: who set which dates, when and why; the latest first. */
    changes: z
      .array(z.strictObject({ revision: z.int().min(2), at: Instant, by: z.string(), reason: z.string(), ...dates }))
      .optional(),
  })
  .meta({ id: 'SealKeyLine', description: '签章密钥 a key of the library with its dates' });
export type SealKeyLine = z.infer<typeof SealKeyLine>;
