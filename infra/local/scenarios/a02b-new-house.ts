/** A2b 新房: Li Na registers a house that she bought of the developer; one working day, and 30 September was one. */
import { DEVELOPER, LI_NA, NEW_HOME } from '#city/cast.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import { agreeing, receiptsOf, SALE } from './a02-house.ts';
import { homes, title } from './a02-house-data.ts';
import { type Answered, type Stage, taken, XU } from './stage.ts';
import { type Answer, type Travelling, type Travels, travel } from './travel.ts';

export const BEGINS = '2017-09-29 09:00';
export const TAX = 'new-house-tax';
export const REGISTRATION = 'new-house-registration';
/** The matter of the bundle as a whole. */
const TRANSFER = 'new-house-transfer';
export const BODIES = { [TAX]: 'officer-shi-wei', [REGISTRATION]: 'officer-cheng-lan' } as const;
type Task = keyof typeof BODIES;

export const newHouse: OpenCase = {
  subject: { bundle: 'new-house' },
  channel: 'window',
  place: 'yongkang-hall',
  answers: { 'new-mortgage': false },
  parties: [
    { id: 'buyer', role: 'buyer', code: LI_NA, name: '李娜' },
    { id: 'seller', role: 'seller', code: DEVELOPER, name: '永康市丽州置业有限公司（虚构）' },
  ],
  form: { 'house.unitNumber': NEW_HOME, 'house.price': 1_200_000 },
  onBehalf: 'buyer',
};

const asks = (as: string, matter: string, resource: string, answer: Answer): Travels => ({
  ...{ as, matter, resource, party: 'buyer', answer },
});
/** 首次登记 of the developer: free, or what stands against it. */
export const firstTitle = (...marks: Parameters<typeof title>): Travels => ({
  ...title(marks[0], NEW_HOME),
  ...{ as: XU, matter: TRANSFER },
});

export const DATA: readonly Travels[] = [
  asks(XU, TRANSFER, 'public-security/identity', { name: '李娜', living: true }),
  firstTitle(),
  asks(BODIES[TAX], TAX, 'jinhua/house-contract', { unitNumber: NEW_HOME, price: 1_200_000 }),
  { ...homes(0), matter: TAX },
  asks(BODIES[REGISTRATION], REGISTRATION, 'taxation/invoice', {
    ...{ seller: DEVELOPER, number: '33078431000000000001', issuedOn: '2017-09-20', void: false },
  }),
];
/** 先税后证. */
export const PAID: readonly Travels[] = [
  asks(BODIES[REGISTRATION], TRANSFER, 'taxation/tax-certificate', {
    ...{ number: '333017092900000021', items: [{ tax: '契税' }], paidOn: '2017-09-29', void: false },
  }),
];

/** Opened, filed and accepted on that morning; the developer joins under his electronic seal. */
export const accepted = async (stage: Stage): Promise<string> => {
  const { id } = await taken(stage.open(newHouse));
  await taken(stage.act(id, { act: 'note-visit', party: 'buyer', place: 'yongkang-hall', reason: '申请并接受询问' }));
  await taken(stage.act(id, { act: 'file', onBehalf: 'buyer' }));
  await taken(stage.act(id, agreeing('seller')));
  await taken(stage.act(id, { act: 'accept' }));
  return id;
};

export const reckon = (stage: Stage, id: string): Promise<Answered> =>
  stage.act(id, { act: 'reckon-levies', task: TAX, sale: { ...SALE, heldYears: 2 } }, { as: BODIES[TAX] });

export const decide = (stage: Stage, id: string, task: Task): Promise<Answered> =>
  stage.act(id, { act: 'decide', task, decision: 'approve' }, { as: BODIES[task] });

const record = (stage: Stage, id: string, task: Task, number: string, zh: string, en: string) =>
  taken(
    stage.act(
      id,
      { act: 'record-result', task, result: { document: { number, name: { zh, en } } } },
      { as: BODIES[task] },
    ),
  );

/** Reckoned, paid as one order, and certified. */
export const paid = async (stage: Stage, id: string): Promise<void> => {
  const { tasks } = await taken(reckon(stage, id));
  const order = tasks.find(({ matter }) => matter === TAX)?.levied?.order;
  const receipts = receiptsOf(order, '330784170002');
  await taken(stage.act(id, { act: 'record-payment', task: TAX, receipts }));
  await taken(decide(stage, id, TAX));
  await record(stage, id, TAX, '税票330784170002', '税收完税证明', 'tax payment certificate');
};

/** Returns the number of the case: accepted on 29 September, entered on the next day, posted and closed. */
export const play = async (stage: Travelling): Promise<string[]> => {
  const id = await accepted(stage);
  await travel(stage, id, DATA);
  await paid(stage, id);
  await stage.to('2017-09-30 15:00');
  await travel(stage, id, PAID);
  await taken(decide(stage, id, REGISTRATION));
  await record(stage, id, REGISTRATION, '浙(2017)永康市不动产权第0023456号', '不动产权证书', 'title certificate');
  await taken(stage.act(id, { act: 'put-out' }));
  await taken(stage.act(id, { act: 'deliver', way: 'courier', to: 'buyer', waybill: 'EV000000002CN' }));
  await taken(stage.act(id, { act: 'close' }));
  return [id];
};
