import { describe, expect, test } from 'vitest';
import { happenings, slipOf } from '#functions/cases/slips/slip-of.ts';
import { wordsOf } from '#functions/cases/slips/words.ts';
import { caseSlipRoutes } from '#schemas/routes/case-slips.ts';
import { BODIES, paper, restaurant, SIX } from '../restaurant.ts';
import { at, snapshot, XU } from '../world.ts';
import { papersWorld } from './papers-world.ts';

type World = Awaited<ReturnType<typeof papersWorld>>;
interface Line {
  n: number;
  kind: string;
  number: string;
}

const listed = async (world: World, id: string): Promise<Line[]> => {
  const { body } = await world.papers('GET /v1/cases/{case}/slips', { as: XU, params: { case: id } });
  expect(caseSlipRoutes.listCaseSlips.answer.safeParse(body).error?.issues).toBeUndefined();
  return body.items;
};
const page = (world: World, id: string, n: number, as = XU) =>
  world.papers('GET /v1/cases/{case}/slips/{n}', { as, params: { case: id, n: String(n) } });
/** The newest slip, as it is printed. */
const last = async (world: World, id: string) => {
  const slip = (await listed(world, id)).at(-1);
  const { body, headers } = await page(world, id, slip?.n ?? 0);
  return { kind: slip?.kind, number: slip?.number, html: String(body), headers };
};
const filed = async (world: World, materials = SIX, over = {}) => {
  const { id } = (await world.open(restaurant(over))).body;
  await world.act(id, { act: 'hand-in', materials: materials.map(paper) });
  await world.act(id, { act: 'file' });
  return id as string;
};
const PICTURE = 'shop-sign/picture';

describe('slips', () => {
  test('a draft that was looked at leaves what was found, each time, and that no time limit runs yet', async () => {
    const world = await papersWorld('2017-09-25 08:50');
    const { id } = (await world.open(restaurant({ channel: 'online' }))).body;
    const wang = { onBehalf: 'wang' };
    await world.act(id, { act: 'ask-pre-check', ...wang });
    await world.act(id, { act: 'pre-check', passed: false, remarks: ['租赁合同缺页'] });
    const first = await last(world, id);
    expect([first.kind, first.number]).toEqual(['pre-checked', `${id}/YS003`]);
    for (const said of ['未通过', '1. 租赁合同缺页', '预审不是受理']) expect(first.html).toContain(said);
    await world.act(id, { act: 'ask-pre-check', ...wang });
    await world.act(id, { act: 'pre-check', passed: true, remarks: [] });
    expect((await last(world, id)).html).toContain('通过，可以提交申请');
    expect(await listed(world, id)).toHaveLength(2);
  });

  test('a case that goes well leaves receipt, acceptance, five decisions, word that all lies ready, delivery and the end; each number follows from its event', async () => {
    const world = await papersWorld('2017-09-25 08:50');
    const id = await filed(world);
    await world.act(id, { act: 'accept' });
    const accepted = await last(world, id);
    expect(accepted.html).toContain('承诺期限：2017-10-13');
    expect(accepted.html).toContain('（受理专用章）');
    for (const [day, task] of [
      ['2017-09-26 10:00', 'company-setup'],
      ['2017-09-30 09:00', 'shop-sign'],
      ['2017-09-30 15:00', 'drainage-permit'],
      ['2017-10-10 09:00', 'fire-check'],
      ['2017-10-12 16:00', 'food-licence'],
    ] as const) {
      await world.to(day);
      await world.act(id, { act: 'decide', task, decision: 'approve' }, { as: BODIES[task] });
      const result = { document: { number: `${task}-1`, name: { zh: '结果', en: 'result' } } };
      await world.act(id, { act: 'record-result', task, result }, { as: BODIES[task] });
    }
    for (const [task, as] of Object.entries(BODIES)) {
      const result = { document: { number: `${task}-1`, name: { zh: '结果', en: 'result' } } };
      await world.act(id, { act: 'record-result', task, result }, { as });
    }
    await world.act(id, { act: 'put-out' });
    await world.act(id, { act: 'deliver', way: 'courier', to: 'wang', waybill: 'EV000000001CN' });
    const lines = await listed(world, id);
    const decisions = Array(5).fill('approved');
    expect(lines.map(({ kind }) => kind)).toEqual(['receipt', 'accepted', ...decisions, 'output', 'delivery']);
    expect(lines.slice(0, 2).map(({ number }) => number)).toEqual([`${id}/SJ003`, `${id}/SL004`]);
    const first = String((await page(world, id, 3)).body);
    expect(first.match(/纸质/g)).toHaveLength(6);
    expect((await last(world, id)).html).toContain('EV000000001CN');
    await world.to('2017-10-13 11:00');
    await world.act(id, { act: 'close' });
    const end = await last(world, id);
    expect([end.kind, end.number]).toEqual(['closed', expect.stringMatching(/\/BJ\d{3}$/)]);
    for (const said of ['食品经营许可', '准予', '2017-10-13 11:00']) expect(end.html).toContain(said);
    // The same slip again is the same page.
    expect(String((await page(world, id, 3)).body)).toBe(first);
  });

  test('what was typed is text and nothing else, no code of a person is printed, and nothing is loaded', async () => {
    const world = await papersWorld('2017-09-25 08:50');
    const id = await filed(world);
    await world.act(id, { act: 'refuse', reason: '<img src=x onerror="alert(1)">', basis: '行政许可法第三十二条' });
    const { html, headers, kind } = await last(world, id);
    expect(kind).toBe('not-accepted');
    expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;');
    expect(html.replace(/&lt;.*?&gt;/g, '')).not.toMatch(/<img|<script|<link|src=|https?:/i);
    for (const party of restaurant().parties) expect(html).not.toContain(party.code);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='; /);
    expect(headers['content-type']).toContain('text/html');
  });

  test('who is refused is told why, on what basis, and what he can do about it by the law of the day', async () => {
    const then = await papersWorld('2017-09-25 08:50');
    const id = await filed(then);
    await then.act(id, { act: 'refuse', reason: '不属于本窗口', basis: '行政许可法第三十二条' });
    const { html } = await last(then, id);
    for (const said of ['不属于本窗口', '行政许可法第三十二条', '六十日内', '六个月内', '上一级主管部门'])
      expect(html).toContain(said);
    // The same refusal in 2024 names the remedies of 2024: only the government of this level reviews.
    const refusal = happenings(await then.deps.cases.events(id)).at(-1);
    const slip = refusal && slipOf(refusal);
    if (!slip) throw new Error('no slip');
    const later = { ...refusal, event: { ...refusal.event, at: at('2024-06-03 09:00') } };
    const told = JSON.stringify(
      wordsOf(slip, later, { matters: await then.deps.matters.current(), calendars: snapshot.clocks.calendars }),
    );
    expect([told.includes('第二十条'), told.includes('上一级主管部门')]).toEqual([true, false]);
  });

  test('a notice lists everything at once; a promise its day; what lapses ends the acceptance and says so', async () => {
    const world = await papersWorld('2017-09-25 08:50');
    const id = await filed(
      world,
      SIX.filter((key) => key !== PICTURE),
    );
    const items = [
      { item: PICTURE, what: '缺夜景图' },
      { item: 'food-licence/layout', what: '缺排水层' },
    ];
    await world.act(id, { act: 'give-notice', items, due: '2017-09-29' });
    const notice = await last(world, id);
    expect([notice.kind, notice.html.includes('缺夜景图'), notice.html.includes('缺排水层')]).toEqual([
      'notice',
      true,
      true,
    ]);
    // What a notice names is taken, and the receipt names it, by its key where no list has it.
    const another = { items: [{ item: 'fire-check/escape-photo', what: '疏散通道照片' }], due: '2017-09-29' };
    const asked = await filed(world);
    expect((await world.act(asked, { act: 'give-notice', ...another })).status).toBe(200);
    await world.act(asked, { act: 'hand-in', materials: [paper('fire-check/escape-photo')] });
    const receipt = await last(world, asked);
    expect([receipt.kind, receipt.html.match(/1\. [^<]*（纸质）/g)]).toEqual([
      'receipt',
      ['1. fire-check/escape-photo（纸质）'],
    ]);
    await world.act(id, { act: 'withdraw', onBehalf: 'wang', reason: '改日再办' });
    expect((await last(world, id)).kind).toBe('withdrawn');

    const promising = await filed(
      world,
      SIX.filter((key) => key !== PICTURE),
    );
    await world.act(promising, { act: 'accept', promises: [PICTURE] });
    const provisional = await last(world, promising);
    expect([provisional.kind, provisional.html.includes('2017-09-30 前补正')]).toEqual(['provisional', true]);
    await world.to('2017-10-01 00:05');
    const revoked = await last(world, promising);
    expect([revoked.kind, revoked.html.includes('六十日内'), revoked.html.includes('第十一条')]).toEqual([
      'acceptance-revoked',
      true,
      true,
    ]);
  });

  test('are for who has a part, and only where something was told', async () => {
    const world = await papersWorld('2017-09-25 08:50');
    const id = await filed(world);
    expect((await page(world, id, 3, 'officer-tax')).status).toBe(403);
    expect((await page(world, id, 1)).status).toBe(404);
    expect((await page(world, id, 99)).status).toBe(404);
    const { id: draft } = (await world.open(restaurant())).body;
    const stranger = await world.papers('GET /v1/cases/{case}/slips', {
      as: 'officer-hu-min',
      params: { case: draft },
    });
    expect(stranger.status).toBe(404);
  });
});
