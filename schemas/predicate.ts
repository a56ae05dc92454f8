/** 判断项: a question about a certificate that is answered yes or no, so that nothing else need be told. Declared as data, computed by the library. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { FieldPointer, PlainDate } from './identifier.ts';

const Scalar = z.union([z.string().min(1).max(200), z.number(), z.boolean()]);

/** A date, or the day so many years before the day of the question (周岁: who was born on it has that age today). */
const Day = z.union([PlainDate, z.strictObject({ yearsAgo: z.int().min(0).max(150) })]);

/** Leads to a declared field. Where it leads to several values, one of them is enough; where it leads to none, the answer is no. */
const at = { pointer: FieldPointer };

export const PredicateTest = z.discriminatedUnion('kind', [
  z.strictObject({ ...at, kind: z.literal('equals'), value: Scalar }),
  z.strictObject({ ...at, kind: z.literal('one-of'), value: z.array(Scalar).min(1).max(50) }),
  /** The text holds one of these words. */
  z.strictObject({ ...at, kind: z.literal('includes'), value: z.array(z.string().min(1).max(60)).min(1).max(20) }),
  z.strictObject({ ...at, kind: z.literal('at-least'), value: z.number() }),
  z.strictObject({ ...at, kind: z.literal('at-most'), value: z.number() }),
  z.strictObject({ ...at, kind: z.literal('not-before'), value: Day }),
  z.strictObject({ ...at, kind: z.literal('not-after'), value: Day }),
  z.strictObject({ ...at, kind: z.literal('present') }),
]);
export type PredicateTest = z.infer<typeof PredicateTest>;

export const Predicate = z.strictObject({
  pointer: z.string().regex(/^\/is\/[a-z][A-Za-z0-9]{0,39}$/, 'predicate-pointer'),
  /** As an officer reads it: 是否…. */
  name: Bilingual,
  test: PredicateTest,
});
export type Predicate = z.infer<typeof Predicate>;
