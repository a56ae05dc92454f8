import { beforeAll, describe, expect, it } from 'vitest';
import { LOOK_AGAIN_MS } from '#functions/matters/held.ts';
import type { MatterLine } from '#schemas/matter-view.ts';
import { matterRoutes } from '#schemas/routes/matters.ts';
import type { Answer } from '../http.ts';
import { catalogue } from './city.ts';
import { mattersWorld, NOW } from './world.ts';

const as = 'officer-xia-yu';
let world: Awaited<ReturnType<typeof mattersWorld>>;
beforeAll(async () => {
  world = await mattersWorld();
});

const get = (path: string, params: Record<string, string> = {}, query: Record<string, string> = {}): Promise<Answer> =>
  world.call(`GET ${path}`, { as, params, query });
const everyLine = async (query: Record<string, string>): Promise<MatterLine[]> => {
  const found: MatterLine[] = [];
  for (let cursor: string | undefined; ; ) {
    const { body } = await get('/v1/matters', {}, { ...query, limit: '100', ...(cursor ? { cursor } : {}) });
    expect(matterRoutes.listMatters.answer.parse(body)).toEqual(body);
    found.push(...body.items);
    cursor = body.next;
    if (cursor === undefined) return found;
  }
};

describe('GET /v1/matters', () => {
  it('pages through all that was in force on a day, each once', async () => {
    const lines = await everyLine({ on: '2017-10-16' });
    expect([lines.length, new Set(lines.map(({ id }) => id)).size]).toEqual([1_145, 1_145]);
    expect(lines.filter(({ once }) => once)).toHaveLength(1_068);
  });

  it.each([
    [{ on: '2017-10-16', once: 'false' }, 77],
    [{ body: 'fire', q: '营业前' }, 1],
    [{ q: 'FIRE check before opening' }, 1],
    [{ code: '许可-14001-000' }, 1],
    [{ q: '没有这样的事项' }, 0],
  ])('finds by %j: %i', async (query, count) => {
    expect(await everyLine(query as unknown as Record<string, string>)).toHaveLength(count);
  });

  it('finds 384 at the six kinds of window, and stars', async () => {
    const kinds = ['real-estate', 'investment', 'business', 'social-affairs', 'public-security', 'tax-and-insurance'];
    const counts = await Promise.all(
      kinds.map(async (window) => (await everyLine({ on: '2017-10-16', window })).length),
    );
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(384);
    expect(await everyLine({ on: '2017-10-16', star: '5' })).toEqual([]);
    expect((await everyLine({ star: '5' })).length).toBeGreaterThan(5);
  });

  it('takes no cursor of another filter, and no filter that it does not know', async () => {
    const { body } = await get('/v1/matters', {}, { limit: '1' });
    expect((await get('/v1/matters', {}, { limit: '1', body: 'fire', cursor: body.next })).status).toBe(400);
    const bad = await get('/v1/matters', {}, { star: '6', on: 'yesterday' });
    expect(bad.body.errors.map(({ field }: { field: string }) => field)).toEqual(['/query/star', '/query/on']);
  });

  it('asks who is calling', async () => {
    expect((await world.call('GET /v1/matters', { as: 'officer-nobody' })).status).toBe(403);
  });
});

describe('GET /v1/matters/{matter}', () => {
  it('is the version of the day, under the name that the body bore', async () => {
    const then = await get('/v1/matters/{matter}', { matter: 'fire-check' }, { on: '2017-10-16' });
    expect(matterRoutes.getMatter.answer.parse(then.body)).toEqual(then.body);
    expect(then.body).toMatchObject({ matter: { version: 1 }, body: { name: { zh: '永康市公安消防大队' } } });
    const now = await get('/v1/matters/{matter}', { matter: 'fire-check' });
    expect(now.body).toMatchObject({
      matter: { version: 2, commitment: true },
      body: { name: { zh: '永康市消防救援大队' } },
      window: { kind: 'business' },
      once: true,
      star: 5,
    });
    expect(now.body.versions).toHaveLength(2);
  });

  it('says when a matter was in force that is no longer', async () => {
    const ended = await get('/v1/matters/{matter}', { matter: 'accountant-licence' });
    expect([ended.status, ended.body.detail]).toEqual([404, expect.stringContaining('2017-01-01 – 2017-11-04')]);
    expect((await get('/v1/matters/{matter}', { matter: 'no-such-matter' })).status).toBe(404);
  });
});

describe('the guide', () => {
  const guide = async (form: string, matter = 'shop-sign') =>
    (await get('/v1/matters/{matter}/guide', { matter }, { form })).body;

  it('says the same in short and at length (M33)', async () => {
    const [short, long] = [await guide('short'), await guide('long')];
    expect(matterRoutes.getGuide.answer.parse(long)).toEqual(long);
    for (const element of short.elements) expect(long.elements).toContainEqual(element);
    const ids = short.elements.map(({ id }: { id: string }) => id);
    expect(ids).toEqual(expect.arrayContaining(['promised', 'legal', 'fee', 'materials', 'phone']));
    expect(long.elements.length).toBeGreaterThan(short.elements.length);
  });

  it('lists what a guide must have, and what this one lacks', async () => {
    const { checklist } = await guide('long');
    const missing = checklist.flatMap(({ id, present }: { id: string; present: boolean }) => (present ? [] : [id]));
    expect(missing).toEqual(['situations']);
    const tolerant = await guide('short');
    expect(tolerant.elements.find(({ id }: { id: string }) => id === 'tolerable').lines[0].zh).toContain(
      '5个工作日内补齐',
    );
  });

  it('has every element for every matter by hand but those that the matter has not', async () => {
    const may = ['tolerable', 'forms', 'situations'];
    for (const matter of [
      'food-licence',
      'existing-house-registration',
      'birth-registration',
      'identity-card-renewal',
    ]) {
      const { checklist } = await guide('long', matter);
      const missing = checklist.flatMap(({ id, present }: { id: string; present: boolean }) => (present ? [] : [id]));
      expect(missing.filter((id: string) => !may.includes(id))).toEqual([]);
    }
  });

  it('says until when it would be decided if it were filed at a moment, counted as a case is', async () => {
    const filed = async (matter: string, at: string) => {
      const { body } = await get('/v1/matters/{matter}/guide', { matter }, { filed: at });
      expect(matterRoutes.getGuide.answer.parse(body)).toEqual(body);
      return { on: body.on, version: body.version, ...body.ifFiled };
    };
    const sign = await filed('shop-sign', '2017-09-25T09:00:00+08:00');
    expect(sign).toMatchObject({ on: '2017-09-25', state: 'running', light: 'green' });
    expect(sign.dues.map(({ role, date }: { role: string; date: string }) => [role, date])).toEqual([
      ['legal', '2017-10-27'],
      ['promised', '2017-09-29'],
    ]);
    const house = await filed('existing-house-registration', '2017-09-25T16:30:00+08:00');
    expect(house.dues.at(-1)).toMatchObject({ unit: 'minutes', until: '2017-09-26T09:20:00+08:00' });
    expect((await filed('shop-sign', '2026-12-25T09:00:00+08:00')).dues[0]).toMatchObject({
      ...{ estimated: true, awaits: ['2027'] },
    });
    expect(await guide('long')).not.toHaveProperty('ifFiled');
    const { body } = await get(
      '/v1/matters/{matter}/guide',
      { matter: 'shop-sign' },
      { filed: '9999-12-31T09:00:00Z' },
    );
    expect(body.errors).toEqual([{ field: '/query/filed', rule: 'filed-out-of-range' }]);
  });

  it('is a page for everybody, where nothing runs and what is written is escaped', async () => {
    const page = await world.open('GET /guide/{matter}', { as: '', params: { matter: 'shop-sign' } });
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.body).toContain('户外招牌设施设置');
    expect(page.body).not.toMatch(/<script|javascript:/i);
    expect((await world.open('GET /guide/{matter}', { as: '', params: { matter: 'no-such' } })).status).toBe(404);
  });
});

describe('bundles', () => {
  it('are listed by the day, and told with their figures', async () => {
    const { body } = await get('/v1/bundles', {}, { on: '2017-10-16' });
    expect(matterRoutes.listBundles.answer.parse(body)).toEqual(body);
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([
      'catering',
      'existing-house',
      'foreign-trade',
      'lodging',
      'new-house',
      'newborn',
    ]);
    const one = await get('/v1/bundles/{bundle}', { bundle: 'catering' }, { on: '2017-10-16' });
    expect(matterRoutes.getBundle.answer.parse(one.body)).toEqual(one.body);
    expect(one.body).toMatchObject({
      composition: 'n-n',
      typical: { figures: { materials: { before: 21, after: 6 }, workdays: { savedPercent: 66.67 } } },
      ended: [],
    });
  });

  it('answer what a situation needs, and name what was answered wrongly', async () => {
    const { body } = await world.call('POST /v1/bundles/{bundle}/situation', {
      as,
      params: { bundle: 'catering' },
      body: { answers: { 'legal-form': 'sole-trader', area: 40, sewer: 'maybe' }, on: '2017-10-16' },
    });
    expect(matterRoutes.situateBundle.answer.parse(body)).toEqual(body);
    expect(body.matters).toEqual(['sole-trader-setup', 'food-licence']);
    expect(body.errors).toEqual([{ question: 'sewer', rule: 'answer-yes-or-no' }]);
    expect(body.open.map(({ id }: { id: string }) => id)).toContain('sign');
  });

  it('are reviewed', async () => {
    const { body } = await get('/v1/bundles/{bundle}/review', { bundle: 'existing-house' });
    expect(matterRoutes.reviewBundle.answer.parse(body)).toEqual(body);
    const all = await get('/v1/matters-review', {}, { on: '2017-10-16', most: '3' });
    expect(matterRoutes.reviewCatalogue.answer.parse(all.body)).toEqual(all.body);
    expect([all.body.oncePercent, all.body.wins.length]).toEqual([93.28, 3]);
    const one = await get('/v1/matters/{matter}/review', { matter: 'public-rental' });
    expect(one.body.wins.length).toBeGreaterThan(0);
  });
});

describe('税费', () => {
  const sale = {
    priceFen: 120_000_000,
    area: 11_800,
    use: 'home',
    buyerHomes: 2,
    heldYears: 1,
    sellerOnlyHome: false,
    furtherCopies: 0,
  };
  const reckon = (matter: string, body: unknown) =>
    world.call('POST /v1/matters/{matter}/levies', { as, params: { matter }, body });

  it('are reckoned to the cent by the rules of the day', async () => {
    const { body } = await reckon('existing-house-tax', { sale, on: '2017-09-25' });
    expect(matterRoutes.reckonLevies.answer.parse(body)).toEqual(body);
    expect(body.totalFen).toBe(9_836_571);
    expect((await reckon('existing-house-tax', { sale })).body.totalFen).toBeLessThan(body.totalFen);
  });

  it('are none of a matter that has none, and of no sale that is none', async () => {
    expect((await reckon('shop-sign', { sale })).status).toBe(404);
    const bad = await reckon('existing-house-tax', { sale: { ...sale, buyerHomes: 0 } });
    expect([bad.status, bad.body.errors[0].field]).toEqual([400, '/sale/buyerHomes']);
  });
});

describe('the catalogue in memory', () => {
  it('costs two reads at the first question, none for a minute, and one look afterwards', async () => {
    const fresh = await mattersWorld();
    const ask = () => fresh.call('GET /v1/matters/{matter}', { as, params: { matter: 'shop-sign' } });
    await ask();
    expect(fresh.counted.total).toBe(2);
    await ask();
    expect(fresh.counted.total).toBe(2);
    fresh.wait(LOOK_AGAIN_MS);
    await ask();
    expect(fresh.counted.total).toBe(3);
  });

  it('shows a changed telephone within five minutes, and keeps what it holds when the table cannot be read (P18)', async () => {
    const fresh = await mattersWorld();
    const phone = async () =>
      (await fresh.call('GET /v1/matters/{matter}', { as, params: { matter: 'traffic-fine' } })).body.window.phone;
    const before = await phone();
    const units = catalogue.hall.units.map((unit) => ({
      ...unit,
      phone: unit.phone.replace('0579-0003', '0579-0009'),
    }));
    const next = { ...catalogue, version: 2, hall: { ...catalogue.hall, units } };
    expect(await fresh.store.publish(next, NOW)).toBe('done');
    expect(await phone()).toBe(before);
    fresh.wait(5 * 60_000);
    expect(await phone()).not.toBe(before);
    const after = await phone();
    fresh.counted.fault({ kind: 'refuse', final: true });
    fresh.wait(LOOK_AGAIN_MS);
    expect(await phone()).toBe(after);
    fresh.counted.clear();
    expect(await fresh.store.publish(catalogue, NOW)).toBe('older');
  });
});
