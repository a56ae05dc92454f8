/**
 * 互斥: what one case at a time may be about, as a house that changes hands. Held from acceptance to the end of the case. Silence accepts whatever
 * stands in the form and whoever holds it (行政许可法 32), so such a case takes what it can, and the rest before what is about it is approved.
 */
import { problem } from '#functions/kernel/problem.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { isFinal } from './case-lifecycle.ts';
import { type Bars, barOf } from './commitment.ts';
import { type Filed, filedOf } from './earlier.ts';
import { howFilled } from './prefill.ts';
import type { Case } from './state.ts';
import { matterOf } from './template.ts';
import { type ToleranceBars, toleranceBarsOf } from './tolerance.ts';

/** Fields of the form whose value may stand in one accepted case only, each with the matters that say so. */
const exclusiveIn = (matters: IndexedMatters, { tasks }: Case): Map<string, string[]> => {
  const fields = new Map<string, string[]>();
  for (const { matter, version } of tasks) {
    const { exclusive } = matterOf(matters, matter, version);
    if (exclusive) fields.set(exclusive, [...(fields.get(exclusive) ?? []), matter]);
  }
  return fields;
};

const holdOf = (field: string, value: unknown): string => `${field}\n${value}`;

const isNamed = (value: unknown): boolean => value !== undefined && value !== '';

/** Throws unprocessable, naming each field that is empty and the act that fills it: what is not named cannot be held. */
const wantedBy = (matters: IndexedMatters, fields: Iterable<string>, found: Case): string[] => {
  const values = [...fields].map((field) => [field, found.form[field]] as const);
  const empty = values.filter(([, value]) => !isNamed(value)).map(([field]) => field);
  if (empty.length > 0)
    throw problem('unprocessable', {
      detail: howFilled(matters, found, empty),
      errors: empty.map((field) => ({ field: `/form/${field}`, rule: 'field-missing' })),
    });
  return values.map(([field, value]) => holdOf(field, value));
};

const holds = ({ holds: held }: Pick<Case, 'holds'>, field: string): boolean =>
  held.some((one) => one.startsWith(holdOf(field, '')));

/** Of what an accepted case does not hold yet: what is about it is approved now. */
const approvedUnheld = (fields: Map<string, string[]>, before: Case, after: Case): string[] => {
  const approved = (found: Case, matter: string) =>
    found.tasks.some((task) => task.matter === matter && task.state === 'approved');
  return [...fields]
    .filter(
      ([field, about]) => !holds(after, field) && about.some((one) => approved(after, one) && !approved(before, one)),
    )
    .map(([field]) => field);
};

/** `silent`: accepted by silence; `unheld`: another case holds what is named. */
export interface Accepting {
  readonly silent: boolean;
  readonly unheld: boolean;
}

const takenBy = (matters: IndexedMatters, before: Case, after: Case, { silent, unheld }: Accepting): string[] => {
  const fields = exclusiveIn(matters, after);
  const accepted = before.acceptedAt === undefined && after.acceptedAt !== undefined;
  if (!accepted) return wantedBy(matters, approvedUnheld(fields, before, after), after);
  if (!silent) return wantedBy(matters, fields.keys(), after);
  return unheld
    ? []
    : wantedBy(
        matters,
        [...fields.keys()].filter((field) => isNamed(after.form[field])),
        after,
      );
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
export const holdingOf = (matters: IndexedMatters, before: Case, after: Case, accepting: Accepting): Holding => {
  const over = isFinal(after.state);
  return {
    take: takenBy(matters, before, after, accepting),
    free: over ? before.holds : [],
    bar: barOf(before, after),
    tolerance: toleranceBarsOf(before, after),
    filed: filedOf(before, after),
  };
};
