/** From the department's own names and codes to the answer that the hub expects: data in the settings, read by the same rules as everywhere. */
import * as z from 'zod';
import {
  type Cell,
  code,
  date,
  dateOrNull,
  decimal,
  flag,
  named,
  oneOf,
  serial,
  text,
} from '#functions/departments/protocols/normalise.ts';
import { problem } from '#functions/kernel/problem.ts';

const namedOrNull = (cell: Cell): string | null => (cell?.trim() ? named(cell) : null);

/** How a cell is read (functions/departments/protocols/normalise.ts): what cannot be read without guessing is refused by name. */
const READERS = {
  code,
  serial,
  named,
  'named-or-null': namedOrNull,
  text,
  date,
  'date-or-null': dateOrNull,
  decimal,
  flag,
} as const;

const Pointer = z.string().regex(/^(\/[A-Za-z][A-Za-z0-9]*)+$/, 'pointer');
const Scalar = z.union([z.string().max(200), z.number(), z.boolean(), z.null()]);

const Leaf = z.union([
  z.strictObject({
    /** Member or column. */
    from: z.string().min(1).max(100),
    as: z.enum(Object.keys(READERS) as [keyof typeof READERS, ...(keyof typeof READERS)[]]),
  }),
  /** The department's code to ours; one that is not in the table is refused. */
  z.strictObject({ from: z.string().min(1).max(100), codes: z.record(z.string().max(60), Scalar) }),
  /** Repeats what was asked, where the department's record does not say it again. Never the subject: who is spoken of is for the record to say. */
  z.strictObject({ asked: Pointer }),
  z.strictObject({ is: Scalar }),
]);

/** Pointer into the answer to where it comes from. */
export const AnswerMap = z.record(Pointer, Leaf);
export type AnswerMap = z.infer<typeof AnswerMap>;

/** Names as the department calls them, to pointers into the question. */
export const QuestionMap = z.record(z.string().min(1).max(100), Pointer);
export const Values = z.array(Pointer).max(20);

/** The value at a pointer; undefined when there is none. */
const at = (pointer: string, value: unknown): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (inner, name) =>
        typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
          ? (inner as Record<string, unknown>)[name]
          : undefined,
      value,
    );

/** What is bound to a statement or sent along: a text, or null for what was not asked. Throws department-error for an object. */
export const valueAt = (pointer: string, question: unknown): string | null => {
  const value = at(pointer, question);
  if (value === undefined || value === null) return null;
  if (typeof value === 'object') throw problem('department-error', { cause: 'mapping:not-a-value' });
  return String(value);
};

const put = (answer: Record<string, unknown>, pointer: string, value: unknown): void => {
  const names = pointer.split('/').slice(1);
  const last = names.pop() ?? '';
  let inner = answer;
  for (const name of names) {
    inner[name] ??= {};
    inner = inner[name] as Record<string, unknown>;
  }
  inner[last] = value;
};

/** Throws department-answer-invalid by the rule that a cell breaks. */
export const answerFrom = (map: AnswerMap, cell: (name: string) => Cell, question: unknown): unknown => {
  const answer: Record<string, unknown> = {};
  for (const [pointer, leaf] of Object.entries(map)) {
    if ('is' in leaf) put(answer, pointer, leaf.is);
    else if ('asked' in leaf) put(answer, pointer, at(leaf.asked, question) ?? null);
    else if ('codes' in leaf) put(answer, pointer, oneOf(leaf.codes, cell(leaf.from), leaf.from));
    else put(answer, pointer, READERS[leaf.as](cell(leaf.from)));
  }
  return answer;
};
