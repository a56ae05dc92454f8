/**
 * The rows of one chunk: whatever stands there already is told, everything else is sealed by one signature and issued row for row. A row's own
 * transaction decides, so two at the same chunk, or one after a death, come to the same end: each row once.
 */

import { causeOf, log } from '#functions/kernel/log.ts';
import { isOfTheMoment } from '#functions/kernel/patience.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import type { Party } from '#functions/snapshot/caller.ts';
import type { BackFillLine } from '#schemas/back-fill.ts';
import type { CertificateType } from '#schemas/certificate.ts';
import type { IssueStore } from '../issue.store.ts';
import { beginMaking, type MakeDeps } from '../make.ts';
import { freeSlots } from '../status/free-slots.ts';
import type { Candidate } from './candidates.ts';
import { type IssueRowDeps, issueRow } from './issue-row.ts';
import { stateOf } from './row.ts';
import type { SettleDeps } from './settle-known.ts';
import { settleKnown } from './settle-known.ts';

/** So many rows are under way at once: while one is stored another is drawn. */
const ABREAST = 4;
/** How often rows are looked at again that somebody else was quicker with. */
const PASSES = 4;
/** A row that fails so often by itself fails for good. */
const TRIES = 3;

export interface RunDeps extends MakeDeps, SettleDeps, Omit<IssueRowDeps, 'issues'> {
  readonly issues: IssueStore;
}

export interface Run {
  readonly who: Party;
  readonly type: CertificateType;
  /** How often on end rows of this chunk have failed by themselves. */
  readonly failures: number;
  /** Epoch ms at this instant. */
  readonly moment: () => number;
  readonly enoughTime: () => boolean;
}

export interface RunEnd {
  /** Of the candidates that are settled. */
  readonly lines: readonly BackFillLine[];
  /** What is left is to be tried again: at once, or when the hub is well again. */
  readonly left: number;
  readonly unwell: boolean;
  /** Something failed that is no row's fault, and no moment's. */
  readonly failed: boolean;
}

/** Asking again may go well. */
export const isUnwell = (error: unknown): boolean =>
  isOfTheMoment(error) || (error instanceof ProblemError && error.code === 'hub-not-ready');

/** One signature, and every row as far as time goes. */
const issueAll = async (deps: RunDeps, run: Run, rows: readonly Candidate[]) => {
  const now = run.moment();
  const { who, type } = run;
  const slots = await freeSlots(
    deps.issues,
    rows.map(({ identifier }) => identifier),
  );
  const wanted = rows.map(({ identifier, version, request }, i) => {
    const status = slots[i];
    if (!status) throw new Error('a place is missing');
    return { named: { identifier, version, status }, request };
  });
  const make = await beginMaking(deps, { type, department: who.department, now }, wanted);
  const lines: BackFillLine[] = [];
  const again: Candidate[] = [];
  const waiting = rows.entries();
  let [unwell, failed, left] = [false, false, 0];
  const one = async (i: number, row: Candidate): Promise<void> => {
    const named = wanted[i]?.named;
    if (!named) return;
    try {
      const result = await issueRow(deps, { who, type, now }, row, named, await make(i));
      if (result !== 'issued') again.push(row);
      else lines.push({ row: row.row, outcome: 'issued', identifier: row.identifier, state: stateOf(row) });
    } catch (error) {
      const moment = isUnwell(error);
      unwell ||= moment;
      failed ||= !moment;
      if (!moment) log('error', { event: 'back-fill-row-failed', cause: causeOf(error) });
      if (!moment && run.failures + 1 >= TRIES) lines.push({ row: row.row, outcome: 'failed' });
      else left += 1;
    }
  };
  const worker = async (): Promise<void> => {
    for (const [i, row] of waiting) {
      if (unwell || !run.enoughTime()) left += 1;
      else await one(i, row);
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, worker));
  return { lines, again, left, unwell, failed };
};

export const runChunk = async (deps: RunDeps, run: Run, candidates: readonly Candidate[]): Promise<RunEnd> => {
  const lines: BackFillLine[] = [];
  let [open, left, unwell, failed] = [candidates, 0, false, false];
  for (let pass = 0; pass < PASSES && open.length > 0 && left === 0; pass += 1) {
    const known = await settleKnown(deps, run.type, open);
    lines.push(...known.lines);
    open = known.open;
    if (open.length === 0 || !run.enoughTime()) break;
    const end = await issueAll(deps, run, open);
    lines.push(...end.lines);
    open = end.again;
    left = end.left;
    unwell = end.unwell;
    failed = end.failed;
  }
  return { lines, left: left + open.length, unwell, failed };
};
