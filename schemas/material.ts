/** 材料: what a matter asks an applicant for, and what became of it once data travelled. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { PartyRole } from './grant.ts';
import { ResourceId, Slug } from './identifier.ts';

/** A material of a case: matter/material. */
export const MaterialKey = z.string().regex(/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/, 'material-key');

const number = z.int().min(1);

/** 去向: kept, or why nobody needs to bring it. Whether it really is dropped in a case is computed from what was answered in that case. */
export const Fate = z.discriminatedUnion('kind', [
  /** Handed in, once. `tolerableDays`: the guide says that it may follow within so many working days 容缺. */
  z.strictObject({ kind: z.literal('kept'), weight: z.enum(['main', 'secondary']), tolerableDays: number.optional() }),
  /** The deciding body's own result 内部结果. */
  z.strictObject({ kind: z.literal('internal'), resource: ResourceId.optional() }),
  /** A department is asked. */
  z.strictObject({ kind: z.literal('department'), resource: ResourceId }),
  /** A certificate is pulled from the library. `with`: materials that lie in the same envelope and must be spared too. */
  z.strictObject({
    kind: z.literal('library'),
    type: Slug,
    issuer: Slug,
    with: z.array(number).optional(),
  }),
  /** The provider tells of it by itself; nobody asks, nobody brings. */
  z.strictObject({ kind: z.literal('event'), resource: ResourceId }),
  /** The answers 情形 make it unnecessary. */
  z.strictObject({ kind: z.literal('situation') }),
  /** Another matter of the bundle has it already. */
  z.strictObject({ kind: z.literal('duplicate'), of: z.array(number).min(1) }),
  /** It became a part of the one form, or a layer of another material. */
  z.strictObject({ kind: z.literal('merged'), into: z.union([z.literal('form'), number]) }),
]);
export type Fate = z.infer<typeof Fate>;

export const Material = z.strictObject({
  no: number,
  matter: Slug,
  /** Its id in the matter. */
  material: Slug.optional(),
  name: Bilingual,
  /** 谁的: of which party it is. */
  party: PartyRole.optional(),
  fate: Fate,
});
export type Material = z.infer<typeof Material>;
