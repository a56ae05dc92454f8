/** What is told while a case is worked on: silence, time that does not count, what failed, what was put right, revoked, or ended. */
import { expect, test } from 'vitest';
import type { ActBody, CaseAct } from '#schemas/case-act.ts';
import { resultOf } from '../begun.ts';
import { BODIES, LICENSED, paper, restaurant, SIX } from '../restaurant.ts';
import { XU } from '../world.ts';
import { papersWorld } from './papers-world.ts';

type World = Awaited<ReturnType<typeof papersWorld>>;
const FIRE = { as: BODIES['fire-check'] };
const KONG = { as: BODIES['food-licence'] };
const PERMITS = ['food-licence', 'fire-check', 'shop-sign', 'drainage-permit'] as const;

const filed = async (world: World): Promise<string> => {
  const { id } = (await world.open(restaurant())).body;
  await world.act(id, { act: 'hand-in', materials: SIX.map(paper) });
  await world.act(id, { act: 'file' });
  return id;
};
const licensed = async (world: World): Promise<string> => {
  const id = await filed(world);
  await world.act(id, { act: 'accept' });
  await world.act(id, { act: 'decide', task: 'company-setup', decision: 'approve' }, { as: BODIES['company-setup'] });
  await world.act(id, resultOf('company-setup'), { as: BODIES['company-setup'] });
  return id;
};
const done = async (world: World, id: string, body: CaseAct, who: { as: string } = FIRE): Promise<void> => {
  const { status, body: answer } = await world.act(id, body, who);
  expect([body.act, status, answer.errors]).toEqual([body.act, 200, undefined]);
};
/** The newest slip: its kind, and whether its page says each of the words; what it should not say stands after `not`. */
const last = async (world: World, id: string) => {
  const list = await world.papers('GET /v1/cases/{case}/slips', { as: XU, params: { case: id } });
  const { n, kind } = list.body.items.at(-1);
  const { body } = await world.papers('GET /v1/cases/{case}/slips/{n}', { as: XU, params: { case: id, n: String(n) } });
  return { kind, html: String(body) };
};
const says = async (world: World, id: string, kind: string, ...words: string[]): Promise<string> => {
  const slip = await last(world, id);
  expect(slip.kind).toBe(kind);
  for (const word of words) expect(slip.html).toContain(word);
  return slip.html;
};

test('silence leaves the slip of an acceptance that is deemed; a notice that nobody answers leaves that of a withdrawal', async () => {
  const world = await papersWorld('2017-09-25 08:50');
  const [silent, noticed] = [await filed(world), await filed(world)];
  const items = [{ item: 'food-licence/layout', what: '布局图未标注排烟口' }];
  await done(world, noticed, { act: 'give-notice', items, due: '2017-09-29' }, { as: XU });
  await world.to('2017-10-01 00:01');
  await says(world, silent, 'accepted', '视为受理', '2017-09-25 08:50', '第三十二条');
  await says(world, noticed, 'deemed-withdrawn', '2017-09-29', '第十一条');
});

test('a denial names its matter, reason, basis and remedies; put right, another slip names what it puts right', async () => {
  const world = await papersWorld('2017-09-26 10:00');
  const id = await licensed(world);
  const why = { reason: '店招遮挡消防登高面', basis: '户外招牌设置规范第八条' };
  const sign = { as: BODIES['shop-sign'] };
  await done(world, id, { act: 'decide', task: 'shop-sign', decision: 'deny', ...why }, sign);
  const denied = await says(world, id, 'denied', why.reason, why.basis, '六十日内', '六个月内');
  expect(denied).not.toContain('更正的原决定');
  await world.to('2017-09-27 10:00');
  const right = { act: 'correct-decision', task: 'shop-sign', decision: 'approve', cause: 'fact' } as const;
  await done(world, id, { ...right, reason: '登高面位于建筑北侧' }, sign);
  await says(world, id, 'approved', '更正的原决定', '不予许可', '登高面位于建筑北侧');
});

test('time that does not count is told with its length, and a longer limit with its new date and by whose leave', async () => {
  const world = await papersWorld('2017-09-26 10:00');
  const id = await licensed(world);
  await done(world, id, { act: 'pause-clock', task: 'fire-check', reason: 'hearing', told: 3 });
  await says(world, id, 'clock-held', '听证', '3 个工作日', '行政许可法 45');
  const longer: ActBody<'extend-clock'> = {
    ...{ act: 'extend-clock', task: 'food-licence', role: 'legal', length: 4 },
    ...{ leave: '局长', reason: '需补充现场核查' },
  };
  await done(world, id, longer, KONG);
  await says(world, id, 'clock-extended', '法定期限：2017-11-03', '局长', '需补充现场核查');
  // Of the whole: by leave of the government, and without a matter of its own.
  const { task: _food, ...whole } = longer;
  await done(world, id, { ...whole, length: 15, leave: '永康市人民政府负责人' }, KONG);
  const told = await says(world, id, 'clock-extended', '法定期限：2017-12-25', '永康市人民政府负责人');
  expect(told).not.toContain('所涉事项');
  // What waits for another body tells no length: nobody knows it.
  const waits = { act: 'pause-clock', task: 'shop-sign', reason: 'prerequisite' } as const;
  await done(world, id, waits, { as: BODIES['shop-sign'] });
  expect((await last(world, id)).kind).toBe('clock-extended');
});

test('what a joint inspection found is one notice under the seals of those it concerns', async () => {
  const world = await papersWorld('2017-09-26 10:00');
  const id = await licensed(world);
  const at = '2017-09-29T09:00:00+08:00';
  await done(world, id, { act: 'set-inspection', task: 'food-licence', at, place: '丽州中路 88 号' }, KONG);
  await world.to('2017-09-29 10:00');
  for (const task of PERMITS) {
    const found = task === 'fire-check' || task === 'shop-sign' ? 'failed' : 'passed';
    const sheet: ActBody<'inspect'> = {
      ...{ act: 'inspect', task, officers: ['officer-one', 'officer-two'] },
      items: [{ item: 'exit', name: '疏散通道', found, note: `${task} 堆放杂物`, photos: [] }],
    };
    await done(world, id, sheet, { as: BODIES[task] });
  }
  for (const task of PERMITS) await done(world, id, { act: 'sign-inspection', task }, { as: BODIES[task] });
  await done(world, id, { act: 'notify-inspection', task: 'food-licence', due: '2017-10-13' }, KONG);
  const html = await says(
    world,
    id,
    'notice',
    '1. 疏散通道：fire-check 堆放杂物',
    '2. 疏散通道：shop-sign',
    '2017-10-13',
  );
  const seals = html.slice(html.indexOf('class="seals"'));
  expect([seals.match(/受理专用章/g)?.length, seals.includes('公安消防大队')]).toEqual([2, true]);
  expect(seals).not.toContain('市场监督');
});

test('a task whose return nobody answers ends with a slip of its own, and the case has none', async () => {
  const world = await papersWorld('2017-09-26 10:00');
  const id = await licensed(world);
  const items = [{ item: 'fire-check/fire-rules', what: '缺疏散图' }];
  await done(world, id, { act: 'return-task', task: 'fire-check', items, due: '2017-09-29' });
  await says(world, id, 'notice', '缺疏散图', '2017-09-29');
  await world.to('2017-09-30 00:01');
  const html = await says(world, id, 'deemed-withdrawn', '所涉事项', '2017-09-29', '第十一条');
  expect(html.slice(html.indexOf('class="seals"'))).not.toContain('市场监督');
  expect((await world.get(id)).state).toBe('in-progress');
});

test('a commitment is confirmed with the term of its check; what does not hold is to be mended by a day; not mended, its approval is revoked with remedies', async () => {
  const world = await papersWorld('2024-06-03 09:00');
  const { id } = (await world.open(restaurant({ answers: LICENSED }))).body;
  await world.act(id, { act: 'file', onBehalf: 'wang' });
  const [promise, photo] = ['a'.repeat(43), 'b'.repeat(43)] as const;
  for (const digest of [promise, photo]) await world.uploaded(id, digest);
  const { materials } = await world.get(id);
  await world.act(id, { act: 'hand-in', materials: materials.map(({ material }) => paper(material)) });
  await done(world, id, { act: 'sign-commitment', task: 'fire-check', party: 'wang', file: promise }, { as: XU });
  await says(world, id, 'committed', '王强', '60 个工作日', '第十四条');
  await done(world, id, { act: 'accept' }, { as: XU });
  await done(world, id, { act: 'decide', task: 'fire-check', decision: 'approve' });
  const check: ActBody<'check-commitment'> = {
    ...{ act: 'check-commitment', task: 'fire-check', officers: ['officer-one', 'officer-two'], found: 'failed' },
    ...{ text: '疏散通道被占用', photos: [photo], rectifyBy: '2024-06-20' },
  };
  await done(world, id, check);
  await says(world, id, 'to-rectify', '疏散通道被占用', '2024-06-20', '第十四条');
  await world.to('2024-06-21 10:00');
  const revoke = { act: 'revoke-commitment', task: 'fire-check', reason: '逾期未整改' } as const;
  await done(world, id, { ...revoke, basis: '浙江省保障“最多跑一次”改革规定第十四条' });
  await says(world, id, 'approval-revoked', '逾期未整改', '第十四条', '六十日内', '行政复议法第二十条');
});
