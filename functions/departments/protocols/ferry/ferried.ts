/** How one resource is written into the sheets of a parcel: all that an adapter folder says about it. */
import type { Row } from './sheet.ts';

export interface Ferried<Q = never> {
  /** Column to the question's cell. */
  readonly question: Readonly<Record<string, (question: Q) => string>>;
  /** Columns of the answer, after the question's number and the outcome. */
  readonly answer: readonly string[];
  /** The raw answer; the exchange checks it. Throws department-answer-invalid for a cell that cannot be read without guessing. */
  readonly read: (row: Row) => unknown;
}

/** Keeps the question's type inside: what is ferried was validated against the resource's schema when it was asked. */
export const ferried = <Q>(one: Ferried<Q>): Ferried => one as Ferried;

/** By the resource's name in the route. */
export type FerriedOf = Readonly<Record<string, Ferried>>;

export const NUMBER = '问题编号';
export const OUTCOME = '查询结果';
export const KNOWN = '查得';
export const UNKNOWN = '查无';

export const sheetName = (resource: string): string => `${resource}.csv`;
export const answerColumns = (one: Ferried): string[] => [NUMBER, OUTCOME, ...one.answer];
