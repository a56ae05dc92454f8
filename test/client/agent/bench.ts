/** One bench for the tests of an agent: lists in memory behind the hub's real bodies and a real socket, a place for the journal, a time that moves. */
import { afterEach, beforeEach } from 'vitest';
import { castPeople } from '#city/cast.ts';
import type { Source } from '#client/agent/source.ts';
import { counter, memory, questionAbout, T0 } from '#test/functions/departments/protocols/agent/world.ts';
import { type HubOverHttp, hubOverHttp } from './over-http.ts';
import { life, type Machine, place, register } from './world.ts';

export const PEOPLE = castPeople.map(({ code }) => code);

export interface Bench {
  /** Epoch ms, of hub and agents alike. */
  now: number;
  lists: ReturnType<typeof memory>;
  hub: HubOverHttp;
  ask(holder: string | undefined, at?: number): Promise<string>;
  start(source?: Source, over?: Partial<Machine>): ReturnType<typeof life>;
  stateOf(id: string): string | undefined;
}

/** Called once, at the top of a test file: everything in it is fresh for each test. */
export const bench = (): Bench => {
  const open: (() => void)[] = [];
  let where: ReturnType<typeof place>;
  const it: Bench = {
    now: T0,
    lists: undefined as never,
    hub: undefined as never,
    ask: async (holder = '', at = it.now) => {
      const question = questionAbout(holder, at);
      await it.lists.stores.questions.ask(question);
      return question.id;
    },
    start: (source = register().source, over = {}) => {
      const one = life({ url: it.hub.url, journal: where.journal, source, now: () => it.now, ...over });
      open.push(one.end);
      return one;
    },
    stateOf: (id) => it.lists.all.get(id)?.state,
  };
  beforeEach(async () => {
    it.now = T0;
    it.lists = memory();
    it.hub = await hubOverHttp(counter(it.lists.stores).routes, () => it.now);
    where = place();
  });
  afterEach(async () => {
    for (const end of open.splice(0)) end();
    await it.hub.stop();
    where.gone();
  });
  return it;
};
