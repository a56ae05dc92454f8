/** The way of a record to its line, played: shards that stand still, a queue that delivers late, fails and buries, consumers that are down. */
import type { BeatDeps } from '#functions/uses/beat.ts';
import type { Beat, Progress } from '#schemas/progress.ts';

const TICK_MS = 10_000;
export const MINUTE_MS = 60_000;
const VISIBILITY_MS = 180_000;
const MOST_RECEIVES = 5;
export const SHARDS = 4;

type Message = { readonly id: string; readonly beat?: Beat; due: number; failures: number; receives: number };
interface Waiting {
  readonly id: string;
  readonly beat?: Beat;
  readonly failures: number;
}

/** A span of ticks in which something stands still. */
export interface Still {
  readonly from: number;
  readonly ticks: number;
}
const within = (stills: readonly Still[], tick: number): boolean =>
  stills.some(({ from, ticks }) => tick >= from && tick < from + ticks);

export interface Weather {
  readonly ticks: number;
  /** By shard: when its relay stands still. */
  readonly shards: readonly (readonly Still[])[];
  /** When no consumer takes anything. */
  readonly consumers: readonly Still[];
  /** When the beat does not run. */
  readonly beats: readonly Still[];
  /** When dead letters are redriven, as ticks. */
  readonly redriven: readonly number[];
  /** By the number of the message, over and over: how often it fails, and how late its first delivery is, ms. */
  readonly luck: readonly { readonly failures: number; readonly late: number }[];
  /** Beats that are lost before they reach the table, by their number, over and over. */
  readonly lost: readonly boolean[];
}

export interface Seen {
  readonly now: number;
  readonly complete: number | undefined;
  /** Records that are called complete and have no line. */
  readonly missing: readonly string[];
}

/** One record a tick, dated up to 20 s before it is written. What the beat claimed, run by run. */
export const play = async (run: (now: number, deps: BeatDeps) => Promise<void>, weather: Weather): Promise<Seen[]> => {
  const shards: Waiting[][] = Array.from({ length: SHARDS }, () => []);
  let queue: Message[] = [];
  let dead: Message[] = [];
  const records = new Map<string, number>();
  const lines = new Set<string>();
  const arrived = new Map<string, Beat>();
  let progress: Progress | undefined;
  let [sent, lucky] = [0, 0];
  const draw = () => weather.luck[lucky++ % weather.luck.length] ?? { failures: 0, late: 0 };
  const put = (waiting: Omit<Waiting, 'failures'>, spot: number) =>
    shards[spot % SHARDS]?.push({ ...waiting, failures: draw().failures });

  const relay = (tick: number, now: number) => {
    shards.forEach((shard, i) => {
      if (within(weather.shards[i] ?? [], tick)) return;
      for (const waiting of shard.splice(0)) queue.push({ ...waiting, due: now + draw().late, receives: 0 });
    });
  };
  const consume = (tick: number, now: number) => {
    if (within(weather.consumers, tick)) return;
    for (const message of queue.filter(({ due }) => due <= now)) {
      message.receives += 1;
      if (message.receives > message.failures) {
        if (message.beat) arrived.set(message.id, message.beat);
        else lines.add(message.id);
        queue = queue.filter((other) => other !== message);
      } else if (message.receives >= MOST_RECEIVES) {
        dead.push(message);
        queue = queue.filter((other) => other !== message);
      } else message.due = now + VISIBILITY_MS;
    }
  };
  const deps: BeatDeps = {
    progress: {
      read: async () => progress,
      write: async (next, last) => {
        if ((progress?.last ?? last) !== last) return false;
        progress = structuredClone(next);
        return true;
      },
      arrived: async (from) => {
        const here = [...arrived.values()].filter(({ at }) => at >= from);
        return new Map([...Map.groupBy(here, ({ at }) => at)].map(([at, all]) => [at, all.length]));
      },
    },
    send: async (beats) => {
      for (const beat of beats) {
        sent += 1;
        // Where it falls is nobody's choice.
        const spot = (beat.at / TICK_MS) * 7 + beat.lane * 13 + ((beat.at / MINUTE_MS) % 5);
        if (!weather.lost[sent % weather.lost.length]) put({ id: `beat ${beat.at} ${beat.lane}`, beat }, spot);
      }
    },
    deadLetters: async () => dead.length,
  };

  const seen: Seen[] = [];
  for (let tick = 1; tick <= weather.ticks; tick += 1) {
    const now = tick * TICK_MS;
    const id = `record ${tick}`;
    records.set(id, now - (tick % 3) * TICK_MS);
    put({ id }, tick);
    relay(tick, now);
    consume(tick, now);
    if (weather.redriven.includes(tick)) {
      queue.push(
        ...dead.map((message) => ({ ...message, due: now, receives: 0, failures: message.failures - MOST_RECEIVES })),
      );
      dead = [];
    }
    if (now % MINUTE_MS !== 0 || within(weather.beats, tick)) continue;
    await run(now, deps);
    const complete = progress?.complete;
    const missing = [...records].filter(([name, at]) => at < (complete ?? 0) && !lines.has(name)).map(([name]) => name);
    seen.push({ now, complete, missing });
  }
  return seen;
};

export const CALM: Weather = {
  ticks: 360,
  shards: [],
  consumers: [],
  beats: [],
  redriven: [],
  luck: [{ failures: 0, late: 0 }],
  lost: [false],
};
