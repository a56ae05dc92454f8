/**
 * One turn of a lane: takes it, asks rows for some seconds, and hands it on by a new message. A turn is taken once; whoever finds it taken
 * does nothing, whoever finds the lane held comes again. So no row is asked by two at once, and after a death only what was under way.
 */
import type { Adapter } from '#functions/exchange/adapter.ts';
import type { ExchangeDeps } from '#functions/exchange/exchange.ts';
import { nonce } from '#functions/kernel/digest.ts';
import { log } from '#functions/kernel/log.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import type { Lane, StoredBatch } from '#schemas/stored-batch.ts';
import type { BatchStore } from './batch.store.ts';
import { keyOf } from './batch-key.ts';
import { freed, laneAfter } from './lane-step.ts';
import type { LanesStore } from './lanes.store.ts';
import { LONGEST_DELAY_S, sendLook, sendTurn, type Turn } from './messages.ts';
import type { RowsStore } from './rows.store.ts';
import { runChunk } from './run-chunk.ts';

export interface TurnDeps {
  readonly adapter: Adapter;
  readonly exchange: ExchangeDeps;
  readonly batches: Pick<BatchStore, 'get'>;
  readonly lanes: LanesStore;
  readonly rows: RowsStore;
  /** The department's own queue of turns. */
  readonly turns: Queue;
  /** The room's queue. */
  readonly room: Queue;
  /** The machines' time, epoch ms: says whether another process can still be alive, and dates nothing. */
  readonly machine: () => number;
}

/** One invocation. */
export interface Invocation {
  /** Epoch ms of the message. */
  readonly now: number;
  /** For one more row, at its slowest. */
  readonly enoughTime: () => boolean;
  /** When the process is certainly gone: ms of the machines' time. */
  readonly heldUntil: number;
  /** Resolves when the department's own rate lets one more row be asked. */
  readonly paced: () => Promise<void>;
}

interface Held {
  readonly lane: Lane;
  readonly crashed: boolean;
  readonly moment: () => number;
  /** Throws when another holds the lane. */
  readonly keep: (lane: Lane) => Promise<void>;
}

const goesOn = (batch: StoredBatch | undefined, at: number): batch is StoredBatch =>
  batch?.state === 'running' && at < batch.until;

/** Runs chunks until time is over, something has to wait, or the batch ended. Gives the lane as it then stands, and the batch if it goes on. */
const run = async (deps: TurnDeps, id: string, call: Invocation, { lane: from, crashed, moment, keep }: Held) => {
  let [lane, first] = [from, true];
  while (!lane.done && !lane.waiting && (first || call.enoughTime())) {
    const batch = await deps.batches.get(id);
    if (!goesOn(batch, moment())) return { lane };
    const failures = { ...lane.failures };
    const end = await runChunk({
      ...{ adapter: deps.adapter, deps: deps.exchange, rows: deps.rows, batch, number: lane.chunk, failures, moment },
      ...{ enoughTime: call.enoughTime, paced: call.paced, crashed: first && crashed },
      key: keyOf(await deps.exchange.keys(), batch),
    });
    lane = laneAfter(lane, end, failures, batch.run?.chunks ?? 0, moment());
    if (!end.counts) break;
    // What is counted is kept before the next chunk, so that a death counts nothing twice.
    if (!lane.done) await keep(lane);
    first = false;
  }
  return { lane, batch: await deps.batches.get(id) };
};

/** Hands the lane on: to the next turn, now or later, or to nobody. What waits longer is woken by the room's timer. */
const handOn = async (deps: TurnDeps, batch: string, lane: Lane, now: number): Promise<void> => {
  if (lane.done) return sendLook(deps.room, batch, now);
  const delay = lane.waiting ? Math.max(0, Math.ceil((lane.waiting.until - now) / 1000)) : 0;
  if (delay <= LONGEST_DELAY_S) await sendTurn(deps.turns, { batch, lane: lane.lane, turn: lane.turn + 1 }, now, delay);
};

/** Throws when it could not end in order; the message then comes again. */
export const takeTurn = async (deps: TurnDeps, of: Turn, call: Invocation): Promise<void> => {
  const { lanes, exchange, machine } = deps;
  const { batch: id, lane: number, turn } = of;
  const started = exchange.clock();
  const moment = () => call.now + Math.round(exchange.clock() - started);
  const holder = nonce();
  const claim = { turn, holder, machine: machine(), heldUntil: call.heldUntil, at: call.now };
  const { claimed, crashed, lane } = await lanes.claim(id, number, claim);
  if (!lane || (!claimed && (lane.done || lane.turn >= turn))) return;
  if (!claimed) {
    const left = Math.ceil(((lane.heldUntil ?? 0) - machine()) / 1000) + 1;
    return sendTurn(deps.turns, of, call.now, Math.min(LONGEST_DELAY_S, Math.max(1, left)));
  }
  const keep = async (changed: Lane): Promise<void> => {
    if (!(await lanes.keep(id, holder, changed))) throw new Error('the lane was taken over');
  };
  const ended = await run(deps, id, call, { lane, crashed, moment, keep });
  await keep(freed(ended.lane));
  const { chunk: count } = ended.lane;
  log('info', { event: 'batch-turn', resource: ended.batch?.resource ?? '', count, ms: moment() - call.now });
  if (goesOn(ended.batch, moment())) return handOn(deps, id, ended.lane, moment());
  await sendLook(deps.room, id, moment());
};

/** A message that comes a second time says that its turn died; a new one is dated anew. */
export const renewTurn = async (
  { lanes, turns, room }: Pick<TurnDeps, 'lanes' | 'turns' | 'room'>,
  { batch, lane: number, turn }: Turn,
  now: number,
): Promise<void> => {
  const lane = (await lanes.all(batch)).find((one) => one.lane === number);
  if (lane?.done) return sendLook(room, batch, now);
  if (lane && lane.turn <= turn) await sendTurn(turns, { batch, lane: number, turn: lane.turn + 1 }, now);
};
