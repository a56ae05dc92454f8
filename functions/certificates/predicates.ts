/** 判断项: the questions that a type offers, answered yes or no from what a certificate says, at an instant. */

import { beijingDate } from '#functions/kernel/beijing.ts';
import { valuesAt } from '#functions/kernel/pointer.ts';
import type { Predicate, PredicateTest } from '#schemas/predicate.ts';

type Day = Extract<PredicateTest, { kind: 'not-after' }>['value'];

/** As text, because of its order: 02-29 of a common year stands between 02-28 and 03-01, as it should. */
const dayOf = (day: Day, today: string): string =>
  typeof day === 'string'
    ? day
    : `${String(Number(today.slice(0, 4)) - day.yearsAgo).padStart(4, '0')}${today.slice(4)}`;

/** Does one value pass? Of another kind than the test is for, it does not. */
const passes = (test: PredicateTest, value: unknown, today: string): boolean => {
  switch (test.kind) {
    case 'equals':
      return value === test.value;
    case 'one-of':
      return (test.value as readonly unknown[]).includes(value);
    case 'includes':
      return typeof value === 'string' && test.value.some((word) => value.includes(word));
    case 'at-least':
      return typeof value === 'number' && value >= test.value;
    case 'at-most':
      return typeof value === 'number' && value <= test.value;
    case 'not-before':
      return typeof value === 'string' && value >= dayOf(test.value, today);
    case 'not-after':
      return typeof value === 'string' && value <= dayOf(test.value, today);
    case 'present':
      return value !== undefined && value !== null && value !== '';
  }
};

/** Of several values one is enough; of none, the answer is no. */
const holds = (test: PredicateTest, facts: unknown, today: string): boolean =>
  valuesAt(test.pointer, facts).some((value) => passes(test, value, today));

/**
 * `facts`: what the pointers of the tests point into. `now`: epoch ms; ages are counted on that day in Beijing.
 * Gives `{ is: { word: boolean } }`, as the predicates' pointers name it; nothing at all for a type that offers none.
 */
export const answered = (
  predicates: readonly Predicate[],
  facts: unknown,
  now: number,
): { readonly is?: Readonly<Record<string, boolean>> } => {
  if (predicates.length === 0) return {};
  const today = beijingDate(now);
  return {
    is: Object.fromEntries(
      predicates.map(({ pointer, test }) => [pointer.slice('/is/'.length), holds(test, facts, today)]),
    ),
  };
};
