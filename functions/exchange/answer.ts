/** Validate the department's answer: right shape, right subject. Nothing of what it said reaches an error or a log. */
import type * as z from 'zod';
import { valuesAt } from '#functions/kernel/pointer.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Resource } from '#schemas/resource.ts';
import { compile, keep } from './pointers.ts';
import { releasedText } from './record.ts';

/** A broken rule as a declared pointer and zod's code; the names of undeclared members are the department's own text. */
const where = (error: z.ZodError, resource: Resource): string => {
  const issue = error.issues[0];
  const pointer = `/${issue?.path.map((step) => (typeof step === 'number' ? '*' : String(step))).join('/')}`;
  const declared = resource.fields.some((field) => field.pointer === pointer);
  return `shape:${declared ? pointer : ''}:${issue?.code ?? ''}`;
};

/** The subject of a question, at the resource's declared place. Throws internal when the declaration does not fit the schema. */
export const subjectOf = (resource: Resource, question: unknown): string => {
  const [value, ...more] = valuesAt(resource.subject.request, question);
  if (typeof value !== 'string' || more.length > 0) throw problem('internal', { cause: 'subject-pointer' });
  return value;
};

/**
 * The last `*` of a pointer means one of them (joint holders), every `*` before it means each (a list of titles): one record of
 * another person among many of the right one is the wrong person too.
 */
const rightSubject = (pointer: string, answer: unknown, subject: string): boolean => {
  const last = pointer.lastIndexOf('/*');
  if (last < 0) return valuesAt(pointer, answer).includes(subject);
  const [lists, rest] = [valuesAt(pointer.slice(0, last), answer), pointer.slice(last)];
  return lists.length > 0 && lists.every((list) => valuesAt(rest, list).includes(subject));
};

/** The checked answer, or null when the department knows nothing. Throws department-answer-invalid or department-wrong-subject. */
export const checkAnswer = <A>(resource: Resource, schema: z.ZodType<A>, raw: unknown, subject: string): A | null => {
  if (raw === null) return null;
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw problem('department-answer-invalid', { cause: where(parsed.error, resource) });
  if (!rightSubject(resource.subject.answer, parsed.data, subject))
    throw problem('department-wrong-subject', { cause: 'wrong-subject' });
  return parsed.data;
};

/** The chosen fields of a checked answer, and their canonical text. Throws department-answer-invalid for what JSON cannot say. */
export const chosen = (
  fields: readonly string[],
  answer: unknown,
): { readonly found: boolean; readonly released: unknown; readonly releasedText: string } => {
  const released = answer === null ? null : keep(compile(fields), answer);
  try {
    return { found: answer !== null, released, releasedText: releasedText(released) };
  } catch {
    throw problem('department-answer-invalid', { cause: 'not-json' });
  }
};
