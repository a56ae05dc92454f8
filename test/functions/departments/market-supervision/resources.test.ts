import { describe, expect, it } from 'vitest';
import * as cast from '#city/cast.ts';
import { TOWNS } from '#city/generate/words.ts';
import { Licence, type NameCheck, type RegistrationRequest } from '#schemas/departments/market-supervision.ts';
import { adapterOn, asks, city, registrationSystem } from './system.ts';

const system = registrationSystem();
const ask = (...given: Parameters<ReturnType<typeof asks>>) => asks(adapterOn(system.current.secret))(...given);
const code = (error: unknown) => error as { code: string; extra: { cause: string } };

const restaurant: RegistrationRequest = {
  applicant: cast.WANG_QIANG,
  applicantName: '王强',
  kind: 'company',
  name: '永康市王记餐饮有限公司',
  address: '永康市东城街道丽州中路168号1层8号',
  unitNumber: cast.WANG_SHOP,
  scope: '餐饮服务',
  capital: 100_000,
};
const stand = (over: Partial<RegistrationRequest>): RegistrationRequest => ({
  ...restaurant,
  kind: 'sole-trader',
  capital: null,
  ...over,
});
const register = (question: RegistrationRequest, serial: string = crypto.randomUUID()) =>
  ask('registration', 'act', question, serial);
const free = { applicant: cast.WANG_QIANG, name: restaurant.name, kind: 'company' };

describe('licence facts, asked over HTTP', () => {
  it('recovers every firm of the city from what the clerks typed in', async () => {
    const names = new Map(city.people.map((person) => [person.code, person.name]));
    const states = new Set<string>();
    for (const firm of city.firms.filter((one) => one.code !== cast.WANG_JI_CATERING)) {
      const answer = Licence.parse(await ask('licence', 'ask', { firm: firm.code }));
      expect(answer).toMatchObject({
        firm: firm.code,
        name: firm.name,
        kind: firm.kind,
        representative: names.get(firm.representative),
        establishedOn: firm.establishedOn,
        address: firm.address,
        scope: firm.business,
        capital: firm.capital ?? null,
      });
      states.add(answer.state);
    }
    expect([...states].sort()).toEqual(['deregistered', 'in-business', 'revoked']);
  });

  it('keeps the characters that few systems have', async () => {
    expect(await ask('licence', 'ask', { firm: cast.YAN_TAI })).toMatchObject({
      name: '永康市䶮泰五金有限公司',
      representative: '胡䶮',
    });
  });
});

describe('the check of a name', () => {
  it('knows what is free, what is taken, and what has the same trade name in this city', async () => {
    expect(await ask('name-check', 'ask', free)).toEqual({ ...pick(free), available: true, clashes: [] });
    const taken = await ask('name-check', 'ask', { ...free, name: '永康市䶮泰五金有限公司' });
    expect(taken).toMatchObject({ available: false, clashes: ['永康市䶮泰五金有限公司'] });
    const similar = await ask('name-check', 'ask', { ...free, name: '永康市䶮泰餐饮有限公司' });
    expect(similar).toMatchObject({ available: false, clashes: ['永康市䶮泰五金有限公司'] });
  });

  it("counts the applicant's own firm as no clash", async () => {
    const own = { ...free, applicant: cast.HU_YAN, name: '永康市䶮泰五金有限公司' };
    expect(await ask('name-check', 'ask', own)).toMatchObject({ available: true, clashes: [] });
  });

  it('lists ten clashes at most', async () => {
    const towns = [...'东西江古方龙唐象芝石花'].map((first) => TOWNS.find(({ name }) => name.startsWith(first))!.name);
    for (const town of towns) {
      const name = `永康市${town.slice(0, 2)}味多小吃店`;
      expect(await register(stand({ name, applicant: cast.LI_NA }))).toMatchObject({ registered: true });
    }
    const { clashes } = (await ask('name-check', 'ask', { ...free, name: '永康市味多餐饮有限公司' })) as NameCheck;
    expect(clashes).toHaveLength(10);
  });
});

describe('registration', () => {
  it('gives the restaurant its code once, and the same answer to the same serial number', async () => {
    const serial = crypto.randomUUID();
    expect(await ask('registration', 'outcome', restaurant, serial)).toBeNull();
    const registered = await register(restaurant, serial);
    expect(registered).toMatchObject({
      applicant: cast.WANG_QIANG,
      registered: true,
      reasons: [],
      firm: cast.WANG_JI_CATERING,
      name: restaurant.name,
    });
    expect(await register(restaurant, serial)).toEqual(registered);
    expect(await ask('registration', 'outcome', restaurant, serial)).toEqual(registered);
    expect(await ask('licence', 'ask', { firm: cast.WANG_JI_CATERING })).toMatchObject({
      name: restaurant.name,
      representative: '王强',
      capital: 100_000,
    });
    expect(await ask('name-check', 'ask', free)).toMatchObject({ available: true });
    expect((await system.current.registrations()).serials.filter((one) => one === serial)).toHaveLength(1);
  });

  it('shows the same application under another number what is registered, and registers nothing', async () => {
    const question = stand({ name: '永康市古山再来小吃店' });
    const first = await register(question);
    const before = await system.current.registrations();
    expect(await register(question)).toEqual(first);
    const after = await system.current.registrations();
    expect(after.serials).toEqual(before.serials);
    expect(after.applications).toHaveLength(before.applications.length + 1);
  });

  it('refuses a serial number that was used for something else', async () => {
    const serial = crypto.randomUUID();
    await register(stand({ name: '永康市芝英老街面馆' }), serial);
    const error = await register(stand({ name: '永康市芝英新街面馆' }), serial).catch(code);
    expect(error).toMatchObject({ code: 'department-error', extra: { cause: 'refused:serial-reused' } });
  });

  it('says why it registers nothing, and says so again', async () => {
    const serial = crypto.randomUUID();
    const taken = await register(stand({ name: '永康市䶮泰小吃店' }), serial);
    expect(taken).toMatchObject({ registered: false, reasons: ['name-taken'], firm: null });
    expect(await ask('registration', 'outcome', stand({ name: '永康市䶮泰小吃店' }), serial)).toEqual(taken);
    await system.current.bar(cast.ZHOU_LEI);
    const barred = stand({ applicant: cast.ZHOU_LEI, name: '永康市磊记小吃店', address: '金华市婺城区某路1号' });
    expect(await register(barred)).toMatchObject({ reasons: ['applicant-barred', 'premises-not-allowed'] });
  });

  it.each(['永康市㛃㛃小吃店', '永康市𠮷庆小吃店', '永康市䶮府小吃店'])('keeps the name %s', async (name) => {
    const answer = await register(stand({ name, applicant: cast.XU_JI, applicantName: '徐𠮷' }));
    expect(answer).toMatchObject({ registered: true, name });
    const { firm } = answer as { firm: string };
    expect(await ask('licence', 'ask', { firm })).toMatchObject({ name, representative: '徐𠮷', kind: 'sole-trader' });
  });

  it('tells nobody but the applicant what became of a serial number', async () => {
    const serial = crypto.randomUUID();
    const question = stand({ name: '永康市唐先清风面馆' });
    await register(question, serial);
    expect(await ask('registration', 'outcome', { ...question, applicant: cast.LI_NA }, serial)).toBeNull();
  });
});

describe('a change whose answer is lost', () => {
  it('has happened once, and its outcome can be asked', async () => {
    const serial = crypto.randomUUID();
    const question = stand({ name: '永康市方岩山水面馆' });
    await system.current.loseAnswers(2);
    await expect(register(question, serial)).rejects.toMatchObject({ code: 'department-error' });
    await expect(register(question, serial)).rejects.toMatchObject({ code: 'department-error' });
    expect(await ask('registration', 'outcome', question, serial)).toMatchObject({ registered: true });
    const { serials } = await system.current.registrations();
    expect(serials.filter((one) => one === serial)).toHaveLength(1);
  });

  it('is there after the department was killed and came back, under a new token', async () => {
    const [keep, serial] = [asks(adapterOn(system.current.secret)), crypto.randomUUID()];
    const question = stand({ name: '永康市龙山平安面馆' });
    await system.current.delay(2_000);
    const lost = keep('registration', 'act', question, serial).catch(code);
    await expect.poll(async () => (await system.current.registrations()).applications).toContain(serial);
    await system.current.kill();
    expect(await lost).toMatchObject({ code: 'department-error' });
    await expect(keep('registration', 'outcome', question, serial)).rejects.toMatchObject({ code: 'department-error' });
    await system.current.restart();
    expect(await keep('registration', 'outcome', question, serial)).toMatchObject({ registered: true });
    expect(await keep('registration', 'act', question, serial)).toMatchObject({ registered: true });
    expect((await system.current.registrations()).serials.filter((one) => one === serial)).toHaveLength(1);
  });
});

const pick = ({ applicant, name }: { applicant: string; name: string }) => ({ applicant, name });
