import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CHEN_FUYING, HU_YAN, LI_NA, WANG_JI_CATERING, WANG_QIANG } from '#city/cast.ts';
import { subjectHandle } from '#functions/kernel/digest.ts';
import { citySnapshot } from '../city-snapshot.ts';
import { keepLines } from '../exchange/lines.ts';
import {
  byCard,
  bySignIn,
  bySupervision,
  keys,
  NOW,
  OFFICER,
  PORTAL,
  recordAbout,
  SUPERVISOR,
  type UsesWorld,
  usesWorld,
} from './world.ts';

const written = keepLines();
let world: UsesWorld;
beforeAll(async () => {
  world = await usesWorld();
});
beforeEach(() => {
  world.setNow(NOW);
});

const byMandate = { kind: 'self', by: 'written-mandate', reference: '委托〔2026〕0012号' } as const;
const byLicence = { kind: 'self', by: 'e-business-licence', reference: 'DZZZ-889123' } as const;
const byAuthority = {
  kind: 'authority',
  legalBasis: '刑事诉讼法第五十四条',
  reference: '浙公调〔2026〕12号',
} as const;

describe('who may ask, and on which ground', () => {
  test.each([
    ['a service officer for whom she has seen', OFFICER, byCard, LI_NA, 'listed'],
    ['a service officer for a mandate', OFFICER, byMandate, LI_NA, 'listed'],
    ['a service officer for a firm', OFFICER, byLicence, WANG_JI_CATERING, 'listed'],
    ['a service officer for an authority', OFFICER, byAuthority, LI_NA, 'listed'],
    ['a service officer who cannot have seen a sign-in', OFFICER, bySignIn, LI_NA, 'way-not-of-caller'],
    ['a service officer as a supervisor', OFFICER, bySupervision, LI_NA, 'needs-supervisor'],
    ['the portal for whom it has signed in', PORTAL, bySignIn, LI_NA, 'listed'],
    ['the portal for a firm', PORTAL, bySignIn, WANG_JI_CATERING, 'listed'],
    ['the portal for a card at the window', PORTAL, byCard, LI_NA, 'way-not-of-caller'],
    ['the portal for an authority', PORTAL, byAuthority, LI_NA, 'system-for-self-only'],
    ['the portal as a supervisor', PORTAL, bySupervision, LI_NA, 'system-for-self-only'],
    ['a supervisor in a case of supervision', SUPERVISOR, bySupervision, LI_NA, 'listed'],
    ['a supervisor for a citizen', SUPERVISOR, byCard, LI_NA, 'needs-service-officer'],
    ['an approval officer', 'officer-hu-min', byCard, LI_NA, 'scope-not-held'],
    ['a department that asks and provides', 'real-estate-system', bySignIn, LI_NA, 'scope-not-held'],
    ['nobody', 'nobody-system', bySignIn, LI_NA, 'client-unknown'],
  ])('%s', async (_what, as, ground, subject, rule) => {
    const before = (await world.recorded()).length;
    const answer = await world.list({ subject, ground }, as);
    if (rule === 'listed') {
      expect(answer).toMatchObject({ status: 200, body: { items: [] } });
      expect(await world.recorded()).toHaveLength(before + 1);
    } else {
      expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden', denial: { rule } } });
      expect(answer.body.denial.ask).toContain('0579-00000101');
      expect(await world.recorded()).toHaveLength(before);
    }
  });

  test.each([
    ['a card for a firm', { subject: WANG_JI_CATERING, ground: byCard }, '/ground/by', 'way-fits-subject'],
    ['a licence for a citizen', { subject: LI_NA, ground: byLicence }, '/ground/by', 'way-fits-subject'],
    ['a way that is not in the set', { subject: LI_NA, ground: { ...byCard, by: 'he-says-so' } }, '/ground/by', ''],
    ['no ground', { subject: LI_NA }, '/ground', ''],
    ['a wrong code', { subject: LI_NA.replace(/.$/, '0'), ground: byCard }, '/subject', 'subject-code'],
    [
      'a person’s number for a reference',
      { subject: LI_NA, ground: { ...byCard, reference: `A-${CHEN_FUYING}-B` } },
      '/ground/reference',
      'reference-without-personal-number',
    ],
    [
      'a telephone for a reference',
      { subject: LI_NA, ground: { ...byCard, reference: 'T13905790000' } },
      '/ground/reference',
      'reference-without-personal-number',
    ],
    [
      'an empty span of time',
      { subject: LI_NA, ground: byCard, from: '2026-11-20T10:00:00Z', until: '2026-11-20T10:00:00Z' },
      '/from',
      'from-before-until',
    ],
  ])('refused by name: %s', async (_what, body, field, rule) => {
    const answer = await world.list(body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    expect(answer.body.errors[0].field).toBe(field);
    if (rule) expect(answer.body.errors[0].rule).toBe(rule);
    expect(JSON.stringify(answer.body)).not.toMatch(/33078419|13905790000/);
  });

  test('a denied caller hears the same, byte for byte, of whom much is recorded and of whom nothing is', async () => {
    await world.keep(recordAbout(CHEN_FUYING));
    for (const [as, ground] of [
      ['officer-hu-min', byCard],
      [OFFICER, bySupervision],
      [PORTAL, byAuthority],
    ] as const) {
      const [known, unknown] = await Promise.all(
        [CHEN_FUYING, HU_YAN].map((subject) => world.list({ subject, ground }, as)),
      );
      expect(JSON.stringify(known)).toBe(JSON.stringify(unknown));
    }
  });
});

describe('what is told', () => {
  const seller = { party: 'seller', matter: 'existing-house-contract', case: 'case-7' } as const;
  const itemsOf = async (...[change, body]: [object, object?]) => {
    const fresh = await usesWorld();
    await fresh.keep(recordAbout(WANG_QIANG, change));
    return (await fresh.list({ subject: WANG_QIANG, ground: byCard, ...body })).body.items;
  };

  test('who, at whom, for what, on which basis, which fields, when: in both languages', async () => {
    const [use] = await itemsOf({ ...seller, officer: 'officer-lou-yun', fields: ['/location', '/area'] });
    expect(use).toMatchObject({
      at: '2026-11-20T01:30:00.000Z',
      who: { department: { zh: '永康市住房和城乡建设局' }, post: '房屋交易审批岗' },
      what: { zh: '不动产登记信息（按单元号和权利人）' },
      fields: [{ zh: '坐落' }, { zh: '建筑面积（平方米）' }],
      found: true,
      purpose: { name: { zh: '存量房买卖合同网签备案' }, legalBasis: expect.stringContaining('优化营商环境条例') },
    });
    expect(use.text.zh).toBe(
      '2026-11-20 09:30，永康市住房和城乡建设局（房屋交易审批岗）因“存量房买卖合同网签备案”向永康市自然资源和规划局（不动产登记中心）查询“不动产登记信息（按单元号和权利人）”，获知：坐落、建筑面积（平方米）。依据：优化营商环境条例第四十七条；不动产登记暂行条例第十四条、第二十五条。',
    );
    expect(use.text.en).toMatch(
      /^2026-11-20 09:30: Yongkang Housing and Construction Bureau asked for "Title by unit number and holder" at .*, for "Filing of the contract of an existing house"; told: Location, Floor area, m²\. Legal basis: /,
    );
  });

  test('no officer’s name, and his id to supervisors only', async () => {
    const [use] = await itemsOf({ ...seller, officer: 'officer-lou-yun' });
    expect(JSON.stringify(use)).not.toMatch(/楼芸|lou-yun/);
    await world.keep(recordAbout(WANG_QIANG, { officer: 'officer-lou-yun' }));
    const supervised = await world.list({ subject: WANG_QIANG, ground: bySupervision }, SUPERVISOR);
    expect(supervised.body.items[0].record.officer).toBe('officer-lou-yun');
  });

  test('a third party hears in which role and on which ground he was asked about', async () => {
    const [use] = await itemsOf({
      party: 'landlord',
      level: 'predicate',
      consumer: 'market-supervision',
      resource: 'real-estate/premises',
      grant: 'market-premises',
      matter: 'company-setup',
      fields: ['/isHolder'],
    });
    expect(use.ground).toMatch(/租赁合同载明/);
    expect(use.text.zh).toMatch(/您在其中为出租人，理由：租赁合同载明/);
    expect(use.text.en).toContain('You were the landlord there.');
  });

  test('an issuer’s own act is asked of nobody; a pull that told nothing says so', async () => {
    const own = { resource: 'certificates/real-estate-title', fields: [] };
    const [issued] = await itemsOf({ ...own, consumer: 'real-estate', kind: 'issue' });
    expect(issued.text.zh).toMatch(/^[\d: -]+，永康市.+）签发电子证照“certificates.+”。$/);
    expect((await itemsOf({ ...seller, ...own, kind: 'pull' }))[0].text.zh).toContain('，未获知任何内容。');
  });

  test('nothing was found; the grant has changed since; what is gone from the registry is called by its id', async () => {
    const [nothing] = await itemsOf({ ...seller, found: false, grantRevision: 7 });
    expect(nothing.text.zh).toContain('未查到');
    expect(nothing.text.zh).toContain('（授权其后有变更）');
    expect(nothing.purpose.grantChanged).toBe(true);
    const [gone] = await itemsOf({ consumer: 'old-bureau', resource: 'old/thing', grant: 'old', matter: 'old-matter' });
    expect(gone).toMatchObject({ what: { zh: 'old/thing' }, purpose: { name: { zh: 'old-matter' } } });
    expect(gone.purpose.legalBasis).toBeUndefined();
  });

  test('the next list shows this one: who listed, on which ground', async () => {
    const fresh = await usesWorld();
    const { body } = await fresh.list({ subject: LI_NA, ground: byAuthority });
    await fresh.keep(...(await fresh.recorded()));
    const again = await fresh.list({ subject: LI_NA, ground: bySignIn }, PORTAL);
    expect(again.body.items).toHaveLength(1);
    expect(again.body.items[0].record).toMatchObject({ id: body.exchange, kind: 'uses', found: false });
    expect(again.body.items[0].text.zh).toContain('因“有权机关依法查询（浙公调〔2026〕12号）”');
  });
});

describe('nothing leaves without its record', () => {
  test('one record, about the person by handle, with the ground; no number of anybody in table, log or cursor', async () => {
    const fresh = await usesWorld();
    await fresh.keep(recordAbout(LI_NA), recordAbout(LI_NA));
    const { body } = await fresh.list({ subject: LI_NA, ground: byCard, limit: 1 });
    const records = await fresh.recorded();
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({
      id: body.exchange,
      kind: 'uses',
      at: NOW,
      officer: OFFICER,
      consumer: 'one-window',
      provider: 'data-authority',
      resource: 'hub/uses',
      ground: 'self/id-card-at-window/CK3-20261120-0007',
      handle: subjectHandle(keys, LI_NA),
      keyVersion: 3,
      found: true,
    });
    const everywhere = (await fresh.everything()) + written() + Buffer.from(body.next, 'base64url').toString('latin1');
    expect(everywhere).not.toContain(LI_NA);
    expect(JSON.stringify(body)).not.toContain(LI_NA);
  });

  test('what cannot be recorded is not told', async () => {
    const fresh = await usesWorld();
    await fresh.keep(recordAbout(LI_NA));
    fresh.counted.fault({ kind: 'refuse', operation: 'PutItem' });
    const answer = await fresh.list({ subject: LI_NA, ground: byCard });
    expect(answer).toMatchObject({ status: 503, body: { code: 'hub-not-ready' } });
    expect(answer.body.items).toBeUndefined();
  });

  test('suspended while the list was read: recorded, and not told', async () => {
    const fresh = await usesWorld();
    const city = citySnapshot();
    const { list } = fresh;
    const meanwhile = () => fresh.setSnapshot({ ...city, officers: city.officers.filter(({ id }) => id !== OFFICER) });
    fresh.counted.fault({ kind: 'delay', operation: 'PutItem', meanwhile });
    expect(await list({ subject: LI_NA, ground: byCard })).toMatchObject({
      status: 403,
      body: { denial: { rule: 'officer-unknown' } },
    });
    expect(await fresh.recorded()).toHaveLength(1);
  });

  test('a repeat under the same key tells the same under the same record; news get a record of their own; another question is refused', async () => {
    const fresh = await usesWorld();
    await fresh.keep(recordAbout(LI_NA));
    const ask = (change: object = {}) =>
      fresh.list({ subject: LI_NA, ground: byCard, ...change }, OFFICER, { 'idempotency-key': 'once' });
    const [first, second] = [await ask(), await ask()];
    expect(second.body).toEqual(first.body);
    expect(await fresh.recorded()).toHaveLength(1);
    expect(await ask({ limit: 7 })).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    await fresh.keep(recordAbout(LI_NA));
    const third = await ask();
    expect(third.body.items).toHaveLength(2);
    expect((await fresh.recorded()).map(({ repeatOf }) => repeatOf)).toContain(first.body.exchange);
  });

  test('an officer reads so many lists a day, of whomever, and hears until when he has to wait', async () => {
    const fresh = await usesWorld();
    await fresh.spend(OFFICER, 299);
    expect((await fresh.list({ subject: LI_NA, ground: byCard })).status).toBe(200);
    const answer = await fresh.list({ subject: WANG_QIANG, ground: byCard });
    expect(answer).toMatchObject({ status: 429, body: { denial: { rule: 'uses-day', limit: 300 } } });
    expect(answer.headers['retry-after']).toBe(String(12 * 3600));
    expect(await fresh.recorded()).toHaveLength(1);
    expect((await fresh.list({ subject: WANG_QIANG, ground: bySignIn }, PORTAL)).status).toBe(200);
  });

  test('three reads, of the progress and of one handle for each key of the hub, and two writes, count and record', async () => {
    const fresh = await usesWorld();
    fresh.counted.reset();
    await fresh.list({ subject: LI_NA, ground: byCard });
    expect(fresh.counted.calls).toEqual({ GetItem: 1, Query: 3, UpdateItem: 1, PutItem: 1 });
  });
});

test('a cursor is bound to its reader, the person, the ground and the filter', async () => {
  const fresh = await usesWorld();
  await fresh.keep(...[1, 2, 3].map((i) => recordAbout(LI_NA, { at: NOW - i })));
  const body = { subject: LI_NA, ground: byCard, limit: 1 };
  const { next } = (await fresh.list(body)).body;
  const wrong = [
    fresh.list({ ...body, cursor: next, subject: WANG_QIANG }),
    fresh.list({ ...body, cursor: next, ground: byMandate }),
    fresh.list({ ...body, cursor: next, resource: 'real-estate/title' }),
    fresh.list({ ...body, cursor: next, ground: bySignIn }, PORTAL),
    fresh.list({ ...body, cursor: `A${next}` }),
  ];
  for (const answer of await Promise.all(wrong))
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ rule: 'cursor' }] } });
});

test('up to when every use is listed is said, and when that is not known, that too', async () => {
  const fresh = await usesWorld();
  const unknown = (await fresh.list({ subject: LI_NA, ground: byCard })).body;
  expect([unknown.completeUntil, unknown.says.zh]).toEqual([undefined, '尚不能确认记录是否齐全，请稍后再查。']);
  const complete = NOW - 22 * 60_000;
  await fresh.progress.write({ v: 1, last: NOW, open: [], proofs: [], complete }, 0);
  const known = (await fresh.list({ subject: LI_NA, ground: byCard })).body;
  expect(known.completeUntil).toBe('2026-11-20T03:38:00.000Z');
  expect(known.says.en).toBe(
    'Whatever was told to anybody before 2026-11-20 11:38 (Beijing time) is listed; later uses may be missing yet.',
  );
});
