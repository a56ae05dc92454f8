/** What another department, a third party and whoever reads the engines try in vain, through the door of the whole city. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { CHEN_FUYING, CHEN_HOME, castTitles, LI_NA } from '#city/cast.ts';
import { citizenId } from '#city/generate/codes.ts';
import { generate } from '#city/generate/index.ts';
import type { LocalCity } from '#infra/local/city.ts';
import { houseTransfer } from './house-transfer.ts';
import { filesOf, itemsOf, linesOf, queueTexts } from './kept.ts';
import { type Answer, boot, call, HOMES, review, TITLE } from './support.ts';

let city: LocalCity;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  city = await boot();
  for (const id of ['housing', 'taxation', 'health', 'one-window', 'real-estate'])
    tokens[id] = await city.token(`${id}-system`);
});

const post = (department: string, path: string, body: unknown, headers = {}) =>
  call(city, 'POST', path, { token: tokens[department] ?? '', body, headers });
/** All that a caller hears, but for the number of his request. */
const heard = ({ status, body }: Answer) => ({ status, ...body, instance: '' });
const NOBODY = citizenId('330784', '1931-02-03', '901');
const MATTER = 'existing-house-transfer';
const CERTIFICATE = 'certificates/real-estate-title';

const cased = async (over: { department?: string; resources?: string[]; role?: 'seller' | 'buyer' } = {}) => ({
  kind: 'matter',
  matter: MATTER,
  ticket: await city.ticket({
    case: '330784-test-0009',
    matter: MATTER,
    department: over.department ?? 'housing',
    parties: [{ role: over.role ?? 'seller', code: CHEN_FUYING }],
    resources: over.resources ?? ['real-estate/title', CERTIFICATE],
    level: 'copy',
  }),
});
const question = async (over: Parameters<typeof cased>[0] = {}, holder = CHEN_FUYING) => ({
  purpose: await cased(over),
  party: { role: 'seller' },
  request: { unitNumber: CHEN_HOME, holder },
  fields: ['/location'],
});

describe('a ticket serves the department, role, party and resource that it was made for', () => {
  test.each([
    ['another department', () => question({ department: 'taxation' }), 'ticket-other-department'],
    ['another role', () => question({ role: 'buyer' }), 'ticket-other-role'],
    ['another party', () => question({}, LI_NA), 'ticket-other-party'],
    ['another resource', () => question({ resources: ['real-estate/premises'] }), 'ticket-other-resource'],
  ])('%s', async (_, make, rule) => {
    expect(await post('housing', TITLE, await make())).toMatchObject({ status: 403, body: { denial: { rule } } });
  });

  test('and its whole department cannot lend it', async () => {
    const { body } = await post('taxation', TITLE, await question());
    expect(body.denial?.rule).toBe('ticket-other-department');
  });
});

test('who is denied hears the same whether the person exists, holds something, or was never born', async () => {
  const standing = { kind: 'standing', code: 'public-rental-review' };
  const bare = { purpose: standing, party: { role: 'applicant' } };
  const id = '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U';
  for (const [path, body] of [
    [HOMES, (holder: string) => review(holder)],
    ['/v1/certificates/find', (holder: string) => ({ ...bare, holder, type: 'real-estate-title' })],
    [`/v1/certificates/${id}/pull`, (holder: string) => ({ ...bare, holder, level: 'fields', fields: ['/valid'] })],
  ] as const) {
    const answers = await Promise.all([CHEN_FUYING, LI_NA, NOBODY].map((code) => post('health', path, body(code))));
    expect(answers[0]?.status).toBeGreaterThanOrEqual(403);
    expect(new Set(answers.map((answer) => JSON.stringify(heard(answer)))).size).toBe(1);
  }
  const parties = await Promise.all(
    [LI_NA, NOBODY].map(async (code) => post('housing', TITLE, await question({}, code))),
  );
  expect(heard(parties[0] as Answer)).toEqual(heard(parties[1] as Answer));
});

test.each<[string, object]>([
  ['full-width digits', review('３３０７８４１９８８０２０３９９８５')],
  ['a digit of another script', review(LI_NA.replace('5', '٥'))],
  ['a joiner inside', review(`${LI_NA.slice(0, 9)}\u200d${LI_NA.slice(9)}`)],
  ['a space behind', review(`${LI_NA} `)],
  ['a line end behind', review(`${LI_NA}\n`)],
  ['SQL', review("' or 1=1 --")],
  ['a list of codes', { ...review(), request: { holder: [LI_NA, CHEN_FUYING] } }],
  ...['/constructor', '/toString', '/titles', '/titles/*', '/*', '/titles/0/use', '/titles/*/*', '/__proto__'].map(
    (pointer): [string, object] => [pointer, review(LI_NA, [pointer])],
  ),
])('%s is refused, not read as something near', async (_, body) => {
  expect(await post('housing', HOMES, body)).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
});

test('of a member that stands twice one is taken, and it is the one that was decided on and recorded', async () => {
  const { fields: _fields, ...rest } = review();
  const twice = JSON.stringify(rest).replace(/}$/, ',"fields":["/titles/*/location"],"fields":["/titles/*/use"]}');
  const { status, body } = await post('housing', HOMES, twice);
  expect([status, body.fields]).toEqual([200, ['/titles/*/use']]);
  expect(JSON.stringify(body.answer)).not.toContain('location');
});

test('an Idempotency-Key and a record are their owner’s alone', async () => {
  const key = { 'idempotency-key': 'shared' };
  const own = await post('housing', HOMES, review(), key);
  const { request, ...body } = await question({ department: 'taxation' });
  const other = await post('taxation', TITLE, { ...body, request }, key);
  expect([own.status, other.status]).toEqual([200, 200]);
  expect(other.body.exchange).not.toBe(own.body.exchange);
  await city.settle();
  const get = (id: unknown, department: string) =>
    call(city, 'GET', `/v1/exchanges/${id}`, { token: tokens[department] ?? '' });
  expect((await get(own.body.exchange, 'real-estate')).status).toBe(200);
  expect(heard(await get(own.body.exchange, 'taxation'))).toEqual(heard(await get(randomUUID(), 'taxation')));
});

test('who manages its own catalogue may only ask for what is another’s', async () => {
  const put = (id: string, resource: string) =>
    call(city, 'PUT', `/v1/${id}`, {
      token: tokens.health ?? '',
      headers: { 'if-match': '"0"' },
      body: {
        consumer: 'health',
        resource,
        resourceVersion: 1,
        purposes: [{ kind: 'standing', code: 'curiosity', legalBasis: '无' }],
        parties: [{ role: 'applicant', ground: '无', level: 'fields' }],
        fields: ['/location'],
        from: '2020-01-01T00:00:00Z',
        until: '2030-01-01T00:00:00Z',
      },
    });
  expect((await put('grants/curious', 'real-estate/title')).body).toMatchObject({ state: 'requested' });
  const asked = {
    ...(await question()),
    purpose: { kind: 'standing', code: 'curiosity' },
    party: { role: 'applicant' },
  };
  city.clock.advance(31_000);
  expect((await post('health', TITLE, asked)).body.denial?.rule).toMatch(/^grant-(requested|missing)$/);
});

test('after the trip only certificate files hold whom it was about: no item, key, message, log, count or PDF property', async () => {
  await houseTransfer(city);
  await city.settle();
  const title = castTitles.find(({ unitNumber }) => unitNumber === CHEN_HOME);
  const { people, firms } = generate();
  const needles = [
    ...people.flatMap(({ code, name }) => (name.length > 2 ? [code, name] : [code])),
    ...firms.flatMap(({ code, name }) => [code, name]),
    ...['李娜', '陈福英', CHEN_HOME, title?.certificateNumber ?? '', title?.location ?? ''],
  ].filter((needle) => needle !== '');
  const leaks = (texts: readonly string[]) =>
    texts.flatMap((text) =>
      needles.filter((needle) => text.includes(needle)).map((needle) => `${needle}: ${text.slice(0, 200)}`),
    );

  const files = await filesOf(city);
  const json = files.filter(({ key }) => key.endsWith('.json'));
  expect(json.length).toBeGreaterThan(0);
  expect(leaks(json.map(({ bytes }) => bytes.toString('utf8'))).length, 'the needles are real').toBeGreaterThan(0);
  // Outside its compressed streams a PDF says which certificate it is, and not whose.
  const pdfs = files.filter(({ key }) => key.endsWith('.pdf'));
  const utf16 = (bytes: Buffer) => Buffer.from(bytes).swap16().toString('utf16le');
  const even = (bytes: Buffer) => bytes.subarray(0, bytes.length - (bytes.length % 2));
  const properties = pdfs.flatMap(({ bytes }) => [
    bytes.toString('latin1'),
    utf16(even(bytes)),
    utf16(even(bytes.subarray(1))),
  ]);
  const tables = (await itemsOf(city)).map(({ keys, rest }) => `${keys} ${rest}`);
  const logs = linesOf(city);
  expect([tables.length, logs.length, pdfs.length].map((count) => count > 0)).toEqual([true, true, true]);
  expect(leaks(tables)).toEqual([]);
  expect(leaks(await queueTexts(city))).toEqual([]);
  expect(leaks(files.flatMap(({ key, said }) => [key, said]))).toEqual([]);
  expect(leaks(properties)).toEqual([]);
  expect(leaks(logs)).toEqual([]);
  expect(leaks(city.engine.read().map((tally) => JSON.stringify(tally)))).toEqual([]);
});
