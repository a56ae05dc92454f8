/** 互斥: what one case at a time may be about, as a house that changes hands. Held from acceptance to the end of the case. */
import { problem } from '#functions/kernel/problem.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { isFinal } from './case-lifecycle.ts';
import { type Bars, barOf } from './commitment.ts';
import { type Filed, filedOf } from './earlier.ts';
import type { Case } from './state.ts';
import { matterOf } from './template.ts';
import { type ToleranceBars, toleranceBarsOf } from './tolerance.ts';

/** Fields of the form whose value may stand in one accepted case only. */
const exclusiveIn = (matters: IndexedMatters, { tasks }: Case): string[] => [
  ...new Set(tasks.flatMap(({ matter, version }) => matterOf(matters, matter, version).exclusive ?? [])),
];

const holdOf = (field: string, value: unknown): string => `${field}\n${value}`;

/** Throws unprocessable, naming each field that is empty: what is not named cannot be held. */
const wantedBy = (matters: IndexedMatters, found: Case): string[] => {
  const values = exclusiveIn(matters, found).map((field) => [field, found.form[field]] as const);
  const empty = values.filter(([, value]) => value === undefined || value === '');
  if (empty.length > 0)
    throw problem('unprocessable', {
      errors: empty.map(([field]) => ({ field: `/form/${field}`, rule: 'field-missing' })),
    });
  return values.map(([field, value]) => holdOf(field, value));
};

/** False when the case holds the field with another value. */
export const isHeldAs = ({ holds }: Pick<Case, 'holds'>, field: string, value: unknown): boolean =>
  !holds.some((one) => one.startsWith(holdOf(field, '')) && one !== holdOf(field, value));

export interface Holding {
  readonly take: readonly string[];
  readonly free: readonly string[];
  /** 失信: set or lifted with it. */
  readonly bar?: Bars | undefined;
  /** 容缺失信: likewise. */
  readonly tolerance?: ToleranceBars | undefined;
  /** Under whose codes it is found from now on. */
  readonly filed?: Filed | undefined;
}

/** What the step from `before` to `after` takes hold of, and what it lets go. */
export const holdingOf = (matters: IndexedMatters, before: Case, after: Case): Holding => {
  const accepted = before.acceptedAt === undefined && after.acceptedAt !== undefined;
  const over = isFinal(after.state);
  return {
    take: accepted ? wantedBy(matters, after) : [],
    free: over ? before.holds : [],
    bar: barOf(before, after),
    tolerance: toleranceBarsOf(before, after),
    filed: filedOf(before, after),
  };
};
