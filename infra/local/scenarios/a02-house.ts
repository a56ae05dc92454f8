/** A2 二手房: Chen Fuying sells to Li Na; contract, taxes, register and accounts at one window, in fifty minutes. */
import { CHEN_FUYING, CHEN_HOME, LI_NA } from '#city/cast.ts';
import type { CaseView } from '#schemas/case.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import type { HouseSale } from '#schemas/levy.ts';
import {
  CONTRACT,
  DATA,
  FAMILY,
  FAMILY_HOMES,
  HOUSE_BODIES,
  type HouseTask,
  PAID,
  REGISTRATION,
  TAX,
  title,
} from './a02-house-data.ts';
import { paper } from './restaurant.ts';
import { type Stage, taken } from './stage.ts';
import { answered, type Travelling, travel } from './travel.ts';

export { HOUSE_BODIES, REGISTRATION, TAX } from './a02-house-data.ts';

export const BEGINS = '2017-09-25 09:30';

export const house = (over: Partial<OpenCase> = {}): OpenCase => ({
  subject: { bundle: 'existing-house' },
  channel: 'window',
  place: 'yongkang-hall',
  answers: { 'tax-by-gain': false, 'seller-married': false, 'new-mortgage': false },
  parties: [
    { id: 'seller', role: 'seller', code: CHEN_FUYING, name: '陈福英' },
    { id: 'buyer', role: 'buyer', code: LI_NA, name: '李娜' },
  ],
  form: { 'house.unitNumber': CHEN_HOME, 'house.price': 1_200_000, 'house.area': 89.5 },
  onBehalf: 'buyer',
  ...over,
});

const PAPERS = [`${REGISTRATION}/contract`, `${REGISTRATION}/old-title`];

/** 89.50 m², the buyer's only home, held for six years and the seller's only home. */
export const SALE: HouseSale = {
  priceFen: 120_000_000,
  area: 8_950,
  use: 'home',
  buyerHomes: 1,
  heldYears: 6,
  sellerOnlyHome: true,
  furtherCopies: 0,
};

export const filedHouse = async (stage: Stage, over: Partial<OpenCase> = {}): Promise<string> => {
  const { id } = await taken(stage.open(house(over)));
  for (const party of ['seller', 'buyer'])
    await taken(stage.act(id, { act: 'note-visit', party, place: 'yongkang-hall', reason: '双方共同申请并接受询问' }));
  await taken(stage.act(id, { act: 'hand-in', materials: PAPERS.map(paper), onBehalf: 'buyer' }));
  await taken(stage.act(id, { act: 'file', onBehalf: 'buyer' }));
  return id;
};

export const acceptedHouse = async (stage: Stage, over: Partial<OpenCase> = {}): Promise<string> => {
  const id = await filedHouse(stage, over);
  await stage.to('2017-09-25 10:00');
  await taken(stage.act(id, { act: 'accept' }));
  return id;
};

export const decideHouse = (stage: Stage, id: string, task: HouseTask) =>
  taken(stage.act(id, { act: 'decide', task, decision: 'approve' }, { as: HOUSE_BODIES[task] }));

const record = (stage: Stage, id: string, task: HouseTask, number: string, zh: string, en: string) =>
  taken(
    stage.act(
      id,
      { act: 'record-result', task, result: { document: { number, name: { zh, en } } } },
      { as: HOUSE_BODIES[task] },
    ),
  );

export const reckon = (stage: Stage, id: string, sale: HouseSale = SALE) =>
  stage.act(id, { act: 'reckon-levies', task: TAX, sale }, { as: HOUSE_BODIES[TAX] });

/** 一单两据: taxes to the treasury, the fee as revenue of the register. */
export const pay = (stage: Stage, id: string, view: CaseView) => {
  const order = view.tasks.find(({ matter }) => matter === TAX)?.levied?.order;
  const fee = order?.lines.find(({ levy }) => levy === 'registration-fee')?.fen ?? 0;
  return stage.act(id, {
    act: 'record-payment',
    task: TAX,
    receipts: [
      { number: '税票330784170001', collector: 'taxation', fen: (order?.totalFen ?? 0) - fee },
      { number: '非税330784170001', collector: 'real-estate', fen: fee },
    ],
  });
};

export const contracted = async (stage: Stage, id: string): Promise<string> => {
  await stage.to('2017-09-25 10:04');
  await decideHouse(stage, id, CONTRACT);
  await record(stage, id, CONTRACT, '永房网签2017-08812', '网签备案号', 'number of the contract');
  return id;
};

/** 家庭成员 as the registers have named them, each with the ground on which he is asked about. */
export const joined = async (stage: Stage, id: string): Promise<void> => {
  for (const party of FAMILY)
    await taken(stage.act(id, { act: 'add-party', task: TAX, party }, { as: HOUSE_BODIES[TAX] }));
};

const paid = async (stage: Stage, id: string): Promise<string> => {
  await stage.to('2017-09-25 10:14');
  const reckoned = await taken(reckon(stage, id));
  await stage.to('2017-09-25 10:20');
  await taken(pay(stage, id, reckoned));
  await decideHouse(stage, id, TAX);
  await record(stage, id, TAX, '税票330784170001', '税收完税证明', 'tax payment certificate');
  return id;
};

/** Accepted, and the register has said that nothing stands against the sale. */
export const checkedHouse = async (stage: Stage, over: Partial<OpenCase> = {}): Promise<string> => {
  const id = await acceptedHouse(stage, over);
  await answered(stage, id, [title()], Date.parse('2017-09-25T10:00:00+08:00'));
  return id;
};

/** Contract filed, taxes reckoned and paid: what comes next is the entry. */
export const paidHouse = async (stage: Stage): Promise<string> =>
  paid(stage, await contracted(stage, await checkedHouse(stage)));

const finished = async (stage: Stage, id: string): Promise<string[]> => {
  await stage.to('2017-09-25 10:38');
  await decideHouse(stage, id, REGISTRATION);
  await stage.to('2017-09-25 10:44');
  const title = '浙(2017)永康市不动产权第0012345号';
  await record(stage, id, REGISTRATION, title, '不动产权证书', 'title certificate');
  await decideHouse(stage, id, 'utility-accounts');
  await record(stage, id, 'utility-accounts', '过户通知2017-0925-01', '水电气过户通知', 'notice to the utilities');
  await taken(stage.act(id, { act: 'put-out' }));
  await taken(stage.act(id, { act: 'deliver', way: 'window', to: 'buyer' }));
  await taken(stage.act(id, { act: 'close' }));
  return [id];
};

/** Returns the number of the case. */
export const play = async (stage: Stage): Promise<string[]> => finished(stage, await paidHouse(stage));

/** The same with its data trips. */
export const playInFull = async (stage: Travelling): Promise<string[]> => {
  const id = await acceptedHouse(stage);
  await travel(stage, id, DATA);
  await contracted(stage, id);
  await joined(stage, id);
  await travel(stage, id, FAMILY_HOMES);
  await paid(stage, id);
  await travel(stage, id, PAID);
  return finished(stage, id);
};
