/** Manual entry in the sample city, called as the API calls it: over real tables, or over a store in memory that promises the same. */

import { calendars } from '#city/calendars/index.ts';
import { clocks } from '#city/clocks.ts';
import { resources } from '#city/resources/index.ts';
import { entryBodies } from '#functions/departments/protocols/entry/bodies.ts';
import { type EntriesStore, entriesStore, type Kept } from '#functions/departments/protocols/entry/entries.store.ts';
import { type LinesStore, linesStore } from '#functions/departments/protocols/lines.store.ts';
import { questionsStore } from '#functions/exchange/questions.store.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { askedOf } from '#schemas/departments/index.ts';
import type { Question } from '#schemas/question.ts';
import { entriesRoutes } from '#schemas/routes/entries.ts';
import { counting } from '#test/engines/counting.ts';
import type { CrashPoints } from '#test/engines/crash-points.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { citySnapshot } from '../../../city-snapshot.ts';
import { caller } from '../../../http.ts';
import { keys } from '../agent/world.ts';

export const TAO = 'officer-tao-ran';
export const YU = 'officer-yu-qin';
const BIRTH = 'health/birth-record';

export const recordOf = (mother: string, over: object = {}) => ({
  mother,
  certificateNumber: 'Q330000117',
  childName: '王安',
  sex: 'male',
  bornOn: '2017-09-11',
  bornAt: '永康市妇幼保健院',
  father: '王强',
  issuedOn: '2017-09-15',
  void: false,
  ...over,
});
export const SOURCE = { register: '出生医学证明存根 2017 年第 3 册', page: '第 117 页' };

/** How the registry has the resource now. */
export interface Ruled {
  readonly fourEyes?: boolean;
  readonly protocol?: string;
}
const snapshotOf = ({ fourEyes = true, protocol = 'manual' }: Ruled) =>
  indexSnapshot(
    citySnapshot({
      resources: resources.map((one) => (one.id === BIRTH ? { ...one, fourEyes, protocol } : one)),
      clockRules: [...clocks],
      calendars: [...calendars],
    }),
  );

interface Stores {
  readonly lines: Pick<LinesStore, 'pages'>;
  readonly entries: EntriesStore;
}

export const desk = (stores: Stores, ruled: Ruled = {}) => {
  let snapshot = snapshotOf(ruled);
  let now = 0;
  const deps = { askedOf, snapshots: { current: async () => snapshot } as never, keys: async () => keys, ...stores };
  const call = caller(api(entriesRoutes, entryBodies(deps)) as never, () => now);
  return {
    rule: (next: Ruled) => {
      snapshot = snapshotOf(next);
    },
    /** `what`: a route of the entry behind its id, or nothing to look at it. */
    act: async (what: string, question: string, as: string, at: number, body?: object) => {
      now = at;
      const method = what === '' ? 'GET' : what === 'answer' ? 'PUT' : 'POST';
      const path = `${method} /v1/entries/{question}${what === '' ? '' : `/${what}`}`;
      return call(path, { as, params: { question }, ...(body === undefined ? {} : { body }) });
    },
    list: async (as: string, at: number, query: Record<string, string> = {}) => {
      now = at;
      return call('GET /v1/entries', { as, query: { department: 'health', ...query } });
    },
  };
};

export const onTables = async (crash?: CrashPoints) => {
  const { names, endpoint } = await freshTables('questions');
  const open = (points?: CrashPoints) => {
    const client = documentClient(endpoint);
    const count = counting(client, points);
    return {
      questions: questionsStore(client, names.questions),
      lines: linesStore(client, names.questions),
      entries: entriesStore(client, names.questions),
      count,
    };
  };
  return { ...open(crash), again: open };
};

/** One question without an engine. */
export const inMemory = (question: Question) => {
  let kept: Kept = { question };
  const entries: EntriesStore = {
    get: async (id) => (id === kept.question.id ? kept : undefined),
    named: async () => new Map([[kept.question.id, kept]]),
    change: async (before, next) => {
      const same =
        before.entry?.revision === kept.entry?.revision &&
        before.question.state === kept.question.state &&
        before.question.answeredAt === kept.question.answeredAt &&
        kept.question.fetchedAt === undefined;
      if (!same) return 'stale';
      kept = next;
      return 'done';
    },
  };
  const lines: Stores['lines'] = {
    pages: async function* () {
      if (kept.question.state === 'waiting') yield [kept.question];
    },
  };
  return {
    stores: { entries, lines },
    kept: () => kept,
    /** As the exchange and the agent's counter change it. */
    set: (next: Partial<Question>) => {
      kept = { ...kept, question: { ...kept.question, ...next } };
    },
  };
};
