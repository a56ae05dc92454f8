/**
 * One turn at a chunk: taken, run as far as time goes, and given back, done or not. Who dies leaves it to his message, which comes again, or to the
 * timer; whoever finds it held or done does nothing but pass on what follows.
 */
import { keyOf } from '#functions/batches/batch-key.ts';
import type { Uploads } from '#functions/batches/uploads.client.ts';
import type { Clock } from '#functions/kernel/clock.ts';
import { type HubKeys, nonce } from '#functions/kernel/digest.ts';
import { log } from '#functions/kernel/log.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot, SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import { BACK_FILL_LANES, type BackFillLine } from '#schemas/back-fill.ts';
import type { BackFillChunk, StoredBackFill } from '#schemas/stored-back-fill.ts';
import { issuable } from '../issuable.ts';
import { hasEnded } from './back-fill-lifecycle.ts';
import type { BackFillStore } from './back-fills.store.ts';
import { candidates, readRows } from './candidates.ts';
import { getRows } from './chunk-rows.ts';
import type { ChunksStore } from './chunks.store.ts';
import { type Ending, endBackFill } from './end.ts';
import { type ChunkDue, sendChunk, sendLook } from './messages.ts';
import { countLines, sealLines, statesOf } from './outcomes.ts';
import { isUnwell, type RunDeps, runChunk } from './run-chunk.ts';
import { settleEnded } from './settle-known.ts';

export interface WorkDeps extends Omit<RunDeps, 'keys'>, Ending {
  readonly keys: () => Promise<HubKeys>;
  readonly snapshots: SnapshotHolder;
  readonly backFills: BackFillStore;
  readonly chunks: ChunksStore;
  readonly uploads: Uploads;
  /** The room's queue. */
  readonly room: Queue;
  readonly clock: Clock;
  /** The machines' time, epoch ms: says whether another process can still be alive, and dates nothing. */
  readonly machine: () => number;
}

/** One invocation. */
export interface Invocation {
  /** For one more row, at its slowest. */
  readonly enoughTime: () => boolean;
  /** When the process is certainly gone: ms of the machines' time. */
  readonly heldUntil: number;
}

/** A chunk that finds the hub unwell is tried again after 5 s, doubled with each turn up to what a queue can hold back. */
const FIRST_WAIT_S = 5;
const LONGEST_WAIT_S = 900;

/** Whoever made it. That the token held the scope was seen then; what the registry says is seen at each turn. */
const authority = (snapshot: IndexedSnapshot, { client, officer, type }: StoredBackFill, now: number) => {
  const caller = { clientId: client, subject: officer ?? client, scopes: ['certificates.issue' as const] };
  const who = identify(snapshot, caller, 'certificates.issue');
  return { who, type: issuable(snapshot, who, type, now) };
};

interface Held {
  readonly backFill: StoredBackFill;
  readonly chunk: BackFillChunk;
  readonly moment: () => number;
}
interface Turn {
  readonly lines: readonly BackFillLine[];
  readonly failed?: boolean;
  readonly unwell?: boolean;
}

const run = async (deps: WorkDeps, { backFill, chunk, moment }: Held, call: Invocation): Promise<Turn> => {
  const keys = await deps.keys();
  const place = { id: backFill.id, key: keyOf(keys, backFill) };
  const of = { id: backFill.id, type: backFill.type, first: chunk.first };
  const { lines, read } = readRows(keys, of, await getRows(deps.uploads, place, chunk.chunk));
  if (hasEnded(backFill.state)) return { lines: [...lines, ...(await settleEnded({ ...deps, keys }, read))] };
  const allowed = authority(await deps.snapshots.current(), backFill, moment());
  const making = { type: allowed.type, department: allowed.who.department, now: moment() };
  const fit = candidates(deps, keys, making, read);
  const { failures } = chunk;
  const end = await runChunk(
    { ...deps, keys },
    { ...allowed, failures, moment, enoughTime: call.enoughTime },
    fit.open,
  );
  return { ...end, lines: [...lines, ...fit.lines, ...end.lines] };
};

/** What follows a chunk that is done: the next of its lane, or a look at the whole. */
const handOn = async ({ room }: WorkDeps, { id, run: of, state }: StoredBackFill, chunk: number, now: number) => {
  const next = chunk + BACK_FILL_LANES;
  if (state === 'running' && next < (of?.chunks ?? 0)) await sendChunk(room, { backFill: id, chunk: next }, now);
  else await sendLook(room, id, now);
};

const given = (chunk: BackFillChunk, { lines, failed }: Turn, at: number): BackFillChunk => {
  const done = lines.length === chunk.rows;
  const failures = failed ? chunk.failures + 1 : 0;
  return { ...chunk, done, failures, at, ...(done ? { outcomes: countLines(lines), states: statesOf(lines) } : {}) };
};

/** Rules that say that this back-fill may issue nothing more: its type, its caller or his department. */
const isOver = (error: unknown): error is ProblemError =>
  error instanceof ProblemError && (error.code === 'forbidden' || error.code === 'unprocessable');

const reasonOf = ({ code, extra }: ProblemError): string => extra.denial?.rule ?? extra.errors?.[0]?.rule ?? code;

/** Throws when it could not end in order; the message then comes again. `now`: epoch ms of the message. */
export const workChunk = async (deps: WorkDeps, due: ChunkDue, now: number, call: Invocation): Promise<void> => {
  const { chunks, room, machine } = deps;
  const backFill = await deps.backFills.get(due.backFill);
  if (!backFill?.run || (backFill.state !== 'running' && !hasEnded(backFill.state))) return;
  const started = deps.clock();
  const moment = () => now + Math.round(deps.clock() - started);
  const holder = nonce();
  const claim = { holder, machine: machine(), heldUntil: call.heldUntil, at: now };
  const { claimed, chunk } = await chunks.claim(backFill.id, due.chunk, claim);
  if (chunk?.done) return handOn(deps, backFill, due.chunk, now);
  // Whoever holds it is at work; if he dies, his own message comes again.
  if (!claimed || !chunk) return;
  const back = async (turn: Turn): Promise<BackFillChunk> => {
    const after = given(chunk, turn, moment());
    const key = keyOf(await deps.keys(), backFill);
    const sealed = after.done
      ? sealLines(
          key,
          backFill.id,
          chunk.chunk,
          turn.lines.toSorted((a, b) => a.row - b.row),
        )
      : undefined;
    if (!(await chunks.giveBack(backFill.id, holder, after, sealed))) throw new Error('the chunk was taken over');
    return after;
  };
  const turn = await run(deps, { backFill, chunk, moment }, call).catch(async (error: unknown): Promise<Turn> => {
    if (isUnwell(error)) return { lines: [], unwell: true };
    if (isOver(error)) {
      await endBackFill(deps, backFill, 'fail', moment(), { reason: reasonOf(error) });
      return { lines: [] };
    }
    await back({ lines: [], failed: true });
    throw error;
  });
  const after = await back(turn);
  const { turns } = chunk;
  log('info', { event: 'back-fill-turn', resource: backFill.type, count: turn.lines.length, ms: moment() - now });
  if (after.done) return handOn(deps, backFill, chunk.chunk, moment());
  const wait = turn.unwell || turn.failed ? Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** Math.min(turns - 1, 10)) : 0;
  await sendChunk(room, due, moment(), wait);
};
