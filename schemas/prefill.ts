/** 免填单: each field of the one form as the hub knows it, with its source and its time, for the applicant to confirm. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { CaseId, CertificateIdentifier, Instant, PlainDate, ResourceId, Slug, Uuid } from './identifier.ts';

const value = z.union([z.string(), z.number(), z.boolean()]);

export const PrefilledField = z.strictObject({
  field: z.string(),
  name: Bilingual,
  matters: z.array(Slug),
  /** 待填, 已填, 未核验 (typed, while no source has answered), 待确认, 逾期待确认 (the answer is older than a month, the earlier case than a year), 已确认, 以自行举证为准. */
  state: z.enum(['empty', 'typed', 'unverified', 'proposed', 'confirm', 'confirmed', 'disputed']),
  value: value.optional(),
  source: z
    .union([
      z.strictObject({
        kind: z.enum(['exchange', 'certificate']),
        resource: ResourceId,
        exchange: Uuid,
        certificate: CertificateIdentifier.optional(),
        at: Instant,
      }),
      /** 沿用: he gave it in an earlier case, filed on that day. */
      z.strictObject({ kind: z.literal('case'), case: CaseId, day: PlainDate }),
    ])
    .optional(),
});
export type PrefilledField = z.infer<typeof PrefilledField>;

export const Prefill = z
  .strictObject({ fields: z.array(PrefilledField) })
  .meta({ id: 'Prefill', description: '免填单 the form, filled in' });
export type Prefill = z.infer<typeof Prefill>;
