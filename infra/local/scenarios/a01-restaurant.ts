/** A1 开办餐饮店: five bodies, one window, one parcel, ten working days. */
import { FIRM, PERMITS, SET_UP } from './a01-travels.ts';
import { approve, BODIES, filedRestaurant, handOut, issueAll } from './restaurant.ts';
import { type Stage, taken } from './stage.ts';
import { type Travelling, travel } from './travel.ts';

export const BEGINS = '2017-09-24 20:00';

export const accepted = async (stage: Stage, id: string): Promise<string> => {
  await stage.to('2017-09-25 09:00');
  await taken(stage.act(id, { act: 'accept' }));
  return id;
};

export const licensed = async (stage: Stage, id: string): Promise<string> => {
  await stage.to('2017-09-26 10:00');
  await approve(stage, id, 'company-setup');
  await issueAll(stage, id);
  return id;
};

/** Accepted at the window on the morning of 25 September. */
export const acceptedRestaurant = async (stage: Stage): Promise<string> =>
  accepted(stage, await filedRestaurant(stage));

/** Accepted, and licensed on the next day: from then on the permits run side by side. */
export const licensedRestaurant = async (stage: Stage): Promise<string> =>
  licensed(stage, await acceptedRestaurant(stage));

const DAYS = [
  ['2017-09-30 09:00', 'shop-sign'],
  ['2017-09-30 15:00', 'drainage-permit'],
  ['2017-10-10 09:00', 'fire-check'],
  ['2017-10-12 16:00', 'food-licence'],
] as const;

export const finished = async (stage: Stage, id: string): Promise<string[]> => {
  for (const [day, task] of DAYS) {
    await stage.to(day);
    await approve(stage, id, task);
  }
  await stage.to('2017-10-13 09:00');
  await issueAll(stage, id);
  await handOut(stage, id);
  return [id];
};

/** From the receipt to the parcel. */
export const fromReceipt = async (stage: Stage, id: string): Promise<string[]> =>
  finished(stage, await licensed(stage, await accepted(stage, id)));

/** Returns the number of the case. */
export const play = async (stage: Stage): Promise<string[]> => fromReceipt(stage, await filedRestaurant(stage));

/** 联合踏勘: whose permits rest on the place. */
const TOGETHER = ['food-licence', 'fire-check', 'shop-sign', 'drainage-permit'] as const;
const LOOKED_AT = {
  'food-licence': '加工场所与布局图一致',
  'fire-check': '疏散通道、安全出口畅通',
  'shop-sign': '店招位置与效果图一致',
  'drainage-permit': '隔油池已安装',
} as const;

/** Set on the 27th; on the 29th four bodies go once, two officers each, and sign one sheet. */
export const inspected = async (stage: Stage, id: string): Promise<void> => {
  await stage.to('2017-09-27 09:00');
  const convener = { as: BODIES['food-licence'] };
  const meet = { at: '2017-09-29T09:00:00+08:00', place: '永康市东城街道望春东路168号' };
  await taken(stage.act(id, { act: 'set-inspection', task: 'food-licence', ...meet }, convener));
  await stage.to('2017-09-29 10:00');
  for (const task of TOGETHER) {
    const items = [{ item: 'site', name: LOOKED_AT[task], found: 'passed' as const, photos: [] }];
    const officers = [BODIES[task], `${task}-second`];
    await taken(stage.act(id, { act: 'inspect', task, officers, items }, { as: BODIES[task] }));
  }
  for (const task of TOGETHER) await taken(stage.act(id, { act: 'sign-inspection', task }, { as: BODIES[task] }));
};

/** Health does not answer: asked five times, then its register is looked up by telephone. */
const withoutHealth = async (stage: Stage, id: string): Promise<void> => {
  const as = BODIES['food-licence'];
  const asked = { matter: 'food-licence', resource: 'health/health-certificate', party: 'wang' } as const;
  for (const at of ['10:00', '10:05', '10:20', '11:20', '15:20']) {
    await stage.to(`2017-09-26 ${at}`);
    await taken(stage.act(id, { act: 'fact-failed', ...asked, cause: 'department-unavailable' }, { as }));
  }
  await taken(stage.act(id, { act: 'settle-fact', failure: 0, way: 'manual-check', note: '电话核验健康证明两份' }));
};

/** The same with its data trips and the one visit of the four bodies. */
export const playInFull = async (stage: Travelling): Promise<string[]> => {
  const id = await filedRestaurant(stage);
  await travel(stage, id, SET_UP);
  await taken(stage.act(id, { act: 'confirm-prefill', fields: ['person.name', 'firm.address'], onBehalf: 'wang' }));
  await licensed(stage, await accepted(stage, id));
  const add = { act: 'add-party', task: 'company-setup', party: FIRM } as const;
  await taken(stage.act(id, add, { as: BODIES['company-setup'] }));
  await travel(stage, id, PERMITS);
  await withoutHealth(stage, id);
  await inspected(stage, id);
  return finished(stage, id);
};
