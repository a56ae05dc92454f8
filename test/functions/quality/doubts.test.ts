import { paginateScan } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LI_NA, WANG_QIANG } from '#city/cast.ts';
import { clocks } from '#city/clocks.ts';
import { resources } from '#city/resources/index.ts';
import { dueStore } from '#functions/due/due.store.ts';
import { doubtful } from '#functions/exchange/doubtful.ts';
import { newInstance } from '#functions/exchange/instance.ts';
import { recordsStore } from '#functions/exchange/records.store.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { endOfDay } from '#functions/kernel/workdays.ts';
import { doubtLifecycle } from '#functions/quality/doubt-lifecycle.ts';
import { doubtEvents } from '#functions/quality/overdue.ts';
import { getDoubt, listDoubts, readDoubt } from '#functions/quality/read.ts';
import { reportDoubt } from '#functions/quality/report.ts';
import { stepDoubt } from '#functions/quality/take-step.ts';
import { doubtTimers } from '#functions/quality/timers.ts';
import { doubtMarks } from '#functions/snapshot/doubt-marks.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { publishIfBehind } from '#functions/snapshot/publish.ts';
import { registryStore } from '#functions/snapshot/registry.store.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { linesAbout } from '#functions/supervision/about.store.ts';
import { usesStore } from '#functions/supervision/uses.store.ts';
import { DoubtEvent, type DoubtState, IN_DOUBT } from '#schemas/doubt.ts';
import { doubtsRoutes } from '#schemas/routes/doubts.ts';
import type { RegistryItem } from '#schemas/snapshot.ts';
import { freshTables } from '#test/engines/tables.ts';
import { citySnapshot } from '../city-snapshot.ts';
import { keepLines } from '../exchange/lines.ts';
import { caller } from '../http.ts';
import { lineOf } from '../relay/records.ts';
import { keys, recordAbout } from '../uses/world.ts';

const written = keepLines();
const NOW = Date.parse('2026-11-20T12:00:00+08:00');
const FIELD = '/area';
const BELIEVED = '面积应为九十一点五平方米，权利人李娜';

const world = async () => {
  const { names, client } = await freshTables('registry', 'snapshots', 'uses', 'exchanges', 'due');
  const [registry, published] = [registryStore(client, names.registry), publishedStore(client, names.snapshots)];
  const city = citySnapshot({ resources: [...resources], clockRules: [...clocks] });
  const items: RegistryItem[] = [...city.departments, ...city.clients, ...city.officers, ...resources, ...clocks];
  for (let at = 0; at < items.length; at += 99) await registry.putAll(items.slice(at, at + 99));
  await publishIfBehind({ registry, published }, NOW);
  const current = async () => {
    const found = await published.read(undefined);
    if (found === 'unchanged') throw new Error('nothing is held');
    return indexSnapshot(found);
  };
  const record = recordAbout(LI_NA, { fields: [FIELD, '/use'], at: NOW - 1000 });
  const uses = usesStore(client, names.uses);
  await uses.put(lineOf(record), record.handle);
  let now = NOW;
  const deps = {
    ...{ registry, published, uses, snapshots: { current }, keys: async () => keys },
    lines: linesAbout(client, names.uses),
    timers: doubtTimers(dueStore(client, names.due)),
    records: recordsStore(client, names.exchanges),
    instance: newInstance(),
  };
  const bodies = {
    reportDoubt: reportDoubt(deps),
    listDoubts: listDoubts(deps),
    getDoubt: getDoubt(deps),
    readDoubt: readDoubt(deps),
    stepDoubt: stepDoubt(deps),
  };
  const call = caller(api(doubtsRoutes, bodies), () => now);
  const body = {
    subject: LI_NA,
    exchange: record.id,
    fields: [FIELD],
    believed: BELIEVED,
    evidence: 'original-document',
  };
  const consumer = doubtEvents(deps);
  return {
    registry,
    record,
    body,
    report: (change: object = {}, as = 'housing-system', key = 'k1') =>
      call('POST /v1/doubts', { as, body: { ...body, ...change }, headers: { 'idempotency-key': key } }),
    step: (doubt: string, as: string, event: string, more: object = {}) =>
      call('POST /v1/doubts/{doubt}/steps', {
        as,
        params: { doubt },
        body: { event, reason: '李娜的登记簿原件', ...more },
      }),
    get: (doubt: string, as: string) => call('GET /v1/doubts/{doubt}', { as, params: { doubt } }),
    read: (doubt: string, as: string) => call('GET /v1/doubts/{doubt}/content', { as, params: { doubt } }),
    list: (as: string, query: Record<string, string> = {}) => call('GET /v1/doubts', { as, query }),
    marked: async (who = LI_NA, fields = [FIELD, '/use']) =>
      doubtful(await current(), keys, 'real-estate/title', who, fields)?.fields,
    /** The day on which the doubt is due ends: its timer fires, twice. */
    overdue: async (doubt: string): Promise<void> => {
      const found = await registry.get('doubt', doubt);
      now = endOfDay(found?.due?.date ?? '');
      const data = { doubt, revision: found?.revision };
      const envelope = { v: 1 as const, id: 't', type: 'doubt.overdue', at: now, data };
      await consumer(envelope, now);
      await consumer(envelope, now);
    },
    everything: async () => {
      const texts: string[] = [];
      for (const TableName of Object.values(names))
        for await (const { Items = [] } of paginateScan({ client }, { TableName })) texts.push(JSON.stringify(Items));
      return texts.join('\n');
    },
  };
};

const OWNER = 'officer-xia-yu';
const AUTHORITY = 'officer-li-yan';
const REPORTER = 'housing-system';

test('reported, flagged at once for her and for nobody else; corrected in time, no longer; those who were told wrong hear of it', async () => {
  const room = await world();
  expect(await room.marked()).toBeUndefined();
  const { status, body } = await room.report();
  expect([status, body.state, body.inDoubt, body.owner, body.due.workdays]).toEqual([
    201,
    'reported',
    true,
    'real-estate',
    10,
  ]);
  expect([await room.marked(), await room.marked(WANG_QIANG), await room.marked(LI_NA, ['/use'])]).toEqual([
    [FIELD],
    undefined,
    undefined,
  ]);
  expect((await room.report()).body).toEqual(body);
  expect((await room.report({ believed: '另一内容' })).status).toBe(422);
  const inbox = await room.list('real-estate-system', { role: 'owner', state: 'reported' });
  expect(inbox.body.items.map(({ id }: { id: string }) => id)).toEqual([body.id]);

  const content = await room.read(body.id, 'real-estate-system');
  expect(content.body).toMatchObject({ subject: LI_NA, believed: BELIEVED });
  const done = await room.step(body.id, 'real-estate-system', 'correct');
  expect(done.body).toMatchObject({
    state: 'corrected',
    inDoubt: false,
    told: [{ department: 'housing', exchanges: [room.record.id] }],
  });
  expect((await room.step(body.id, 'real-estate-system', 'correct')).body).toEqual(done.body);
  expect(await room.marked()).toBeUndefined();
  expect((await room.list(REPORTER, { role: 'told' })).body.items).toHaveLength(1);
  expect((await room.step(body.id, REPORTER, 'withdraw')).status).toBe(409);

  // Nothing of her but what is encrypted, and each look at it recorded.
  const everywhere = (await room.everything()) + written() + JSON.stringify([body, done.body, inbox.body]);
  for (const secret of [LI_NA, '李娜', BELIEVED]) expect(everywhere).not.toContain(secret);
  expect(everywhere).toContain('"kind":"doubt"');
  expect(everywhere).toContain(content.body.record);
});

test('nobody answers: the data authority has to, then the government; each with its time limit, the flag stays', async () => {
  const room = await world();
  const { id } = (await room.report()).body;
  await Promise.resolve(room.overdue(id));
  const late = (await room.get(id, REPORTER)).body;
  expect(late).toMatchObject({ state: 'with-authority', steps: [{ event: 'report' }, { event: 'overdue' }] });
  expect((await room.step(id, REPORTER, 'order')).status).toBe(403);
  await Promise.resolve(room.overdue(id));
  expect((await room.get(id, REPORTER)).body).toMatchObject({ state: 'with-government', due: { workdays: 20 } });
  expect(await room.marked()).toEqual([FIELD]);
  expect((await room.step(id, AUTHORITY, 'order')).status).toBe(400);
  const ordered = await room.step(id, AUTHORITY, 'order', { document: '永政裁〔2026〕3号' });
  expect(ordered.body).toMatchObject({ state: 'to-be-corrected', ruled: true });
  expect((await room.step(id, 'real-estate-system', 'appeal')).status).toBe(409);
  expect((await room.step(id, 'real-estate-system', 'correct')).body.state).toBe('corrected');
});

test('confirmed, objected, consulted in vain, decided, appealed; passed on once to the right owner, the second time the authority decides', async () => {
  const room = await world();
  const { id } = (await room.report()).body;
  expect((await room.step(id, 'real-estate-system', 'confirm')).body).toMatchObject({
    state: 'confirmed',
    inDoubt: false,
  });
  expect(await room.marked()).toBeUndefined();
  expect((await room.step(id, REPORTER, 'appeal')).status).toBe(409);
  expect((await room.step(id, REPORTER, 'object')).body.state).toBe('consulting');
  expect(await room.marked()).toEqual([FIELD]);
  expect((await room.step(id, 'real-estate-system', 'disagree')).body.state).toBe('with-authority');
  expect((await room.step(id, AUTHORITY, 'uphold')).body.state).toBe('confirmed');
  expect((await room.step(id, REPORTER, 'object')).status).toBe(409);
  expect((await room.step(id, REPORTER, 'appeal')).body.state).toBe('with-government');
  expect((await room.step(id, AUTHORITY, 'uphold', { document: '永政裁〔2026〕4号' })).body.state).toBe('upheld');

  const other = (await room.report({}, REPORTER, 'k2')).body.id;
  expect((await room.step(other, 'real-estate-system', 'pass-on', { owner: 'taxation' })).body.owner).toBe('taxation');
  expect((await room.get(other, 'real-estate-system')).status).toBe(404);
  const again = await room.step(other, 'taxation-system', 'pass-on', { owner: 'real-estate' });
  expect(again.body).toMatchObject({ state: 'with-authority', owner: 'taxation' });
  await room.step(other, AUTHORITY, 'uphold');
  await Promise.resolve(room.overdue(other));
  expect((await room.get(other, REPORTER)).body.state).toBe('upheld');
});

test('only of one’s own exchange, about the person whom it was about, and of fields that were answered', async () => {
  const room = await world();
  const unknown = { exchange: '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a99' };
  const refused = await Promise.all([
    room.report(unknown),
    room.report({ subject: WANG_QIANG }),
    room.report({}, 'fire-system'),
  ]);
  for (const answer of refused) expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
  expect(await room.report({ fields: ['/location'] })).toMatchObject({
    status: 400,
    body: { errors: [{ rule: 'not-in-the-answer' }] },
  });
  const { id } = (await room.report()).body;
  for (const who of ['fire-system', OWNER.replace('xia-yu', 'fang-yuan')])
    expect((await room.get(id, who)).status).toBe(404);
});

test('however it goes, a doubt ends or has a time limit, and is in doubt exactly while somebody has to act on it', () => {
  const events = fc.array(fc.constantFrom(...DoubtEvent.options), { maxLength: 12 });
  fc.assert(
    fc.property(events, (path) => {
      let state = 'reported' as DoubtState;
      for (const event of path) {
        const moves: Readonly<Partial<Record<DoubtState, DoubtState>>> = doubtLifecycle.events[event].moves;
        state = moves[state] ?? state;
      }
      const over = (doubtLifecycle.final as readonly string[]).includes(state);
      expect(over || state in doubtLifecycle.events.overdue.moves).toBe(true);
      expect(over && IN_DOUBT.includes(state)).toBe(false);
    }),
  );
});

test('so many open doubts are told apart; beyond them a resource is in doubt as a whole', () => {
  const open = Array.from(
    { length: 1_003 },
    (_, i): RegistryItem => ({
      ...{
        v: 1,
        revision: 1,
        kind: 'open-doubt',
        id: '0198f3a2-7c1e-4d55-9b7a-3f1f5f0c2a11',
        resource: 'a/b',
        fields: [FIELD],
      },
      handle: `h${i}`,
      since: new Date(NOW + i).toISOString(),
      ...(i === 0 ? { closed: new Date(NOW).toISOString() } : {}),
    }),
  );
  const marks = doubtMarks(open);
  expect([marks.length, marks[0]?.handle, marks.at(-1)]).toEqual([1_001, 'h1', { resource: 'a/b', fields: [FIELD] }]);
});
