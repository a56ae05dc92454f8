/** 税费 of a task: reckoned by the rules of the day of the contract, paid as one order, and claimed back when what they were paid for does not come about. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import { orderOf, pursesOf } from '#functions/matters/reckon.ts';
import type { Receipt } from '#schemas/case.ts';
import { type Act, asSent } from '../act.ts';
import { buyerHomesIn } from '../homes.ts';
import { disagreed } from '../joint.ts';
import { assertRecorded, contractDay } from '../recorded.ts';
import { assertNotStopped } from '../stops.ts';
import { taskFor, withTask } from '../tasks.ts';
import { matterOf } from '../template.ts';

/** The field of the one form from which taxes are reckoned. */
const PRICE = 'house.price';

export const reckonLevies: Act<'reckon-levies'> = {
  name: 'reckon-levies',
  move: 'work',
  decide: (found, { task: id, sale }, { now, matters }) => {
    const task = taskFor(found, id, 'begin');
    if (task.levied?.paidAt !== undefined)
      throw problem('conflict', { detail: '税费已缴 the order is paid already', cause: 'levies-paid' });
    assertNotStopped(matters, found, id);
    const [matter, today] = [matterOf(matters, id, task.version), beijingDate(now)];
    // 双方确认的价款: what the parties wrote into the one form; without it nothing is reckoned.
    if (found.form[PRICE] === undefined)
      throw problem('unprocessable', { errors: [{ field: `/form/${PRICE}`, rule: 'price-differs' }] });
    const differing = disagreed(matters, found);
    if (differing.length > 0) throw problem('unprocessable', { errors: differing });
    const day = contractDay(found, matter, today);
    assertRecorded(found, matter, sale, day);
    // 家庭住房套数: no fewer than the registers know of, and no others where they know of everybody.
    const known = buyerHomesIn(matters, found, id);
    if (sale.buyerHomes < known.homes || (known.exact && sale.buyerHomes > known.homes))
      throw problem('unprocessable', { errors: [{ field: '/sale/buyerHomes', rule: 'homes-differ' }] });
    const order = orderOf(matters, matter, sale, day);
    if (!order) throw problem('unprocessable', { errors: [{ field: '/task', rule: 'nothing-levied' }] });
    return { task: id, sale, day, order };
  },
  apply: (found, { task, day, order }) =>
    withTask(found, task, (one) => ({ ...one, levied: { day, order, receipts: [] } })),
};

/** 一单两据: each receipt is of a purse of the order, and each purse has got what is its own. Throws unprocessable, naming the receipts that are not so. */
const assertPurses = (receipts: readonly Receipt[], purses: ReadonlyMap<string, number>): void => {
  const got = Map.groupBy(receipts, ({ collector }) => collector);
  const sum = (collector: string) => (got.get(collector) ?? []).reduce((all, { fen }) => all + fen, 0);
  const wrong = receipts.flatMap(({ collector }, i) => (purses.get(collector) === sum(collector) ? [] : [i]));
  if (wrong.length === 0) return;
  const owed = [...purses].map(([collector, fen]) => `${collector} ${(fen / 100).toFixed(2)}`);
  throw problem('unprocessable', {
    detail: `各项应缴（元） to be paid, in yuan: ${owed.join(', ')}`,
    errors: wrong.map((i) => ({ field: `/receipts/${i}`, rule: 'purse-of-the-order' })),
  });
};

export const recordPayment: Act<'record-payment'> = {
  name: 'record-payment',
  move: 'pay',
  // Whatever a register has said meanwhile: money that came is in the record, or nobody could claim it back.
  decide: (found, body, { matters }) => {
    const { levied, version } = taskFor(found, body.task, 'begin');
    if (!levied || levied.paidAt !== undefined)
      throw problem('conflict', { detail: '无待缴税费 no order is open', cause: 'no-order' });
    const paid = body.receipts.reduce((sum, { fen }) => sum + fen, 0);
    if (paid !== levied.order.totalFen)
      throw problem('unprocessable', { errors: [{ field: '/receipts', rule: 'sum-of-the-order' }] });
    assertPurses(body.receipts, pursesOf(matters, matterOf(matters, body.task, version), levied.order));
    return asSent<'record-payment'>(found, body);
  },
  apply: (found, { task, receipts }, { at }) =>
    withTask(found, task, (one) => (one.levied ? { ...one, levied: { ...one.levied, receipts, paidAt: at } } : one)),
};
