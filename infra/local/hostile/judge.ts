/** Whether a behaviour was contained: in our words, in time, in bounds, and forgotten afterwards. */
import { isDeepStrictEqual } from 'node:util';
import type { Outcome } from './measured.ts';
import type { Row } from './protocol.ts';

/** Over the deadline. */
const GRACE_MS = 50;
const MOST_MB = 64;

export interface Seen {
  readonly row: Row;
  /** Undefined: nothing was ever told, or the process died. */
  readonly outcome: Outcome | undefined;
  /** Of the question after it. */
  readonly next: Outcome | undefined;
  /** What an honest department's answer looks like to the caller. */
  readonly honest: unknown;
  readonly grownMb: number;
}

export interface Bounds {
  readonly deadlineMs: number;
  readonly planted: readonly string[];
}

/** What the caller was told, in one word. */
export const toldBy = ({ status, body }: Pick<Outcome, 'status' | 'body'>): string => {
  if (status === 200) return 'answered';
  return status === 202 ? (body.state ?? 'accepted') : (body.code ?? `status ${status}`);
};

interface Line {
  readonly event?: string;
  readonly cause?: string;
}
const lines = (log: string): Line[] =>
  log
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);
/** The rule that refused, as the log names it. */
export const ruleOf = (log: string): string => lines(log).find(({ event }) => event === 'problem')?.cause ?? '';

/** Why it was not contained; nothing when it was. */
export const faults = ({ row, outcome, next, honest, grownMb }: Seen, { deadlineMs, planted }: Bounds): string[] => {
  if (!outcome) return ['never told'];
  const { status, body, log, besides, ms } = outcome;
  const told = toldBy(outcome);
  const said = JSON.stringify([body, besides ?? null]) + log;
  const right = row.told !== 'answered' || isDeepStrictEqual(body.answer, honest);
  const again = next && next.status === 200 && isDeepStrictEqual(next.body.answer, honest);
  return [
    told === row.told ? '' : `told ${told}, not ${row.told}`,
    right ? '' : 'not the right answer',
    status >= 200 && status < 300 && row.told !== told ? 'passed' : '',
    planted.some((text) => said.includes(text)) ? 'leaked' : '',
    row.by === undefined || ruleOf(log).startsWith(row.by) ? '' : `by ${ruleOf(log) || 'no rule'}, not ${row.by}`,
    ms <= deadlineMs + GRACE_MS ? '' : 'late',
    grownMb < MOST_MB ? '' : 'memory',
    again ? '' : 'next question',
  ].filter(Boolean);
};
