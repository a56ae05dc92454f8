/** 不予受理、不予登记情形, and 申请前提示: what stands in the way of a case, or will. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { Instant, ResourceId, Slug, Uuid } from './identifier.ts';
import { MaterialKey } from './material.ts';

/** 不予受理、不予登记情形: what a registry says that forbids the matter, with source and time, and the way to have it put right. */
export const StopView = z.strictObject({
  matter: Slug,
  /** 不得准予: its own task, what is done for its sake, and what waits for it. */
  tasks: z.array(Slug),
  /** Id of a party of the case. */
  party: z.string(),
  resource: ResourceId,
  exchange: Uuid,
  at: Instant,
  source: Bilingual,
  why: Bilingual,
  basis: z.string(),
  appeal: Bilingual,
  /** 拟具理由: what a denial says where its officer writes nothing else. */
  reason: z.string(),
  /** 例外: the paper by which it is lifted. */
  unless: z.strictObject({ material: MaterialKey, name: Bilingual }).optional(),
});
export type StopView = z.infer<typeof StopView>;

/** 申请前提示: where the draft names a place at which it will hardly be granted. */
export const AdviceView = z.strictObject({ zone: Bilingual, advice: Bilingual, basis: z.string() });
export type AdviceView = z.infer<typeof AdviceView>;
