/** A back-fill as its owner sees it: how far it is, what it came to, and whether that is what its issuer counts 对账. */

import { paceOf } from '#functions/batches/view.ts';
import { instant } from '#functions/kernel/instant.ts';
import { BACK_FILL_LIMITS, type BackFill, type Reconciliation, type StateCounts } from '#schemas/back-fill.ts';
import type { CertificateState } from '#schemas/certificate.ts';
import type { BackFillChunk, StoredBackFill } from '#schemas/stored-back-fill.ts';
import { noOutcomes, sumOfStates } from './outcomes.ts';

const maybe = <K extends string>(name: K, at: number | undefined) =>
  (at === undefined ? {} : { [name]: instant(at) }) as Partial<Record<K, string>>;

const total = (states: StateCounts): number => Object.values(states).reduce((sum, n) => sum + (n ?? 0), 0);

const same = (a: StateCounts, b: StateCounts): boolean =>
  ([...Object.keys(a), ...Object.keys(b)] as CertificateState[]).every((state) => (a[state] ?? 0) === (b[state] ?? 0));

const reconciliationOf = (
  { submission, run }: StoredBackFill,
  chunks: readonly BackFillChunk[],
): Reconciliation | undefined => {
  if (!submission || !run) return undefined;
  const states = sumOfStates(chunks.map((chunk) => chunk.states ?? {}));
  const inLibrary = { rows: total(states), states };
  const stated = { rows: submission.rows, ...(submission.states ? { states: submission.states } : {}) };
  return {
    stated,
    handedIn: { rows: run.rows, states: run.states, repeated: run.repeated },
    inLibrary,
    missing: stated.rows - inLibrary.rows,
    // Where the issuer does not say how many there are of each state, the rows say it.
    equal: inLibrary.rows === stated.rows && same(states, submission.states ?? run.states),
  };
};

export const partsIn = (chunks: number): number => Math.ceil(chunks / BACK_FILL_LIMITS.partChunks);

export const shown = (backFill: StoredBackFill): BackFill => {
  const { id, revision, state, type, consumer, run } = backFill;
  return {
    ...{ id, revision, state, type, consumer },
    createdAt: instant(backFill.createdAt),
    ...maybe('submittedAt', backFill.submission?.at),
    ...maybe('startedAt', run?.at),
    ...maybe('endedAt', backFill.endedAt),
    until: instant(backFill.until),
    ...(run ? { rows: run.rows, parts: partsIn(run.chunks) } : {}),
    ...(backFill.refusals ? { refusals: backFill.refusals } : {}),
    ...(backFill.reason === undefined ? {} : { reason: backFill.reason }),
  };
};

/** With its progress: rows of chunks that are done. */
export const shownWhole = (backFill: StoredBackFill, chunks: readonly BackFillChunk[]): BackFill => {
  const { run } = backFill;
  if (!run) return shown(backFill);
  const outcomes = noOutcomes();
  for (const chunk of chunks)
    for (const [outcome, n] of Object.entries(chunk.outcomes ?? {}) as [keyof typeof outcomes, number][])
      outcomes[outcome] += n;
  const done = chunks.filter((chunk) => chunk.done).reduce((sum, { rows }) => sum + rows, 0);
  const last = Math.max(run.at, ...chunks.filter((chunk) => chunk.done).map(({ at }) => at));
  const reconciliation = reconciliationOf(backFill, chunks);
  return {
    ...shown(backFill),
    progress: { done, outcomes, ...paceOf(done, run.rows, run.at, last) },
    ...(reconciliation ? { reconciliation } : {}),
  };
};
