/** 变更比对: what a change of a resource means to whoever asks it already. */
import * as z from 'zod';

export const ChangeRule = z.enum([
  'leaf-removed',
  'leaf-added',
  'leaf-type-changed',
  'leaf-level-raised',
  'leaf-level-lowered',
  'leaf-sensitivity-raised',
  'leaf-sensitivity-lowered',
  'subject-moved',
  'sharing-narrowed',
  'sharing-widened',
  'asked-changed',
  'means-removed',
  'disconnected',
]);

/** `field`: the leaf's own pointer, or the pointer of the member that changed. Breaking: a running consumer would notice. */
export const FieldChange = z
  .strictObject({ field: z.string(), rule: ChangeRule, breaking: z.boolean() })
  .meta({ id: 'FieldChange' });
export type FieldChange = z.infer<typeof FieldChange>;
