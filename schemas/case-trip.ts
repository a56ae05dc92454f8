/** 数据跑腿: what travelled for a case instead of the citizen, what did not, which papers nobody asked for, and what that saved. Counted from the case. */
import * as z from 'zod';
import { CaseVisit } from './case.ts';
import { FactCause, FactRule, FactWay } from './case-acts/facts.ts';
import { Bilingual } from './department.ts';
import { CaseId, CertificateIdentifier, FieldPointer, Instant, ResourceId, Slug, Uuid } from './identifier.ts';
import { PartyId } from './mandate.ts';
import { MaterialKey } from './material.ts';
import { Assumptions } from './saving.ts';

const count = z.int().min(0);
const beforeAfter = z.strictObject({ before: count, after: count });

/** From whom, and what: a department and its resource, or the library and a certificate type. */
const source = {
  from: z.strictObject({ id: Slug, name: Bilingual }),
  what: z.strictObject({ id: ResourceId, name: Bilingual }),
  matter: Slug,
  party: PartyId.meta({ description: '当事人: whom it is about' }),
};

export const TripAnswer = z.strictObject({
  kind: z.enum(['exchange', 'pull']),
  exchange: Uuid.meta({ description: '交换编号: the record of the exchange or pull' }),
  ...source,
  certificate: CertificateIdentifier.optional(),
  found: z.boolean(),
  fields: z.array(z.strictObject({ pointer: FieldPointer, name: Bilingual.optional() })),
  at: Instant,
  /** 异议: the applicant's own proof counts instead. */
  disputed: z.boolean().optional(),
});

export const TripFailure = z.strictObject({
  ...source,
  cause: FactCause,
  rule: FactRule.optional(),
  tries: count,
  since: Instant,
  /** 后来取得, 人工核验, 容缺, 上传: what took its place; absent: it is still being tried, or a person has to decide. */
  outcome: z.union([z.literal('came'), FactWay]).optional(),
  /** 上传, 打印件: the paper that was handed in instead. */
  material: MaterialKey.optional(),
});

/** 免交材料. `by`: what takes its place; `exchanges`: the answers that did; `awaited`: none has come, and nobody asks for the paper. */
export const SparedPaper = z.strictObject({
  no: count,
  matter: Slug,
  material: MaterialKey,
  name: Bilingual,
  by: Bilingual,
  exchanges: z.array(Uuid).optional(),
  awaited: Bilingual.optional(),
});

export const AskedPaper = z.strictObject({
  no: count,
  matter: Slug,
  material: MaterialKey,
  name: Bilingual,
  why: Bilingual,
});

export const CaseTrip = z
  .strictObject({
    case: CaseId,
    revision: z.int().min(1),
    travelled: z.array(TripAnswer),
    failed: z.array(TripFailure),
    papers: beforeAfter.extend({ notAskedFor: z.array(SparedPaper), asked: z.array(AskedPaper) }),
    forms: beforeAfter,
    /** 字段. `filled`: filled in by what travelled or from an earlier case, and confirmed. */
    fields: beforeAfter.extend({ filled: count }),
    visits: beforeAfter.extend({
      noted: z.array(
        CaseVisit.extend({
          name: Bilingual,
          citizen: z
            .boolean()
            .meta({ description: 'counted: no visit of an agent, and none that is counted in another case' }),
          presumed: z
            .literal(true)
            .optional()
            .meta({ description: '推定到场: filed at a window, and nobody noted until acceptance who came' }),
        }),
      ),
      /** 最多跑一次: no party came more than once; else each visit that was one too many. */
      once: z.boolean(),
      further: z.array(CaseVisit.omit({ place: true, sameAs: true })),
    }),
    /** Each is before less after, and never less than nothing; of papers those alone whose place something took. Minutes and fen by the assumptions that stand beside. */
    saved: z.strictObject({ visits: count, papers: count, fields: count, minutes: count, fen: count }),
    assumptions: Assumptions,
  })
  .meta({ id: 'CaseTrip', description: '数据跑腿 the trip of a case' });
export type CaseTrip = z.infer<typeof CaseTrip>;
