/** 一窗受理 through the gateway: a restaurant of today's template as a real case, each function under its own role. */
import { beforeAll, expect, test } from 'vitest';
import { WANG_QIANG, WANG_SHOP } from '#city/cast.ts';
import { sampleLibrary } from '#city/generate/certificates/index.ts';
import { generate } from '#city/generate/index.ts';
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { LocalCity } from '#infra/local/city.ts';
import { LICENSED, paper, restaurant } from '#infra/local/scenarios/restaurant.ts';
import type { CaseLine, CaseView } from '#schemas/case.ts';
import type { CaseAct } from '#schemas/case-act.ts';
import type { TicketIssued } from '#schemas/case-ticket.ts';
import type { CaseTrip } from '#schemas/case-trip.ts';
import type { CertificateSummary } from '#schemas/certificate.ts';
import type { Answered } from '#schemas/exchange.ts';
import { closedCase } from './closed-case.ts';
import { type Answer, boot, call } from './support.ts';

const HALL = 'officer-xu-qing';
const OFFICERS = {
  'food-licence': 'officer-kong-yue',
  'fire-check': 'officer-fang-yuan',
  'shop-sign': 'officer-luo-yi',
  'drainage-permit': 'officer-chi-jing',
} as const;
const BUILDING = 'housing/building-fire-acceptance';

let city: LocalCity;
let id = '';
const tokens = new Map<string, string>();
beforeAll(async () => {
  city = await boot();
  for (const officer of [HALL, ...Object.values(OFFICERS)]) tokens.set(officer, await city.officerToken(officer));
});

let command = 0;
const post = async <T = CaseView>(path: string, body: unknown, as = HALL): Promise<Answer<T>> => {
  const headers = { 'idempotency-key': `case-${++command}` };
  return call<T>(city, 'POST', path, { token: tokens.get(as) ?? '', body, headers });
};
const act = async (body: CaseAct, as = HALL): Promise<CaseView> => {
  const answer = await post(`/v1/cases/${id}/acts`, body, as);
  expect([body.act, answer.status, answer.body.code]).toEqual([body.act, 200, undefined]);
  return answer.body;
};
const work = async (as: string): Promise<CaseLine[]> => {
  await city.settle();
  const { body } = await call<{ items: CaseLine[] }>(city, 'GET', '/v1/cases', { token: tokens.get(as) ?? '' });
  return body.items.filter((line) => line.id === id);
};
const ticket = (as: string) =>
  post<TicketIssued>(`/v1/cases/${id}/tickets`, { matter: 'fire-check', resources: [BUILDING], parties: ['wang'] }, as);
const ask = (shown: string) =>
  post<Answered>(
    `/v1/exchange/${BUILDING}`,
    {
      purpose: { kind: 'matter', matter: 'fire-check', ticket: shown },
      party: { role: 'applicant' },
      request: { applicant: WANG_QIANG, unitNumber: WANG_SHOP },
      fields: ['/accepted', '/kind', '/number', '/acceptedOn'],
    },
    OFFICERS['fire-check'],
  );

/** 食品经营许可证, into the library, by the body that decides on it. */
const licence = async () => {
  const samples = sampleLibrary(generate(), beijingDate(city.clock.now()));
  const body = samples.findLast(({ request }) => request.type === 'food-licence')?.request;
  const headers = { 'idempotency-key': 'case-licence' };
  const token = await city.token('market-supervision-system');
  return call<CertificateSummary>(city, 'POST', '/v1/certificates', { token, body, headers });
};

test('a case is opened, filed and accepted at one window, and stands on the work lists of the hall and of the bodies', async () => {
  const opened = await post('/v1/cases', restaurant({ answers: LICENSED }));
  expect([opened.status, opened.body.state]).toEqual([201, 'draft']);
  id = opened.body.id;
  const asked = ['food-licence/layout', 'food-licence/rules', 'fire-check/fire-rules', 'shop-sign/picture'];
  await act({ act: 'hand-in', materials: asked.map(paper) });
  expect(await act({ act: 'file', onBehalf: 'wang' })).toMatchObject({ state: 'received', pinned: { template: 2 } });
  const accepted = await act({ act: 'accept' });
  expect(accepted.tasks.map(({ matter, state }) => [matter, state])).toEqual(
    Object.keys(OFFICERS).map((matter) => [matter, 'open']),
  );
  expect(await work(HALL)).toMatchObject([{ state: 'accepted' }]);
  expect(await work(OFFICERS['fire-check'])).toMatchObject([{ task: 'fire-check', light: 'green' }]);
});

test('its ticket opens a department, and what travelled is taken into the case by the hub’s receipt', async () => {
  expect((await ticket(OFFICERS['shop-sign'])).status).toBeGreaterThanOrEqual(400);
  const issued = await ticket(OFFICERS['fire-check']);
  expect(issued.status).toBe(201);
  const answered = await ask(issued.body.ticket);
  expect(answered.status).toBe(200);
  const { receipt, answer } = answered.body;
  if (!receipt) throw new Error('no receipt');
  await act({ act: 'add-fact', party: 'wang', receipt, answer }, OFFICERS['fire-check']);
  const forged = { ...receipt, resource: 'housing/homes-owned' };
  const refused = await post(
    `/v1/cases/${id}/acts`,
    { act: 'add-fact', party: 'wang', receipt: forged, answer },
    OFFICERS['fire-check'],
  );
  expect([refused.status, refused.body.errors?.[0]?.rule]).toEqual([422, 'receipt-not-ours']);
});

test('the trip of the case names the answer that travelled, the papers that nobody asks for, and what that saves', async () => {
  const trip = (as: string) => call<CaseTrip>(city, 'GET', `/v1/cases/${id}/trip`, { token: tokens.get(as) ?? '' });
  const { status, body } = await trip(HALL);
  expect([status, body.travelled]).toEqual([
    200,
    [expect.objectContaining({ kind: 'exchange', matter: 'fire-check', party: 'wang', found: true })],
  ]);
  const [answered] = body.travelled;
  expect([answered?.from.name.zh, answered?.what.id]).toEqual(['住建', BUILDING]);
  const { papers, visits, saved } = body;
  expect([papers.before, papers.after]).toEqual([13, 4]);
  expect(
    papers.notAskedFor.filter(({ exchanges }) => exchanges).map(({ material, exchanges }) => [material, exchanges]),
  ).toEqual([['fire-check/building-acceptance', [answered?.exchange]]]);
  expect([visits.before, visits.after, saved]).toEqual([
    7,
    // Filed at a window: he was there.
    1,
    { visits: 6, papers: 3, fields: 18, minutes: 747, fen: 12_300 },
  ]);
  expect((await trip(OFFICERS['shop-sign'])).status).toBe(200);
});

test('each body decides its own task; one output, delivery, the end, and the tickets end with it', async () => {
  const shown = (await ticket(OFFICERS['fire-check'])).body.ticket;
  const name = { zh: '办理结果', en: 'result' };
  for (const [task, officer] of Object.entries(OFFICERS))
    await act({ act: 'decide', task, decision: 'approve' }, officer);
  const issued = await licence();
  expect([issued.status, issued.body.code]).toEqual([201, undefined]);
  for (const [task, officer] of Object.entries(OFFICERS)) {
    const document = { number: `永康〔2026〕${task}`, name };
    const result = task === 'food-licence' ? { certificate: issued.body.identifier } : { document };
    await act({ act: 'record-result', task, result }, officer);
  }
  expect((await act({ act: 'put-out' })).state).toBe('output');
  await act({ act: 'deliver', way: 'courier', to: 'wang', waybill: 'EV000000001CN' });
  expect((await act({ act: 'close' })).state).toBe('closed');
  closedCase.id = id;
  expect(await work(HALL)).toEqual([]);
  await expect.poll(async () => (await ask(shown)).status, { timeout: 90_000, interval: 3_000 }).toBe(403);
  const { body } = await call<{ items: { n: number }[] }>(city, 'GET', `/v1/cases/${id}/events`, {
    token: tokens.get(HALL) ?? '',
  });
  expect(body.items.map(({ n }) => n)).toEqual(body.items.map((_, i) => i + 1));
});
