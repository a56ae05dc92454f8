import { describe, expect, test } from 'vitest';
import { CHEN_FUYING, WANG_QIANG } from '#city/cast.ts';
import { hall } from '#city/matters/hall.ts';
import { otherParty, verifyTicket } from '#functions/exchange/ticket.ts';
import { Snapshot } from '#schemas/snapshot.ts';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { BODIES, paper, type RestaurantTask, restaurant, SIX } from './restaurant.ts';
import { type CasesWorld, casesWorld, KEYS, snapshot, XU } from './world.ts';

const REGISTRAR: string = BODIES['company-setup'];

const filed = async (world: CasesWorld): Promise<string> => {
  const { id } = (await world.open(restaurant())).body;
  await world.act(id, { act: 'hand-in', materials: SIX.map(paper) });
  await world.act(id, { act: 'file', onBehalf: 'wang' });
  return id;
};
const ask = (world: CasesWorld, id: string, body: object, as = REGISTRAR) =>
  world.call('POST /v1/cases/{case}/tickets', { as, params: { case: id }, body });
const use = (world: CasesWorld, over: object = {}) => ({
  ...{ department: 'market-supervision', matter: 'company-setup', resource: 'public-security/identity' },
  ...({ role: 'applicant', now: world.now() } as const),
  ...over,
});

describe('a case ticket', () => {
  test('opens what is granted for the matter, about the parties of the case, for the department alone', async () => {
    const world = await casesWorld('2023-09-25 08:50');
    const id = await filed(world);
    world.counted.reset();
    const { status, body } = await ask(world, id, { matter: 'company-setup' });
    expect(world.counted.calls).toEqual({ Query: 1 });
    expect(status).toBe(201);
    expect(body.resources).toContain('real-estate/premises');
    expect(JSON.stringify(Buffer.from(body.ticket.split('.')[1], 'base64url').toString())).not.toContain(WANG_QIANG);

    const claims = await verifyTicket(snapshot, body.ticket, use(world));
    if (typeof claims === 'string') throw new Error(claims);
    expect(claims).toMatchObject({ case: id, matter: 'company-setup' });
    expect(otherParty(claims, 'applicant', WANG_QIANG, KEYS)).toBeUndefined();
    expect(otherParty(claims, 'landlord', CHEN_FUYING, KEYS)).toBeUndefined();
    expect(otherParty(claims, 'applicant', CHEN_FUYING, KEYS)).toBe('ticket-other-party');
    expect(await verifyTicket(snapshot, body.ticket, use(world, { department: 'fire' }))).toBe(
      'ticket-other-department',
    );
    expect(await verifyTicket(snapshot, body.ticket, use(world, { now: world.now() + 601_000 }))).toBe(
      'ticket-expired',
    );
  });

  test('names only what was asked for, and neither what is not granted nor who is not in the case', async () => {
    const world = await casesWorld('2023-09-25 08:50');
    const id = await filed(world);
    const premises = { matter: 'company-setup', resources: ['real-estate/premises'], parties: ['chen'] };
    const { body } = await ask(world, id, { ...premises, level: 'predicate' });
    const claims = await verifyTicket(
      snapshot,
      body.ticket,
      use(world, { resource: 'real-estate/premises', role: 'landlord' }),
    );
    expect(claims).toMatchObject({ level: 'predicate', resources: ['real-estate/premises'] });
    expect(await verifyTicket(snapshot, body.ticket, use(world))).toBe('ticket-other-resource');

    const more = await ask(world, id, { matter: 'company-setup', resources: ['civil-affairs/marriage'] });
    expect([more.status, more.body.errors]).toEqual([422, [{ field: '/resources/0', rule: 'not-granted' }]]);
    const unknown = await ask(world, id, { matter: 'company-setup', parties: ['lin'] });
    expect(unknown.body.errors).toEqual([{ field: '/parties/0', rule: 'party-unknown' }]);
  });

  test('is for who has a part in the case, each body for its own matter, the hall for all, both for the bundle', async () => {
    const world = await casesWorld('2023-09-25 08:50');
    const id = await filed(world);
    const status = async (matter: string, as: string) => (await ask(world, id, { matter }, as)).status;
    expect(await status('company-setup', XU)).toBe(201);
    expect(await status('catering-business-setup', XU)).toBe(201);
    expect(await status('catering-business-setup', REGISTRAR)).toBe(201);
    expect(await status('fire-check', BODIES['fire-check'])).toBe(201);
    const other = await ask(world, id, { matter: 'company-setup' }, BODIES['fire-check']);
    expect([other.status, other.body.denial.rule]).toEqual([403, 'ticket-other-task']);
    expect(other.body.denial.ask).toContain(hall.units.find((unit) => unit.id === 'market-supervision')?.phone);
    expect(await status('existing-house-transfer', XU)).toBe(403);
    expect(await status('company-setup', 'officer-huang-yi')).toBe(404);
  });

  test('is none for a task that was returned, until it is taken up again; its siblings go on', async () => {
    const world = await casesWorld('2023-09-25 08:50');
    const id = await filed(world);
    await world.act(id, { act: 'accept' });
    const ticket = async (matter: RestaurantTask) => {
      const { status, body } = await ask(world, id, { matter }, BODIES[matter]);
      return [status, body.detail];
    };
    const items = [{ item: 'company-setup/lease', what: '缺出租人签名' }];
    const task = 'company-setup';
    const returned = await world.act(id, { act: 'return-task', task, items, due: '2023-10-12' }, { as: REGISTRAR });
    expect(returned.status).toBe(200);
    expect(await ticket(task)).toEqual([409, '事项已退回补正 the task was returned']);
    expect((await ticket('fire-check'))[0]).toBe(201);
    expect((await world.act(id, { act: 'resume-task', task }, { as: REGISTRAR })).status).toBe(200);
    expect((await ticket(task))[0]).toBe(201);
  });

  test('is given from the receipt to the decision, and never for a draft', async () => {
    const world = await casesWorld('2023-09-25 08:50');
    const { id } = (await world.open(restaurant())).body;
    expect((await ask(world, id, { matter: 'company-setup' }, XU)).status).toBe(409);
    const other = await filed(world);
    await world.act(other, { act: 'withdraw', onBehalf: 'wang' });
    expect((await ask(world, other, { matter: 'company-setup' })).status).toBe(409);
  });
});

describe('the end of a case', () => {
  test('ends its tickets, once, however often the stream tells of it; a draft has none to end', async () => {
    const world = await casesWorld('2023-09-25 08:50');
    const [id, draft] = [await filed(world), (await world.open(restaurant())).body.id];
    const revoked = async () => Snapshot.parse(await world.deps.published.read(undefined)).revokedCases;
    await world.act(draft, { act: 'withdraw', onBehalf: 'wang' });
    expect(await world.deps.registry.version()).toBe(0);
    const { body } = await world.act(id, { act: 'refuse', reason: '不属于本窗口', basis: '行政许可法第三十二条' });
    expect(body.state).toBe('not-accepted');
    expect(await revoked()).toEqual([id]);
    expect([await world.deps.ends.has(id), await world.deps.ends.has(draft)]).toEqual([true, false]);
    await world.relayed(id, body.revision);
    expect(await world.deps.registry.version()).toBe(1);
  });

  test('ends them wherever the relay dies', async () => {
    const boundaries = await everyCrashPoint(async (crash) => {
      const world = await casesWorld('2023-09-25 08:50');
      const id = await filed(world);
      const { body } = await world.call('POST /v1/cases/{case}/acts', {
        ...{ as: XU, params: { case: id }, headers: { 'idempotency-key': 'out' } },
        body: { act: 'withdraw', onBehalf: 'wang' },
      });
      await world.relayed(id, body.revision, world.life(crash).deps);
      await world.relayed(id, body.revision);
      expect(Snapshot.parse(await world.deps.published.read(undefined)).revokedCases).toEqual([id]);
      expect(await world.deps.registry.version()).toBe(1);
      expect(await world.deps.ends.has(id)).toBe(true);
    });
    expect(boundaries).toBeGreaterThan(6);
  });
});
