/** Departments that cannot be called, through the running city: the agent as its own process, officers who answer by hand, and the owner who changes the one for the other. */
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { LI_JIE, LI_NA, XU_JI } from '#city/cast.ts';
import { generate } from '#city/generate/index.ts';
import type { LocalCity } from '#infra/local/city.ts';
import type { Desk } from '#schemas/agent.ts';
import type { Entry } from '#schemas/entry.ts';
import type { Answered, Waiting } from '#schemas/exchange.ts';
import { type Answer, boot, call } from './support.ts';

const CERTIFICATE = 'health/health-certificate';
const BIRTH = 'health/birth-record';
const SOURCE = { register: '出生医学证明存根 2017 年第 3 册', page: '第 117 页' };

let city: LocalCity;
let [food, police, first, second, owner] = ['', '', '', '', ''];
beforeAll(async () => {
  city = await boot();
  [food, police, first, second, owner] = (await Promise.all([
    city.officerToken('officer-kong-yue'),
    city.officerToken('officer-lv-fang'),
    city.officerToken('officer-tao-ran'),
    city.officerToken('officer-yu-qin', ['entry']),
    city.officerToken('officer-yu-qin', ['catalogue', 'catalogue.manage']),
  ])) as [string, string, string, string, string];
});

const child = () => {
  const found = generate().people.find(({ household, relation }) => household === 1 && relation === 'child');
  if (!found) throw new Error('the cast has lost its child');
  return found;
};

const ask = async (token: string, resource: string, code: string, over: object) => {
  const [department, matter, role, level] =
    resource === CERTIFICATE
      ? (['market-supervision', 'food-licence', 'employee', 'predicate'] as const)
      : (['public-security', 'birth-registration', 'applicant', 'fields'] as const);
  const parties = [{ role, code }];
  const ticket = await city.ticket({
    case: '330784-test-0042',
    matter,
    department,
    parties,
    resources: [resource],
    level,
  });
  const body = { purpose: { kind: 'matter', matter, ticket }, party: { role }, ...over };
  const { status, headers, text } = await call<Waiting>(city, 'POST', `/v1/exchange/${resource}`, { token, body });
  expect([status, text]).toEqual([202, text]);
  return headers.get('location') ?? '';
};
const isValid = (code: string) => ask(food, CERTIFICATE, code, { request: { holder: code }, fields: ['/valid'] });
const birth = () =>
  ask(police, BIRTH, LI_NA, { request: { mother: LI_NA, bornOn: child().bornOn }, fields: ['/childName', '/bornOn'] });
const fetched = async (token: string, at: string, ms = 60_000): Promise<Answer<Partial<Answered>>> => {
  for (const until = performance.now() + ms; ; await sleep(150)) {
    const answer = await call<Partial<Answered>>(city, 'GET', at, { token });
    if (answer.status !== 202 || performance.now() > until) return answer;
  }
};
const idOf = (at: string): string => at.split('/').at(-1) ?? '';
const entry = (as: string, at: string, what: string, body?: object) =>
  call<Entry>(city, what === 'answer' ? 'PUT' : 'POST', `/v1/entries/${idOf(at)}/${what}`, {
    token: as,
    ...(body ? { body } : {}),
  });

test('the agent answers outward; killed, it goes on where it was when it is back, and the desk shows how it does', async () => {
  const answer = await fetched(food, await isValid(LI_JIE));
  expect(answer).toMatchObject({ status: 200, body: { found: true, answer: { valid: true }, fields: ['/valid'] } });
  await city.agents.health?.kill();
  const waits = await isValid(XU_JI);
  expect((await fetched(food, waits, 500)).status).toBe(202);
  const { body } = await call<{ items: Desk[] }>(city, 'GET', '/v1/agents', {
    token: await city.token('health-system'),
  });
  expect(body.items).toMatchObject([
    { department: 'health', agents: [{ state: 'alive', taken: 0, answered: 0, down: [] }], byAgent: { count: 1 } },
  ]);
  await city.agents.health?.restart();
  expect(await fetched(food, waits)).toMatchObject({ status: 200, body: { found: true } });
});

const record = () => ({
  mother: LI_NA,
  certificateNumber: 'Q330000117',
  childName: child().name,
  sex: child().sex,
  bornOn: child().bornOn,
  bornAt: '永康市妇幼保健院',
  father: '王强',
  issuedOn: '2017-09-15',
  void: false,
});

test('an officer answers by hand, another confirms, and who asked fetches it as any other answer', async () => {
  const at = await birth();
  const inbox = await call<{ items: Entry[] }>(city, 'GET', '/v1/entries?department=health', { token: first });
  expect(inbox.body.items.map(({ question }) => question)).toContain(idOf(at));
  expect(inbox.text).not.toContain(LI_NA);
  expect((await entry(first, at, 'taken')).body).toMatchObject({ state: 'taken', request: { mother: LI_NA } });
  const wrong = { answer: { ...record(), childName: '王平' }, source: SOURCE };
  expect((await entry(first, at, 'answer', wrong)).body.state).toBe('entered');
  expect((await entry(second, at, 'taken')).body).toMatchObject({ state: 'in-review', draft: wrong });
  expect((await entry(second, at, 'returned', { reason: 'not-as-in-register' })).body.state).toBe('waiting');
  await entry(first, at, 'taken');
  await entry(first, at, 'answer', { answer: record(), source: SOURCE });
  await entry(second, at, 'taken');
  expect((await fetched(police, at, 0)).status).toBe(202);
  expect((await entry(second, at, 'confirmed')).body.state).toBe('answered');
  const answer = await fetched(police, at, 0);
  expect(answer).toMatchObject({ status: 200, body: { answer: { childName: child().name, bornOn: child().bornOn } } });
  const late = await entry(first, at, 'answer', wrong);
  expect([late.status, late.body.detail]).toEqual([409, 'the answer was fetched already']);
  await city.settle();
  const line = await call(city, 'GET', `/v1/exchanges/${answer.body.exchange}`, {
    token: await city.token('health-system'),
  });
  expect(line.body).toMatchObject({ provider: 'health', consumer: 'public-security', resource: BIRTH, found: true });
});

test('refused for a reason of the list: who asked hears it', async () => {
  const at = await birth();
  await entry(first, at, 'taken');
  await entry(first, at, 'refused', { reason: 'register-unreadable' });
  expect((await fetched(police, at, 0)).body).toMatchObject({
    code: 'department-refused',
    errors: [{ field: '/request', rule: 'register-unreadable' }],
  });
});

/** The owner says who answers; functions hear of it within 30 s, and here at once. */
const answeredBy = async (protocol: string): Promise<void> => {
  const path = `/v1/resources/${BIRTH}`;
  const { body } = await call<Record<string, unknown>>(city, 'GET', path, { token: owner });
  const { v, kind, id, department, revision, state, published, deprecated, withdrawn, ends, suspended, ...rest } = body;
  const put = { token: owner, body: { ...rest, protocol }, headers: { 'if-match': `"${revision}"` } };
  expect(await call(city, 'PUT', path, put)).toMatchObject({ status: 200, body: { protocol, state: 'published' } });
  for (const fn of ['health', 'health-agent', 'entries']) city.pool.restart(fn);
};

test('the owner has the agent answer what officers did, and back: nothing is lost and nothing answered twice', async () => {
  const [untouched, taken] = [await birth(), await birth()];
  await entry(first, taken, 'taken');
  await answeredBy('agent');
  try {
    for (const at of [untouched, taken])
      expect(await fetched(police, at)).toMatchObject({ status: 200, body: { answer: { childName: child().name } } });
    const stopped = await entry(first, taken, 'answer', { answer: record(), source: SOURCE });
    expect([stopped.status, stopped.body.code]).toEqual([409, 'conflict']);
  } finally {
    await answeredBy('manual');
  }
  const back = await birth();
  expect((await fetched(police, back, 1500)).status).toBe(202);
  expect((await entry(first, back, 'taken')).body.state).toBe('taken');
  await entry(first, back, 'refused', { reason: 'request-not-clear' });
  expect(city.engine.refusals()).toEqual([]);
});
