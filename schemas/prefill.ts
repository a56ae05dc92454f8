/** 免填单: each field of the one form as the hub knows it, with its source and its time, for the applicant to confirm. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { CaseId, CertificateIdentifier, Instant, PlainDate, ResourceId, Slug, Uuid } from './identifier.ts';

const value = z.union([z.string(), z.number(), z.boolean()]);

/** 沿用凭证: until when (seconds, base 36) and the hub's mark; nothing of the value can be read from it. */
const OfferProof = z.string().regex(/^[0-9a-z]{6,8}\.[A-Za-z0-9_-]{43}$/, 'offer-proof');
/** 沿用: as `GET …/prefill` offered it, sent back by whoever confirms it. */
export const PrefilledOffer = z
  .strictObject({
    value: z.union([z.string().max(2000), z.number(), z.boolean()]),
    case: CaseId,
    day: PlainDate,
    proof: OfferProof,
  })
  .meta({ description: '沿用 value of an earlier case, as it was offered' });
export type PrefilledOffer = z.infer<typeof PrefilledOffer>;

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
      /** 沿用: he gave it in an earlier case, filed on that day. `proof`: while it waits for him; sent back with what he confirms. */
      z.strictObject({ kind: z.literal('case'), case: CaseId, day: PlainDate, proof: OfferProof.optional() }),
    ])
    .optional(),
});
export type PrefilledField = z.infer<typeof PrefilledField>;

export const Prefill = z
  .strictObject({ fields: z.array(PrefilledField) })
  .meta({ id: 'Prefill', description: '免填单 the form, filled in' });
export type Prefill = z.infer<typeof Prefill>;
