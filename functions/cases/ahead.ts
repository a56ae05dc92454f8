/** 期限所定之日: the days that somebody names in a case. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';

/** A day further away is a slip of the pen, and no timer of the case would ever come to it. */
const LONGEST_MS = 366 * 86_400_000;

/** `day`: yyyy-mm-dd. Throws unprocessable by the field: it has passed, or lies further off than a year. */
export const assertAhead = (field: string, day: string, now: number): void => {
  const far = day > beijingDate(now + LONGEST_MS) ? 'beyond-a-year' : undefined;
  const rule = day < beijingDate(now) ? 'not-in-the-past' : far;
  if (rule) throw problem('unprocessable', { errors: [{ field, rule }] });
};
