/** One storm over a whole city: callers at work while things break, calm, and what was heard and stored. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalCity } from '#infra/local/city.ts';
import { type Callers, callers, type Heard } from './callers.ts';
import { type Operation, operations } from './operations.ts';
import { readStored, type Stored, shortVisibility } from './stored.ts';
import { troubles } from './troubles.ts';
import { type Told, toldUses } from './uses.ts';

export interface Weather {
  readonly seed: string;
  readonly operations: number;
  readonly certificates: number;
  /** Callers at once. */
  readonly abreast: number;
  readonly patient: boolean;
}

export interface Storm {
  readonly history: readonly Heard[];
  readonly stored: Stored;
  /** What people were told of their uses. */
  readonly told: readonly Told[];
  readonly troubles: Readonly<Record<string, number>>;
  /** How long after the last fault each room answered again, ms. */
  readonly recovered: Readonly<Record<string, number>>;
  /** Every process that served a function at some moment. */
  readonly pids: ReadonlySet<number>;
  /** Functions that had more instances than they may, with the number. */
  readonly crowds: readonly string[];
}

const EPISODE_MS = 800;

const watch = (city: LocalCity) => {
  const pids = new Set<number>();
  const crowds = new Set<string>();
  const look = () => {
    for (const { name, concurrency } of city.pool.functions) {
      const there = city.pool.instances(name);
      for (const { pid } of there) pids.add(pid);
      if (there.length > concurrency) crowds.add(`${name}: ${there.length}`);
    }
  };
  const timer = setInterval(look, 50);
  return {
    pids,
    crowds,
    stop: () => {
      clearInterval(timer);
      look();
    },
  };
};

/** Asks until the hub decides, four times a second; ms from the beginning. Of a number taken under another key it decides too. */
const untilWell = async (send: Callers['send'], operation: Operation, into: Heard[], ms: number): Promise<number> => {
  const since = performance.now();
  for (;;) {
    const heard = await send(operation);
    into.push(heard);
    const after = performance.now() - since;
    if ((heard.status > 0 && heard.status < 500) || after > ms) return Math.round(after);
    await sleep(250);
  }
};

export const storm = async (city: LocalCity, weather: Weather): Promise<Storm> => {
  const { seed, abreast, patient, certificates } = weather;
  await shortVisibility(city, patient ? 15 : 4);
  const { send, questions } = await callers(city);
  const history: Heard[] = [];
  // In calm, each question once: what the department truly answers.
  const calm = Array.from({ length: questions }, (_, question): Operation => ({ kind: 'exchange', question }));
  history.push(...(await Promise.all(calm.map(send))));

  const watching = watch(city);
  const plan = operations(seed, { operations: weather.operations, questions, certificates });
  const trouble = troubles(city, { seed, episode: EPISODE_MS, patient });
  let next = 0;
  const caller = async () => {
    while (next < plan.length) {
      const operation = plan[next++]!;
      history.push(await send(operation));
    }
  };
  const raging = trouble.run(() => next >= plan.length);
  await Promise.all([raging, ...Array.from({ length: abreast }, caller)]);

  const births = plan.slice(0, certificates);
  const rooms = { exchange: calm[0]!, find: { kind: 'find' } as const, issue: births[0]! };
  const recovered = Object.fromEntries(
    await Promise.all(
      Object.entries(rooms).map(
        async ([room, operation]) => [room, await untilWell(send, operation, history, 20_000)] as const,
      ),
    ),
  );
  // Whoever was left without an answer repeats under his key.
  history.push(...(await Promise.all(births.map(send))));
  const repeats = plan.filter((operation) => operation.kind === 'exchange' && operation.key !== undefined).slice(0, 30);
  for (const operation of repeats) history.push(await send(operation));
  await city.settle();
  const told = await toldUses(city);
  await city.settle();
  watching.stop();
  return {
    history,
    told,
    stored: await readStored(city),
    troubles: trouble.counts,
    recovered,
    pids: watching.pids,
    crowds: [...watching.crowds],
  };
};
