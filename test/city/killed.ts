/** Plays a scenario in which each step dies at each of its boundaries: it is put back, dies, is asked for again, and must come to the same. */
import { expect } from 'vitest';
import { departments } from '#city/departments.ts';
import type { Full } from '#infra/local/scenarios/a01-asked.ts';
import type { CrashPoints } from '#test/engines/crash-points.ts';
import { type CasesWorld, XU } from '#test/functions/cases/world.ts';
import { alike, type Item, type Tables } from './alike.ts';
import { tablesOf } from './tables-kept.ts';

/** How often somebody asked: whoever asks again is counted again. */
const UNCOMPARED = ['quotas'];
/** Where whoever is at work holds a lease. */
const LEASED = ['operations', 'subscriptions'];

/** Whoever has died holds no lease any more: time enough passes. */
const freed = (item: Item): Item => {
  if (item.state === 'intended') return { ...item, until: 0 };
  return item.lease === undefined ? item : { ...item, lease: { ...(item.lease as object), until: 0 } };
};
const freedIn = (tables: Tables): Tables =>
  Object.fromEntries(
    Object.entries(tables).map(([table, rows]) => {
      const held = LEASED.includes(table) && [...rows.values()].some((item) => freed(item) !== item);
      return [table, held ? new Map([...rows].map(([key, item]) => [key, freed(item)])) : rows];
    }),
  );

/** Looks at a room from outside. */
export const witness = async (world: CasesWorld) => {
  const { client, look, make } = await tablesOf(world);
  const deps = world.depsOn(client);
  const call = world.callOn(deps);
  const inboxes = await world.inboxes();
  const effects = () => {
    const urls = [...new Set(inboxes.messages.map(({ url }) => url))].toSorted();
    return urls.map((url) => [url, inboxes.effects(url)]);
  };
  /** The case, its events, every item of every table (work lists are some of them), what reached others, and what is still to come. */
  const state = async (id: string) => {
    const [kept, found, events] = await Promise.all([
      look(),
      id === '' ? undefined : deps.cases.load(id),
      id === '' ? [] : deps.cases.events(id),
    ]);
    const compared = Object.fromEntries(Object.entries(kept).filter(([table]) => !UNCOMPARED.includes(table)));
    const timers = [...world.timers].toSorted();
    return { kept, seen: alike(compared, { found, events, timers, effects: effects(), changes: world.effects() }) };
  };
  return {
    state,
    /** Everything that can be seen of a case, the case as it is shown, too. */
    shown: async (id: string) => {
      const view = (await call('GET /v1/cases/{case}', { as: XU, params: { case: id } })).body;
      const lines = await Promise.all(departments.map(async (one) => (await deps.work.list(one.id, 50)).lines));
      const { kept, seen } = await state(id);
      return { seen, shown: alike({ exchanges: kept.exchanges ?? new Map() }, { view, lines: lines.flat() }) };
    },
    /** Returns how to have all of it so again. */
    saved: async () => {
      const [was, remember] = [await look(), world.memory()];
      return async () => {
        remember();
        await make(was);
      };
    },
    lapsed: async () => make(freedIn(await look())),
  };
};

export type Stepped = Pick<Full, 'open' | 'act' | 'to' | 'ask' | 'issue' | 'subscribe' | 'publish'>;
/** Plays a step; `idOf` says of which case it was. */
type Step = <R>(play: () => Promise<R>, idOf: (answer: R) => string) => Promise<R>;

/** A stage whose steps may be played again: each command keeps its key. */
export const stepped = (world: CasesWorld, step: Step = (play) => play()): Stepped => {
  let commands = 0;
  let last = '';
  const once = () => `played-${++commands}`;
  return {
    open: (body, { as = XU, key = once() } = {}) =>
      step(
        () => world.open(body, { as, key }),
        ({ body: { id } }) => {
          last = id;
          return id;
        },
      ),
    act: (id, body, { as = XU, key = once() } = {}) =>
      step(
        () => world.act(id, body, { as, key }),
        () => id,
      ),
    to: (written) =>
      step(
        () => world.to(written),
        () => last,
      ),
    ask: (id, question, { as = XU, key = once() } = {}) =>
      step(
        () => world.ask(id, question, { as, key }),
        () => id,
      ),
    issue: (body, who) =>
      step(
        () => world.issue(body, who),
        () => last,
      ),
    subscribe: (body, who) =>
      step(
        () => world.subscribe(body, who),
        () => last,
      ),
    publish: (resource, event, who) =>
      step(
        () => world.publish(resource, event, who),
        () => last,
      ),
  };
};

/** Of the boundaries of a step those at which it dies: one of them in the usual run, each step another; with ONETRIP_FULL every one. */
const deadly = (boundaries: number, turn: number): readonly number[] =>
  process.env.ONETRIP_FULL === '1'
    ? Array.from({ length: boundaries }, (_, boundary) => boundary)
    : [(turn * 7) % boundaries];

/**
 * Each step is first played whole, then put back and killed at boundaries that it passed. Whoever gets no answer asks again with the same key;
 * what the stream brought comes again. Since each step comes to the same, so does what follows.
 */
export const killedAtEach = async (world: CasesWorld, crash: CrashPoints) => {
  const { state, saved, lapsed } = await witness(world);
  const counts = { steps: 0, passed: 0, died: 0, outlived: 0 };
  const dies = async (play: () => Promise<unknown>, boundary: number): Promise<boolean> => {
    crash.at(crash.passed + boundary);
    try {
      await play();
    } catch (error) {
      if (!crash.dead) throw error;
    }
    const { dead } = crash;
    crash.at(Number.POSITIVE_INFINITY);
    return dead;
  };
  const step: Step = async (play, idOf) => {
    const back = await saved();
    const before = crash.passed;
    let answer = await play();
    const id = idOf(answer);
    const boundaries = crash.passed - before;
    const { seen: whole } = await state(id);
    for (const boundary of boundaries > 0 ? deadly(boundaries, counts.steps) : []) {
      await back();
      // What is made but once, as the keys of seals, is there by now: the last boundaries of such a step are not reached again.
      if (await dies(play, boundary)) counts.died += 1;
      else counts.outlived += 1;
      await lapsed();
      answer = await play();
      expect((await state(id)).seen, `boundary ${boundary} of ${boundaries}`).toEqual(whole);
    }
    counts.steps += 1;
    counts.passed += boundaries;
    return answer;
  };
  return { counts, step };
};
