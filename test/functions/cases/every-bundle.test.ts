/** 一件事: every template that the city has plays to its end, in the situation that its figures are told for. */
import { describe, expect, test } from 'vitest';
import { bundles } from '#city/bundles/index.ts';
import { LI_NA } from '#city/cast.ts';
import { figuresOf } from '#functions/matters/figures.ts';
import { agreeing, house, receiptsOf, SALE } from '#infra/local/scenarios/a02-house.ts';
import { title } from '#infra/local/scenarios/a02-house-data.ts';
import { broughtAll, decided, officerOf, resulted } from '#infra/local/scenarios/bodies.ts';
import { countersOf } from '#infra/local/scenarios/counters.ts';
import { taken } from '#infra/local/scenarios/stage.ts';
import { travel } from '#infra/local/scenarios/travel.ts';
import type { BundleTemplate } from '#schemas/bundle.ts';
import type { CaseView } from '#schemas/case.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import { type CasesWorld, casesWorld } from './world.ts';

/** Filed on the first working morning of the template, and accepted. */
const accepted = async (world: CasesWorld, { id: bundle, typical, matters }: BundleTemplate): Promise<string> => {
  const isHouse = matters.some(({ matter }) => matter.includes('house'));
  const one: OpenCase = isHouse
    ? house()
    : { ...house({ form: {} }), parties: [{ id: 'buyer', role: 'applicant', code: LI_NA, name: '李娜' }] };
  const { id } = await taken(world.open({ ...one, subject: { bundle }, answers: typical }));
  await taken(world.act(id, { act: 'file', onBehalf: 'buyer' }));
  if (isHouse) await taken(world.act(id, agreeing('seller')));
  await broughtAll(world, id, 'buyer');
  await taken(world.act(id, { act: 'accept' }));
  return id;
};

/** Decided by its body, paid for before where something is levied, and given its result where others wait for that. */
const done = async (world: CasesWorld, id: string, task: string): Promise<void> => {
  const as = { as: officerOf(await world.get(id), task) };
  const reckoned = await world.act(id, { act: 'reckon-levies', task, sale: SALE }, as);
  if (reckoned.status === 200) {
    const { levied } = (reckoned.body as CaseView).tasks.find(({ matter }) => matter === task) ?? {};
    await taken(world.act(id, { act: 'record-payment', task, receipts: receiptsOf(levied?.order, '330784170009') }));
  }
  // 登记簿核验, where nothing may be entered before it.
  if (task.endsWith('house-registration')) await travel(world, id, [{ ...title(), matter: task, ...as }]);
  await decided(world, id, task);
};

const DAY = 86_400_000;
const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

describe.each(bundles.map((one) => [`${one.name.zh} ${one.version}`, one] as const))('%s', (_name, template) => {
  test('filed, accepted, decided in its order, put out once, delivered, closed', async () => {
    // A Monday, so that every step is on a working day or waits for one.
    const first = template.from > '2017-09-25' ? template.from : '2017-09-25';
    const world = await casesWorld(`${first} 09:00`);
    const id = await accepted(world, template);
    for (let day = 1; (await world.get(id)).decidedAt === undefined; day += 1) {
      if (day > 40) throw new Error('it comes to no end');
      await world.to(`${dayAfter(first, day)} 10:00`);
      for (const { matter, state } of (await world.get(id)).tasks) if (state === 'open') await done(world, id, matter);
      // 先照后证: at once where others wait for it; what is held until all is decided comes below.
      for (const { matter, state, result } of (await world.get(id)).tasks)
        if (state === 'approved' && !result) await resulted(world, id, matter).catch(() => undefined);
    }
    for (const { matter, result } of (await world.get(id)).tasks) if (!result) await resulted(world, id, matter);
    await taken(world.act(id, { act: 'put-out' }));
    await taken(world.act(id, { act: 'deliver', way: 'courier', to: 'buyer', waybill: 'EV000000077CN' }));
    await taken(world.act(id, { act: 'close' }));
    const view = await world.get(id);
    const figures = figuresOf(template, world.matters.pinned, { answers: template.typical });
    const tasks = view.tasks.length;
    expect(countersOf(world.matters, view, await world.trip(id))).toMatchObject({
      ...{ state: 'closed', notices: 0, tolerated: 0, denied: 0 },
      ...{
        approved: tasks,
        results: tasks,
        materials: figures.materials.after,
        notAskedFor: figures.materials.dropped,
      },
    });
    expect(view.pinned?.template).toBe(template.version);
    // Nothing is decided before what it waits for.
    for (const { after, decidedAt = '' } of view.tasks)
      for (const id of after)
        expect(view.tasks.find(({ matter }) => matter === id)?.decidedAt?.localeCompare(decidedAt)).toBeLessThanOrEqual(
          0,
        );
  });
});
