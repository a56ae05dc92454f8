/** A batch as its owner sees it, and how far it is: the sum of its lanes. */
import { instant } from '#functions/kernel/instant.ts';
import type { Batch } from '#schemas/batch.ts';
import type { Lane, StoredBatch } from '#schemas/stored-batch.ts';
import { sumOf, totalOf } from './chunks.ts';

const maybe = <K extends string>(name: K, at: number | undefined) =>
  (at === undefined ? {} : { [name]: instant(at) }) as Partial<Record<K, string>>;

/** Two decimals. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Of `rows`, `done` between two times (epoch ms): how many a second, and when the last will be. */
export const paceOf = (done: number, rows: number, from: number, to: number) => {
  const perMs = to > from ? done / (to - from) : 0;
  if (perMs === 0) return {};
  const estimated = done < rows ? { estimatedEnd: instant(to + (rows - done) / perMs) } : {};
  return { rowsPerSecond: rounded(perMs * 1000), ...estimated };
};

/** Nothing can be asked while every lane that is not done waits. */
const waitingOf = (lanes: readonly Lane[]) => {
  const open = lanes.filter(({ done }) => !done);
  const waits = open.flatMap(({ waiting }) => waiting ?? []);
  const [first] = waits.toSorted((a, b) => a.until - b.until);
  return first && waits.length === open.length ? { waiting: { why: first.why, until: instant(first.until) } } : {};
};

export const progressOf = (batch: StoredBatch, lanes: readonly Lane[]): Pick<Batch, 'progress'> => {
  const { run } = batch;
  if (!run) return {};
  const outcomes = sumOf(...lanes.map((lane) => lane.outcomes));
  const done = totalOf(outcomes);
  const last = Math.max(run.at, ...lanes.map(({ at }) => at));
  const running = batch.state === 'running' ? waitingOf(lanes) : {};
  return { progress: { done, outcomes, ...paceOf(done, run.rows, run.at, last), ...running } };
};

export const shown = (batch: StoredBatch): Batch => {
  const { id, revision, state, resource, purpose, role, fields, format, charset, consumer, run } = batch;
  return {
    ...{ id, revision, state, resource, purpose, party: { role }, fields, format, charset, consumer },
    createdAt: instant(batch.createdAt),
    ...maybe('submittedAt', batch.submission?.at),
    ...maybe('startedAt', run?.at),
    ...maybe('endedAt', batch.endedAt),
    until: instant(batch.until),
    ...(run ? { rows: run.rows, parts: run.chunks } : {}),
    ...(batch.refusals ? { refusals: batch.refusals } : {}),
    ...(batch.reason === undefined ? {} : { reason: batch.reason }),
  };
};
