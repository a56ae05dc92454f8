/** A question that goes on to another hub: its key, its way, what is noted of it, and that it never comes round. */
import { beforeAll, expect, test } from 'vitest';
import type { HubCall } from '#functions/departments/protocols/hub.client.ts';
import { hubAdapter } from '#functions/departments/protocols/hub.ts';
import { hubRefusal } from '#functions/departments/protocols/hub-refusals.ts';
import type { Adapter, Onward } from '#functions/exchange/adapter.ts';
import type { ExchangeDeps } from '#functions/exchange/exchange.ts';
import { VIA } from '#functions/exchange/via.ts';
import { type ProblemError, problem } from '#functions/kernel/problem.ts';
import type { Answered, Ask } from '#schemas/exchange.ts';
import { PROBLEMS } from '#schemas/problem.ts';
import { freshTables } from '#test/engines/tables.ts';
import { keepLines } from './lines.ts';
import { depsOn, instanceOf, outputOf, problemOf, question, recordsIn, type Tables } from './running.ts';
import { adapterOf, NOW, titleOf, WANG } from './world.ts';

keepLines();
const table = () => freshTables('exchanges', 'breakers');
let shared: Tables;
beforeAll(async () => {
  shared = await table();
});

const honest = adapterOf(async (holder) => titleOf(holder));
const port = honest.resources.title as NonNullable<Adapter['resources'][string]>;

/** Notes what it is told, and answers under a record of its own for each key. */
const noting = () => {
  const told: Onward[] = [];
  const ask = async (_question: unknown, { onward }: { onward?: Onward }) => {
    if (!onward) throw new Error('nothing onward');
    told.push(onward);
    onward.receipt(`00000000-0000-4000-8000-${String(new Set(told.map(({ key }) => key)).size).padStart(12, '0')}`);
    return titleOf(WANG);
  };
  return { told, adapter: { ...honest, resources: { title: { ...port, ask } } } as Adapter };
};

const message = (via: string) => ({
  method: 'POST',
  url: 'https://h.invalid/',
  headers: { [VIA]: via },
  body: Buffer.alloc(0),
});

test('it is told what may be released, for whom, which way it came and a key; its receipt and the way stand in the record', async () => {
  const tables = await table();
  const { told, adapter } = noting();
  const send = instanceOf(adapter, depsOn(tables));
  const body = question({ fields: ['/unit', '/name'] });
  const first = await send({ body, key: 'k1', message: message('330783') });
  expect(told[0]).toMatchObject({ fields: ['/unit'], role: 'applicant', via: ['330783', '330784'] });
  const again = await send({ body, key: 'k1', message: message('330783'), now: NOW + 1000 });
  expect([again.exchange, told[1]?.key]).toEqual([first.exchange, told[0]?.key]);
  expect(told[0]?.key).not.toContain('k1');
  const records = await recordsIn(tables);
  expect(records).toHaveLength(1);
  expect(records[0]).toMatchObject({ id: first.exchange, via: ['330783'], upstream: expect.stringMatching(/1$/) });

  await send({ body, key: 'k2' });
  await send({ body });
  await send({ body });
  expect(new Set(told.map(({ key }) => key)).size).toBe(4);
  await problemOf(send({ body: question({ fields: ['/unit'] }), key: 'k1' }));
  expect(told.at(-1)?.key).not.toBe(told[0]?.key);
  expect((await recordsIn(tables)).filter(({ via }) => via === undefined)).toHaveLength(3);
});

test('a quota above that is used up is explained like one of our own, and nobody is held for down', async () => {
  const busy = {
    ...honest,
    resources: {
      title: {
        ...port,
        ask: () => Promise.reject(problem('too-many-requests', { cause: 'hub-quota', retryAfter: 3600 })),
      },
    },
  };
  const send = instanceOf(busy as Adapter, depsOn(await table()));
  for (let i = 0; i < 7; i += 1)
    expect(await problemOf(send())).toMatchObject({
      code: 'too-many-requests',
      rule: 'quota-above',
      extra: {
        retryAfter: 3600,
        denial: { grant: { id: 'housing-title' }, ask: expect.stringContaining('不动产登记中心') },
      },
    });
});

test('each hub on the way leaves the one before it time to hear', async () => {
  const left: number[] = [];
  const ask = async (_question: unknown, { deadline }: { deadline: number }) => {
    left.push(deadline);
    return titleOf(WANG);
  };
  const timed = { ...honest, resources: { title: { ...port, ask } } };
  const send = instanceOf(
    timed as Adapter,
    depsOn(shared, { asking: { ...depsOn(shared).asking, clock: () => 0, deadlineMs: 10_000 } }),
  );
  await send();
  await send({ message: message('330783') });
  await send({ message: message('330783,330700') });
  const [none = 0, one = 0, two = 0] = left;
  expect([none - one, one - two].every((share) => share > 700 && share < 900)).toBe(true);
});

const MAPPED = {
  title: {
    ...{ resource: 'deeds/title', version: 1, purpose: 'quality-check', subject: '/holder' },
    request: { holder: 'holder' },
    fields: { '/holder': '/holder', '/unit': '/unit', '/seized': '/seized', '/owners/*/name': '/owners/*/name' },
  },
};

/** How each was refused, the first first. */
const refused: unknown[] = [];

/** A hub whose resource is answered by another: `to` is asked as over HTTP. */
const mappedTo = (to: () => (sent: { body: Ask; key: string; via: string }) => Promise<unknown>): Adapter => {
  const call = async ({ body, headers }: HubCall) => {
    const sent = { body: body as Ask, key: headers?.['idempotency-key'] ?? '', via: headers?.[VIA] ?? '' };
    return to()(sent).catch((error: unknown) => {
      const { code, extra } = error as ProblemError;
      refused.push([code, extra.denial?.rule]);
      throw hubRefusal({ status: PROBLEMS[code][0], retryAfter: undefined, body: { code, denial: extra.denial } });
    });
  };
  const settings = async () => ({ resources: {} }) as never;
  const { request, answer } = port;
  return hubAdapter(
    'deeds',
    { title: { request, answer: (answer as never as { partial(): never }).partial() } } as never,
    MAPPED as never,
    { call, settings },
  );
};

test('a resource that is mapped up and mapped back is refused where it began, and nobody else is asked', async () => {
  const here: { lower?: ReturnType<typeof outputOf>; upper?: ReturnType<typeof outputOf> } = {};
  const asked: string[] = [];
  const passOn =
    (name: 'lower' | 'upper') =>
    () =>
    async ({ body, key, via }: { body: Ask; key: string; via: string }) => {
      asked.push(via);
      return (await here[name]?.({ body, key, message: message(via) }))?.body;
    };
  const hub = (node: string, to: 'lower' | 'upper', change: Partial<ExchangeDeps> = {}) =>
    outputOf(mappedTo(passOn(to)), depsOn(shared, { node, ...change }));
  here.lower = hub('330784', 'upper');
  here.upper = hub('330700', 'lower');
  const standing = question({ purpose: { kind: 'standing', code: 'quality-check' }, fields: ['/unit'] });
  expect(await problemOf(here.lower({ body: standing }))).toMatchObject({
    code: 'department-refused',
    cause: 'hub-behind',
  });
  expect(refused).toEqual([
    ['exchange-denied', 'question-loops'],
    ['department-refused', undefined],
  ]);
  expect(asked).toEqual(['330784', '330784, 330700']);

  // The same two, when the one above answers itself.
  here.upper = outputOf(honest, depsOn(shared, { node: '330700' }));
  const { body } = await here.lower({ body: standing });
  expect(body as Answered).toMatchObject({ found: true, answer: { unit: 'U1' }, fields: ['/unit'] });
});
