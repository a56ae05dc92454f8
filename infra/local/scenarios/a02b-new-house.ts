/** A2b 新房: Li Na registers a new house; one working day, and 30 September was one. */
import { LI_NA, WANG_SHOP } from '#city/cast.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import { SALE } from './a02-house.ts';
import { type Stage, taken } from './stage.ts';

export const BEGINS = '2017-09-29 09:00';

const newHouse: OpenCase = {
  subject: { bundle: 'new-house' },
  channel: 'window',
  place: 'yongkang-hall',
  answers: { 'new-mortgage': false },
  parties: [{ id: 'buyer', role: 'buyer', code: LI_NA, name: '李娜' }],
  form: { 'house.unitNumber': WANG_SHOP, 'house.price': 1_200_000 },
  onBehalf: 'buyer',
};
const TAX = { task: 'new-house-tax', as: 'officer-shi-wei' } as const;

/** Returns the number of the case, accepted on 29 September and entered on the next day. */
export const play = async (stage: Stage): Promise<string[]> => {
  const { id } = await taken(stage.open(newHouse));
  await taken(stage.act(id, { act: 'note-visit', party: 'buyer', place: 'yongkang-hall', reason: '申请并接受询问' }));
  await taken(stage.act(id, { act: 'file', onBehalf: 'buyer' }));
  await taken(stage.act(id, { act: 'accept' }));
  const sale = { ...SALE, heldYears: 2 };
  const { tasks } = await taken(stage.act(id, { act: 'reckon-levies', task: TAX.task, sale }, TAX));
  const fen = tasks.find(({ matter }) => matter === TAX.task)?.levied?.order.totalFen ?? 0;
  const receipts = [{ number: '税票330784170002', collector: 'taxation', fen }];
  await taken(stage.act(id, { act: 'record-payment', task: TAX.task, receipts }));
  await taken(stage.act(id, { act: 'decide', task: TAX.task, decision: 'approve' }, TAX));
  await stage.to('2017-09-30 15:00');
  const register = { as: 'officer-cheng-lan' };
  await taken(stage.act(id, { act: 'decide', task: 'new-house-registration', decision: 'approve' }, register));
  return [id];
};
