/** Several sources at once: whatever each of them does, the others are answered when they would have been alone. */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, expectTypeOf, test, vi } from 'vitest';
import {
  type AnsweredAs,
  certifiedPaper,
  HubError,
  type Later,
  NotReached,
  type Otherwise,
  resolve,
  returnedCopy,
  type Source,
  type StandIn,
} from '#client/sdk/index.ts';
import { PROBLEMS, type ProblemCode } from '#schemas/problem.ts';
import { answered } from './hostile-hub.ts';

interface Title {
  readonly use?: string;
}
const said = (use: string, over: object = {}): AnsweredAs<Title> => ({
  ...answered(),
  found: true,
  answer: { use },
  fields: ['/use'],
  ...over,
});
const refusal = (code: ProblemCode) =>
  new HubError({ type: `/problems/${code}`, title: code, status: PROBLEMS[code][0], code });
const after = <T>(ms: number, then: () => T): Promise<T> =>
  new Promise((fulfil, reject) => {
    setTimeout(() => {
      try {
        fulfil(then());
      } catch (error) {
        reject(error);
      }
    }, ms);
  });
const thrown = (error: Error): never => {
  throw error;
};
const PAPER = { by: 'certified-paper', asOf: '2026-11-20', answer: { use: '住宅' }, reference: '0718' } as const;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** What it comes to, and after how many ms of the moved clock. */
const timed = async <T>(work: Promise<T>): Promise<readonly [T, number]> => {
  const began = performance.now();
  let took = 0;
  const noted = work.then((value) => {
    took = performance.now() - began;
    return value;
  });
  await vi.runAllTimersAsync();
  return [await noted, took];
};

interface Plan {
  readonly after: number;
  readonly withinMs: number;
  readonly does: 'answer' | 'away' | 'refuse' | 'hang' | 'throw';
  readonly otherwise: { after: number; withinMs: number; has: 'copy' | 'nothing' | 'failure' } | undefined;
}
const ms = fc.integer({ min: 1, max: 90 });
const plans = fc.array(
  fc.record<Plan>({
    after: ms,
    withinMs: ms,
    does: fc.constantFrom('answer', 'away', 'refuse', 'hang', 'throw'),
    otherwise: fc.option(
      fc.record({ after: ms, withinMs: ms, has: fc.constantFrom('copy', 'nothing', 'failure') } as const),
      { nil: undefined },
    ),
  }),
  { maxLength: 6 },
);

const source = ({ after: at, withinMs, does, otherwise }: Plan): Source<Title> => {
  const ends: Readonly<Record<Exclude<Plan['does'], 'hang' | 'throw'>, () => AnsweredAs<Title>>> = {
    answer: () => said('商业'),
    away: () => thrown(new NotReached('ECONNREFUSED', false)),
    refuse: () => thrown(refusal('exchange-denied')),
  };
  const ask = (): Promise<AnsweredAs<Title>> => {
    if (does === 'throw') throw new NotReached('ECONNRESET', true);
    return does === 'hang' ? new Promise(() => undefined) : after(at, ends[does]);
  };
  if (!otherwise) return { ask, withinMs };
  const has: Readonly<Record<typeof otherwise.has, () => StandIn<Title> | undefined>> = {
    copy: () => PAPER,
    nothing: () => undefined,
    failure: () => thrown(refusal('hub-not-ready')),
  };
  return {
    ask,
    withinMs,
    otherwise: { withinMs: otherwise.withinMs, have: () => after(otherwise.after, has[otherwise.has]) },
  };
};

/** Said a second time: what each comes to, alone. Undefined where both ends fall on one moment. */
const alone = ({ after: at, withinMs, does, otherwise }: Plan): readonly [how: string, ms: number] | undefined => {
  if (does !== 'throw' && does !== 'hang' && at === withinMs) return undefined;
  const inTime = does !== 'hang' && at < withinMs;
  if (does === 'answer' && inTime) return ['live', at];
  const ended = does === 'throw' ? 0 : inTime ? at : withinMs;
  const refused = does === 'refuse' && inTime;
  if (refused || !otherwise) return ['missing', ended];
  if (otherwise.after === otherwise.withinMs) return undefined;
  const had = otherwise.after < otherwise.withinMs;
  return [
    had && otherwise.has === 'copy' ? 'stand-in' : 'missing',
    ended + (had ? otherwise.after : otherwise.withinMs),
  ];
};

test('each source comes to what it would come to alone, at that very moment, and all together as late as the latest', () =>
  fc.assert(
    fc.asyncProperty(plans, async (all) => {
      const expected = all.map(alone);
      fc.pre(!expected.includes(undefined));
      const [found, took] = await timed(resolve(Object.fromEntries(all.map((plan, i) => [`s${i}`, source(plan)]))));
      const each = Object.values(found.sources);
      expect(each.map((one) => [one.how, one.ms])).toEqual(expected);
      expect(took).toBe(Math.max(0, ...expected.map((one) => one?.[1] ?? 0)));
      expect(found.conclusive).toBe(each.every(({ how }) => how === 'live'));
      expect([...found.toVerify, ...found.missing].toSorted()).toEqual(
        Object.entries(found.sources)
          .filter(([, { how }]) => how !== 'live')
          .map(([name]) => name),
      );
    }),
    { numRuns: process.env.ONETRIP_FULL === '1' ? 5000 : 150 },
  ));

test('only who is away is stood in for: who refuses is heard', async () => {
  const codes = Object.keys(PROBLEMS) as ProblemCode[];
  const [found] = await timed(
    resolve(
      Object.fromEntries(
        codes.map((code) => [
          code,
          { ask: async () => thrown(refusal(code)), withinMs: 50, otherwise: certifiedPaper({ use: '住宅' }, PAPER) },
        ]),
      ),
    ),
  );
  const stoodIn = codes.filter((code) => found.sources[code]?.how === 'stand-in');
  expect(stoodIn.filter((code) => PROBLEMS[code][0] < 500)).toEqual(['exchange-in-progress', 'answer-expired']);
  expect(codes.filter((code) => PROBLEMS[code][0] >= 500 && !stoodIn.includes(code))).toEqual([]);
  expect(found.sources['exchange-denied']).toMatchObject({ how: 'missing', why: { code: 'exchange-denied' } });
});

test('nothing may be decided on a stand-in; asked again, only what was not live is asked, and it is said whether it was the same', async () => {
  let [back, asked] = ['away', 0];
  const use = { title: '住宅', building: '住宅' } as const;
  const [first] = await timed(
    resolve({
      title: {
        ask: async () => {
          asked += 1;
          return said(use.title);
        },
        withinMs: 50,
      },
      building: {
        ask: async () => (back === 'away' ? thrown(refusal('department-unavailable')) : said(use.building)),
        withinMs: 50,
        otherwise: certifiedPaper({ use: '住宅' }, { reference: '档案馆0718', asOf: '2026-11-20' }),
      },
      loan: {
        ask: async () => (back === 'away' ? thrown(refusal('department-timeout')) : said('商业')),
        withinMs: 50,
        otherwise: returnedCopy(
          async () =>
            said('住宅', { answer: { use: '住宅', asOf: '2026-11-27T02:00:00Z' } }) as AnsweredAs<
              Title & { asOf: string }
            >,
          50,
        ),
      },
    }),
  );
  expect(first).toMatchObject({ conclusive: false, toVerify: ['building', 'loan'], missing: [] });
  expect(first.sources.loan).toMatchObject({
    how: 'stand-in',
    toVerify: true,
    standIn: { by: 'returned-copy', asOf: '2026-11-27T02:00:00Z', answer: { use: '住宅' } },
  });
  back = 'back';
  const [second] = await timed(first.again());
  expect(asked).toBe(1);
  expect(second).toMatchObject({ conclusive: true, toVerify: [], missing: [] });
  expect(second.sources.building).toMatchObject({ how: 'live', stoodIn: { asOf: '2026-11-20', same: true } });
  expect(second.sources.loan).toMatchObject({ how: 'live', stoodIn: { by: 'returned-copy', same: false } });
  expectTypeOf(second.sources.title).toExtend<{ how: 'live' | 'stand-in' | 'missing' }>();
  if (second.sources.title.how === 'live')
    expectTypeOf(second.sources.title.answered.answer).toEqualTypeOf<Title | undefined>();
});

test('an answer in which a leaf is doubtful is live and not conclusive', async () => {
  const doubtful = { fields: ['/use'], rule: { zh: '疑义校核', en: 'in doubt' } };
  const [found] = await timed(resolve({ title: { ask: async () => said('住宅', { doubtful }), withinMs: 50 } }));
  expect(found).toMatchObject({ conclusive: false, toVerify: ['title'], sources: { title: { how: 'live' } } });
});

test('a copy that does not know stands for nothing', async () => {
  const unknown: AnsweredAs<{ asOf?: string }> = { ...answered(), found: false, answer: undefined };
  const nothing = returnedCopy(async () => unknown, 50);
  const ask = async () => thrown(refusal('department-unavailable'));
  const [found] = await timed(resolve({ loan: { ask, withinMs: 50, otherwise: nothing } }));
  expect(found.sources.loan).toMatchObject({ how: 'missing', why: { code: 'department-unavailable' } });
});

test('what is answered later is waited for within the limit; after it the question can be taken up', async () => {
  const later = (ms: number) =>
    ({
      ...{ state: 'waiting', question: answered().exchange, resource: 'x/y', askedAt: '', keptUntil: '' },
      look: async () => null,
      wait: () => after(ms, () => said('住宅')),
    }) as Later<Title>;
  const ask = (ms: number) => () => after(10, () => later(ms));
  const [found, took] = await timed(
    resolve({ soon: { ask: ask(20), withinMs: 50 }, late: { ask: ask(80), withinMs: 50 } }),
  );
  expect(took).toBe(50);
  expect(found.sources.soon).toMatchObject({ how: 'live', ms: 30 });
  expect(found.sources.late).toMatchObject({ how: 'missing', question: answered().exchange });
});

test('a caller who gives up hears his own reason, whatever the sources do', async () => {
  const giving = new AbortController();
  const otherwise: Otherwise<Title> = { have: () => new Promise(() => undefined), withinMs: 5000 };
  const ask = async () => thrown(refusal('department-unavailable'));
  const waiting = resolve(
    {
      hangs: { ask: () => new Promise<AnsweredAs<Title>>(() => undefined), withinMs: 5000 },
      stands: { ask, withinMs: 50, otherwise },
    },
    { signal: giving.signal },
  );
  const heard = expect(waiting).rejects.toThrow('enough');
  await vi.advanceTimersByTimeAsync(60);
  giving.abort(new Error('enough'));
  await heard;
  await expect(resolve({ title: { ask, withinMs: 50 } }, { signal: giving.signal })).rejects.toThrow('enough');
});
