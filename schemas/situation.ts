/** 情形引导: questions asked before anything is filled in, whose answers switch matters and materials on and off. Data; nothing of it is code. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { Slug } from './identifier.ts';

/** What is answered: one of the options, several of them, yes or no, or a number in the unit that the question names. */
export const AnswerValue = z.union([z.boolean(), z.number().min(0).max(1_000_000_000), Slug, z.array(Slug).max(30)]);
export type AnswerValue = z.infer<typeof AnswerValue>;

export const Answers = z.record(Slug, AnswerValue).refine((all) => Object.keys(all).length <= 60, 'too-many-answers');
export type Answers = z.infer<typeof Answers>;

/** When something is switched on. An unanswered question fulfils nothing, so `not` of it holds. */
export type Condition =
  | { readonly question: string; readonly is: boolean | string }
  | { readonly question: string; readonly atLeast: number }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

export const Condition: z.ZodType<Condition> = z
  .union([
    /** Of several chosen options: it is one of them. */
    z.strictObject({ question: Slug, is: z.union([z.boolean(), Slug]) }),
    z.strictObject({ question: Slug, atLeast: z.number().min(0) }),
    z.strictObject({
      all: z
        .array(z.lazy(() => Condition))
        .min(1)
        .max(20),
    }),
    z.strictObject({
      any: z
        .array(z.lazy(() => Condition))
        .min(1)
        .max(20),
    }),
    z.strictObject({ not: z.lazy(() => Condition) }),
  ])
  .meta({ id: 'Condition', description: '适用条件 condition over answers' });

const option = z.strictObject({ id: Slug, text: Bilingual });
const asked = {
  id: Slug,
  text: Bilingual,
  /** Asked only when this holds; its answer counts only then. */
  when: Condition.optional(),
};

export const Question = z.discriminatedUnion('kind', [
  z.strictObject({ ...asked, kind: z.enum(['one', 'many']), options: z.array(option).min(2).max(30) }),
  z.strictObject({ ...asked, kind: z.literal('yes-no') }),
  z.strictObject({
    ...asked,
    kind: z.literal('number'),
    unit: Bilingual,
    most: z.number().positive(),
  }),
]);
export type Question = z.infer<typeof Question>;

/** Ids that a condition reads. */
export const questionsIn = (condition: Condition | undefined): string[] => {
  if (condition === undefined) return [];
  if ('question' in condition) return [condition.question];
  if ('not' in condition) return questionsIn(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(questionsIn);
};

/** Each question once; a question depends on earlier ones only, so that asking in order never waits for a later answer. */
export const Questions = z
  .array(Question)
  .max(40)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'question-twice')
  .refine(
    (all) =>
      all.every(({ when }, at) => questionsIn(when).every((id) => all.slice(0, at).some((one) => one.id === id))),
    'question-before-its-condition',
  );
export type Questions = z.infer<typeof Questions>;
