/** A2 二手房: Chen Fuying sells to Li Na; contract, taxes, register and accounts at one window, in fifty minutes. */
import { CHEN_FUYING, CHEN_HOME, LI_NA } from '#city/cast.ts';
import type { CaseView, Receipt, TaskResult } from '#schemas/case.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import type { HouseSale, LevyOrder } from '#schemas/levy.ts';
import {
  CONTRACT,
  DATA,
  ENTERED,
  earlierTax,
  FAMILY,
  FAMILY_HOMES,
  FILED,
  HERS,
  HOUSE_BODIES,
  type HouseTask,
  PAID,
  REGISTRATION,
  type Sold,
  saleOf,
  TAX,
  TITLE_NUMBER,
  title,
} from './a02-house-data.ts';
import { paper } from './restaurant.ts';
import { type Stage, taken } from './stage.ts';
import { answered, type Travelling, travel } from './travel.ts';

export { HOUSE_BODIES, REGISTRATION, TAX } from './a02-house-data.ts';

export const BEGINS = '2017-09-25 09:30';

export const house = (over: Partial<OpenCase> = {}, { area, price }: Sold = HERS): OpenCase => ({
  subject: { bundle: 'existing-house' },
  channel: 'window',
  place: 'yongkang-hall',
  answers: { 'tax-by-gain': false, 'new-mortgage': false },
  parties: [
    { id: 'seller', role: 'seller', code: CHEN_FUYING, name: '陈福英' },
    { id: 'buyer', role: 'buyer', code: LI_NA, name: '李娜' },
  ],
  form: { 'house.unitNumber': CHEN_HOME, 'house.price': price, 'house.area': area },
  onBehalf: 'buyer',
  ...over,
});

/** 共同申请: another party signs what was filed, at this price. */
export const agreeing = (onBehalf: string, price = HERS.price) => ({
  ...{ act: 'join-application' as const, agreed: { 'house.price': price }, onBehalf },
});

const PAPERS = [`${REGISTRATION}/contract`, `${REGISTRATION}/old-title`];

/** 89.50 m², the buyer's only home, held for six years and the seller's only home. */
export const SALE: HouseSale = saleOf();

export const filedHouse = async (stage: Stage, over: Partial<OpenCase> = {}, sold: Sold = HERS): Promise<string> => {
  const { id } = await taken(stage.open(house(over, sold)));
  for (const party of ['seller', 'buyer'])
    await taken(stage.act(id, { act: 'note-visit', party, place: 'yongkang-hall', reason: '双方共同申请并接受询问' }));
  await taken(stage.act(id, { act: 'hand-in', materials: PAPERS.map(paper), onBehalf: 'buyer' }));
  await taken(stage.act(id, { act: 'file', onBehalf: 'buyer' }));
  return id;
};

export const acceptedHouse = async (stage: Stage, over: Partial<OpenCase> = {}, sold: Sold = HERS): Promise<string> => {
  const id = await filedHouse(stage, over, sold);
  await stage.to('2017-09-25 10:00');
  await taken(stage.act(id, { act: 'accept' }));
  return id;
};

export const decideHouse = (stage: Stage, id: string, task: HouseTask) =>
  taken(stage.act(id, { act: 'decide', task, decision: 'approve' }, { as: HOUSE_BODIES[task] }));

export const reckon = (stage: Stage, id: string, sale: HouseSale = SALE) =>
  stage.act(id, { act: 'reckon-levies', task: TAX, sale }, { as: HOUSE_BODIES[TAX] });

/** 一单两据: taxes to the treasury, the fee as revenue of the register. */
export const receiptsOf = (order: LevyOrder | undefined, serial: string): [taxes: Receipt, fee: Receipt] => {
  const fee = order?.lines.find(({ levy }) => levy === 'registration-fee')?.fen ?? 0;
  return [
    { number: `税票${serial}`, collector: 'taxation', fen: (order?.totalFen ?? 0) - fee },
    { number: `非税${serial}`, collector: 'real-estate', fen: fee },
  ];
};

export const pay = (stage: Stage, id: string, view: CaseView) => {
  const order = view.tasks.find(({ matter }) => matter === TAX)?.levied?.order;
  return stage.act(id, { act: 'record-payment', task: TAX, receipts: receiptsOf(order, '330784170001') });
};

export const contracted = async (stage: Stage, id: string): Promise<string> => {
  await stage.to('2017-09-25 10:04');
  await decideHouse(stage, id, CONTRACT);
  await result(stage, id, CONTRACT, document('永房网签2017-08812', '网签备案号', 'number of the contract'));
  return id;
};

/** 家庭成员 as the registers have named them, each with the ground on which he is asked about. */
export const joined = async (stage: Stage, id: string): Promise<void> => {
  for (const party of FAMILY)
    await taken(stage.act(id, { act: 'add-party', task: TAX, party }, { as: HOUSE_BODIES[TAX] }));
};

/** What a task ends in: a document, or what its body has put into the library. */
export type Made = (view: CaseView) => Promise<TaskResult>;
const document =
  (number: string, zh: string, en: string): Made =>
  async () => ({ document: { number, name: { zh, en } } });
const PROOF = document('税票330784170001', '税收完税证明', 'tax payment certificate');
const CERTIFICATE = document(TITLE_NUMBER, '不动产权证书', 'title certificate');

const result = async (stage: Stage, id: string, task: HouseTask, made: Made): Promise<void> => {
  const act = { act: 'record-result' as const, task, result: await made(await stage.get(id)) };
  await taken(stage.act(id, act, { as: HOUSE_BODIES[task] }));
};

export const paid = async (stage: Stage, id: string, proof: Made = PROOF): Promise<string> => {
  await stage.to('2017-09-25 10:14');
  const reckoned = await taken(reckon(stage, id));
  await stage.to('2017-09-25 10:20');
  await taken(pay(stage, id, reckoned));
  await decideHouse(stage, id, TAX);
  await result(stage, id, TAX, proof);
  return id;
};

/** Accepted; the register has said that nothing stands against the sale, and the tax office since when she has it. */
export const checkedHouse = async (stage: Stage, over: Partial<OpenCase> = {}, sold: Sold = HERS): Promise<string> => {
  const id = await acceptedHouse(stage, over, sold);
  await answered(stage, id, [title({}, CHEN_HOME, sold), ...earlierTax(sold)], Date.parse('2017-09-25T10:00:00+08:00'));
  return id;
};

/** Contract filed, taxes reckoned and paid: what comes next is the entry. */
export const paidHouse = async (stage: Stage): Promise<string> =>
  paid(stage, await contracted(stage, await checkedHouse(stage)));

/** `certificate`: what is issued; `told`: what happens as soon as it is. */
interface Ending {
  readonly certificate?: Made;
  readonly told?: () => Promise<void>;
}

export const finished = async (stage: Stage, id: string, { certificate, told }: Ending = {}): Promise<string[]> => {
  await stage.to('2017-09-25 10:38');
  await decideHouse(stage, id, REGISTRATION);
  await stage.to('2017-09-25 10:44');
  await result(stage, id, REGISTRATION, certificate ?? CERTIFICATE);
  await told?.();
  await decideHouse(stage, id, 'utility-accounts');
  const notice = document('过户通知2017-0925-01', '水电气过户通知', 'notice to the utilities');
  await result(stage, id, 'utility-accounts', notice);
  await taken(stage.act(id, { act: 'put-out' }));
  await taken(stage.act(id, { act: 'deliver', way: 'window', to: 'buyer' }));
  await taken(stage.act(id, { act: 'close' }));
  return [id];
};

/** Returns the number of the case. */
export const play = async (stage: Stage): Promise<string[]> => finished(stage, await paidHouse(stage));

/** Contract filed, and everybody asked of whom the tax depends. */
export const taxable = async (stage: Travelling, id: string): Promise<void> => {
  await contracted(stage, id);
  await travel(stage, id, FILED);
  await joined(stage, id);
  await travel(stage, id, FAMILY_HOMES);
};

/** The same with its data trips. */
export const playInFull = async (stage: Travelling): Promise<string[]> => {
  const id = await acceptedHouse(stage);
  await travel(stage, id, DATA);
  await taxable(stage, id);
  await paid(stage, id);
  await travel(stage, id, PAID);
  return finished(stage, id, { told: () => travel(stage, id, ENTERED) });
};
