/** The three routes over the real tables of questions and parcels, in the sample city: who may call them, and what becomes of a question. */
import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { HU_YAN, LI_NA, WANG_QIANG } from '#city/cast.ts';
import { officers } from '#city/officers.ts';
import { resources } from '#city/resources/index.ts';
import { bodies } from '#functions/departments/protocols/ferry/bodies.ts';
import { cardsStore } from '#functions/departments/protocols/ferry/cards.store.ts';
import { readLink } from '#functions/departments/protocols/ferry/link.ts';
import { parcelsStore } from '#functions/departments/protocols/ferry/parcels.store.ts';
import { ferryQuestions } from '#functions/departments/protocols/ferry/questions.ts';
import { sheets } from '#functions/departments/public-security/sheets.ts';
import { placeOfAnswer } from '#functions/exchange/answer-question.ts';
import { questionsStore } from '#functions/exchange/questions.store.ts';
import { subjectHandle } from '#functions/kernel/digest.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import { open, seal } from '#functions/kernel/sealed.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { publicSecurity } from '#schemas/departments/public-security.ts';
import type { Parcel } from '#schemas/ferry.ts';
import { counting } from '#test/engines/counting.ts';
import { type CrashPoints, everyCrashPoint } from '#test/engines/crash-points.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { citySnapshot } from '../../../city-snapshot.ts';
import { goodAnswer } from './good.ts';
import { drafted, linkText } from './other-side.ts';
import { keys, LEASE_MS, T0 } from './world.ts';

const snapshot = indexSnapshot(citySnapshot({ resources: [...resources] }));
const snapshots = { current: async () => snapshot } as never;

let tables: Awaited<ReturnType<typeof freshTables<'ferry' | 'questions'>>>;
beforeAll(async () => {
  tables = await freshTables('ferry', 'questions');
});

const world = (department: string, crash?: CrashPoints) => {
  const client = documentClient(tables.endpoint);
  const count = counting(client, crash);
  const questions = questionsStore(client, tables.names.questions);
  const deps = {
    department,
    ferried: sheets,
    snapshots,
    keys: async () => keys,
    link: async () => readLink(linkText(LEASE_MS / 1000)),
    questions: ferryQuestions(department, publicSecurity, { questions, keys: async () => keys, snapshots }),
    parcels: parcelsStore(client, tables.names.ferry),
    cards: cardsStore(client, tables.names.ferry),
  };
  return { routes: bodies(deps), deps, questions, count };
};
type World = ReturnType<typeof world>;

const input = (as: string, now = T0, over: object = {}) =>
  ({
    params: undefined,
    query: undefined,
    body: undefined,
    now,
    requestId: 'r',
    caller: {
      clientId: as.startsWith('officer-') ? 'onetrip-console' : as,
      subject: as,
      scopes: ['ferry', 'exchange'],
    },
    ...over,
  }) as never;
const POLICE = 'public-security-system';

const ask = async ({ questions }: World, holder: string, department = 'public-security'): Promise<string> => {
  const id = randomUUID();
  const said = {
    ask: { purpose: { kind: 'standing', code: 'x' }, party: { role: 'applicant' }, fields: ['/name'] },
    question: { holder },
    subject: holder,
  };
  await questions.ask({
    v: 1,
    id,
    state: 'waiting',
    department,
    resource: 'public-security/identity',
    resourceVersion: 1,
    client: 'market-supervision-system',
    consumer: 'market-supervision',
    grant: 'market-identity',
    grantRevision: 1,
    party: 'applicant',
    level: 'fields',
    handle: subjectHandle(keys, holder),
    request: 'r',
    nonce: randomUUID(),
    asked: seal(keys.kept, id, JSON.stringify(said)),
    askedAt: T0,
    keptUntil: T0 + 86_400_000,
  });
  return id;
};
const codeOf = (error: unknown): string => {
  if (!(error instanceof ProblemError)) throw error;
  return error.extra.denial?.rule ?? error.extra.errors?.[0]?.rule ?? error.code;
};
const next = async ({ routes }: World, now = T0) => {
  const { body } = await routes.nextParcel(input(POLICE, now));
  return (body as { parcel: (Parcel & { id: string }) | null }).parcel;
};
const take = ({ routes }: World, parcel: string, now = T0) =>
  routes.takenParcel(input(POLICE, now, { params: { parcel } }));
const bring = ({ routes }: World, body: Parcel, now = T0) => routes.bringParcel(input(POLICE, now, { body }));

test('only the system of the department itself, holding the scope', async () => {
  const { routes } = world('public-security');
  const calls = [
    (as: string) => routes.nextParcel(input(as)),
    (as: string) => routes.takenParcel(input(as, T0, { params: { parcel: randomUUID() } })),
    (as: string) => routes.bringParcel(input(as, T0, { body: { manifest: '', archive: '' } })),
  ];
  for (const call of calls) {
    expect(await call('market-supervision-system').catch(codeOf)).toBe('scope-not-held');
    expect(await call('nobody').catch(codeOf)).toBe('client-unknown');
    expect(await call(officers[0]?.id ?? '').catch(codeOf)).toBe('scope-not-held');
  }
  const other = world('taxation');
  expect(await other.routes.nextParcel(input(POLICE)).catch(codeOf)).toBe('not-its-courier');
  expect(await routes.takenParcel(input(POLICE, T0, { params: { parcel: randomUUID() } })).catch(codeOf)).toBe(
    'not-found',
  );
});

/** What the department writes when it has read a parcel. `holders`: of each question. */
const answerTo = async ({ deps }: World, id: string, holders: ReadonlyMap<string, string>): Promise<Parcel> => {
  const parcel = await deps.parcels.get(id);
  if (!parcel) throw new Error('no parcel');
  const draft = goodAnswer(parcel);
  const [heading = []] = draft.sheets.get('identity.csv') ?? [];
  const rows = (parcel.questions[0]?.ids ?? []).map((question) => [
    question,
    '查得',
    holders.get(question) ?? '',
    '胡䶮',
    '是',
    '20190316',
    '长期',
    '永康市公安局',
  ]);
  return drafted({ ...draft, sheets: new Map([['identity.csv', [heading, ...rows]]]) });
};

test('nothing in the tables says about whom, before and after the answer', async () => {
  const one = world('public-security');
  const id = await ask(one, HU_YAN);
  const parcel = (await next(one))?.id ?? '';
  await take(one, parcel);
  expect(JSON.stringify(await one.deps.parcels.get(parcel))).not.toContain(HU_YAN);
  await bring(one, await answerTo(one, parcel, new Map([[id, HU_YAN]])));
  const stored = await one.questions.get(id);
  expect(stored).toMatchObject({ state: 'answered' });
  expect(JSON.stringify([stored, await one.deps.parcels.get(parcel)])).not.toMatch(/胡|330722/);
  const answer = JSON.parse(open(keys.kept, placeOfAnswer(id), stored?.answer ?? ''));
  expect(answer).toMatchObject({ name: '胡䶮', validUntil: null });
  expect(await take(one, parcel)).toMatchObject({ body: { state: 'closed' } });
});

test('an idle poll is one read of open parcels and one of waiting questions', async () => {
  const one = world('public-security');
  expect(await next(one)).toBeNull();
  expect(one.count.calls).toEqual({ Query: 2 });
});

test('killed at any moment of the whole way: whoever polls and brings again finds each question answered once', async () => {
  const boundaries = await everyCrashPoint(async (crash) => {
    const quiet = world('public-security');
    const holders = new Map([
      [await ask(quiet, WANG_QIANG), WANG_QIANG],
      [await ask(quiet, LI_NA), LI_NA],
    ]);
    /** The courier's folder, which outlives it. */
    const incoming = new Set<Parcel>();
    const round = async (one: World, now: number): Promise<void> => {
      for (const parcel of incoming)
        await bring(one, parcel, now).then(
          () => incoming.delete(parcel),
          (error: unknown) => error instanceof ProblemError && incoming.delete(parcel),
        );
      const out = await next(one, now);
      if (!out) return;
      incoming.add(await answerTo(quiet, out.id, holders));
      await take(one, out.id, now);
    };
    const dying = world('public-security', crash);
    for (const now of [T0, T0 + 1, T0 + 2]) await round(dying, now).catch(() => undefined);
    for (const now of [T0 + 3, T0 + 4, T0 + LEASE_MS + 5, T0 + LEASE_MS + 6]) await round(quiet, now);
    for (const id of holders.keys()) expect((await quiet.questions.get(id))?.state).toBe('answered');
    expect(incoming.size).toBe(0);
    expect(await next(quiet, T0 + 3 * LEASE_MS)).toBeNull();
    expect(await quiet.questions.waiting('public-security', 10, T0)).toEqual([]);
  });
  expect(boundaries).toBeGreaterThan(20);
});
