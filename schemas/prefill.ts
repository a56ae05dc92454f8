/** 免填单: each field of the one form as the hub knows it, with its source and its time, for the applicant to confirm. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { CertificateIdentifier, Instant, ResourceId, Slug, Uuid } from './identifier.ts';

const value = z.union([z.string(), z.number(), z.boolean()]);

export const PrefilledField = z.strictObject({
  field: z.string(),
  name: Bilingual,
  matters: z.array(Slug),
  /** 待填, 已填, 未核验 (typed, while no source has answered), 待确认, 逾期待确认 (the answer is older than a month), 已确认, 以自行举证为准. */
  state: z.enum(['empty', 'typed', 'unverified', 'proposed', 'confirm', 'confirmed', 'disputed']),
  value: value.optional(),
  source: z
    .strictObject({
      kind: z.enum(['exchange', 'certificate']),
      resource: ResourceId,
      exchange: Uuid,
      certificate: CertificateIdentifier.optional(),
      at: Instant,
    })
    .optional(),
});
export type PrefilledField = z.infer<typeof PrefilledField>;

export const Prefill = z
  .strictObject({ fields: z.array(PrefilledField) })
  .meta({ id: 'Prefill', description: '免填单 the form, filled in' });
export type Prefill = z.infer<typeof Prefill>;
