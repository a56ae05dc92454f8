/** 税 and 证: what is reckoned from the answers, paid as one order, and entered; the old certificate ends as the new one begins. */
import type * as z from 'zod';
import { CHEN_HOME, castTitles } from '#city/cast.ts';
import { realEstateTitle } from '#city/certificate-types/real-estate-title.ts';
import { taxPayment } from '#city/certificate-types/tax-payment.ts';
import { isHome } from '#functions/cases/homes.ts';
import { usedAs, wholeYears } from '#functions/cases/recorded.ts';
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { Title, TitlesByHolder } from '#schemas/departments/real-estate.ts';
import type { HouseSale, LevyOrder } from '#schemas/levy.ts';
import { CONTRACT, HOUSE_BODIES, REGISTRATION, TAX } from '../scenarios/a02-house-data.ts';
import { asker, issue, type Note } from './asker.ts';
import { approved, resulted, taskOf } from './course.ts';
import { type CaseDesk, WINDOW } from './desk.ts';
import { Stopped } from './missing.ts';
import { serialOf } from './permit-results.ts';

/** The matter of the bundle. */
export const TRANSFER = 'existing-house-transfer';

export interface Reckoned {
  readonly homes: Pick<z.infer<typeof TitlesByHolder>, 'titles'>;
  readonly sold: Pick<Title, 'use' | 'area' | 'registeredOn'>;
  /** 原契税. */
  readonly bought: { readonly items: readonly { readonly paidOn: string }[] };
}

/** What the register answered; that it is the seller's only home she declares in the one form. */
const saleOf = (desk: CaseDesk, { homes, sold, bought }: Reckoned, signedOn: string): HouseSale => {
  // 孰先: the earlier of the entry and the deed tax.
  const [since = sold.registeredOn] = [sold.registeredOn, ...bought.items.map(({ paidOn }) => paidOn)].toSorted();
  return {
    priceFen: Number(desk.view().form['house.price']) * 100,
    area: Math.round(sold.area * 100),
    use: usedAs(sold.use),
    buyerHomes: homes.titles.filter(isHome).length + 1,
    heldYears: wholeYears(since, signedOn),
    ...{ sellerOnlyHome: true, furtherCopies: 0 },
  };
};

const FEE = 'registration-fee';
const TAX_NAMES: Readonly<Record<Exclude<LevyOrder['lines'][number]['levy'], typeof FEE>, string>> = {
  'deed-tax': '契税',
  vat: '增值税',
  surcharges: '附加税费',
  'income-tax': '个人所得税',
};

/** 一单两据. */
const receiptsOf = (id: string, { lines, totalFen }: LevyOrder) => {
  const fee = lines.find(({ levy }) => levy === FEE)?.fen ?? 0;
  return [
    { number: `税票330784${serialOf(id, 8)}`, collector: 'taxation', fen: totalFen - fee },
    { number: `非税330784${serialOf(id, 8)}`, collector: 'real-estate', fen: fee },
  ];
};

const paidBy = (desk: CaseDesk, order: LevyOrder, on: string) => {
  const { code, name } = desk.view().parties.find(({ id }) => id === 'buyer') ?? { code: '', name: '' };
  const items = order.lines.flatMap(({ levy, payer, fen }) =>
    levy === FEE || payer !== 'buyer' || fen === 0
      ? []
      : [{ tax: TAX_NAMES[levy], item: '存量房买卖（住宅）', from: on, until: on, paidOn: on, amount: fen / 100 }],
  );
  return {
    ...{ type: taxPayment.id, number: `330784${serialOf(desk.id, 12)}`, issuedOn: on, validFrom: on },
    holders: [{ name, code, codeType: '111' as const }],
    data: {
      ...{ items, total: items.reduce((sum, { amount }) => sum + amount, 0), unitNumber: CHEN_HOME },
      ...{ office: '国家税务总局永康市税务局第一税务分局', clerk: '电子税务局01' },
    },
  };
};

/** Reckoned by the rules of the day, paid at the window, decided; the proof lies in the library. */
export const taxed = async (desk: CaseDesk, found: Reckoned, note: Note): Promise<void> => {
  const officer = HOUSE_BODIES[TAX];
  const levied = () => taskOf(desk.view(), TAX).levied;
  const sale = saleOf(desk, found, beijingDate(Date.parse(taskOf(desk.view(), CONTRACT).decidedAt ?? '')));
  if (!levied()) await desk.act(officer, { act: 'reckon-levies', task: TAX, sale });
  const order = levied()?.order ?? { lines: [], totalFen: 0 };
  if (!levied()?.paidAt)
    await desk.act(WINDOW, { act: 'record-payment', task: TAX, receipts: receiptsOf(desk.id, order) });
  await approved(desk, TAX, officer);
  const on = beijingDate(Date.parse(levied()?.paidAt ?? ''));
  await resulted(desk, TAX, officer, () =>
    issue(desk.play, 'taxation-system', paidBy(desk, order, on), { key: 'house-tax-payment', matter: TAX, note }),
  );
};

const UNPAID = { zh: '契税未缴', en: 'the deed tax is not paid' };
const PAY = { zh: '先税后证：缴税后续办', en: 'pay first; then the case goes on' };

const titleFor = (desk: CaseDesk, replaces: string, on: string) => {
  const before = castTitles.find(({ unitNumber }) => unitNumber === CHEN_HOME);
  const buyer = desk.view().parties.find(({ id }) => id === 'buyer');
  if (!before || !buyer) throw new Error('the cast has lost her home, or the case its buyer');
  const { location, unitNumber, rightType, rightNature, use, area } = before;
  return {
    type: realEstateTitle.id,
    number: `浙(${on.slice(0, 4)})永康市不动产权第${serialOf(desk.id, 7)}号`,
    holders: [{ name: buyer.name, code: buyer.code, codeType: '111' as const }],
    ...{ issuedOn: on, validFrom: on, replaces, reason: '转移登记，原证注销' },
    data: {
      ...{ ownership: '单独所有', location, unitNumber, rightType, rightNature, use, area },
      ...{ landUseUntil: before.validUntil ?? '长期', otherRights: '无', notes: '存量房转移' },
    },
  };
};

/** 先税后证: the register looks whether the tax is paid, enters, and issues; `old` is cancelled in the same transaction. */
export const entered = async (desk: CaseDesk, old: string, note: Note): Promise<void> => {
  const officer = HOUSE_BODIES[REGISTRATION];
  const { data } = await asker(desk, officer, TRANSFER, note).pull<{ is?: { deedTaxPaid?: boolean } }>(taxPayment.id, {
    ...{ party: 'buyer', fields: ['/valid', '/number', '/is/deedTaxPaid'] },
  });
  if (!data.is?.deedTaxPaid) throw new Stopped(UNPAID, PAY);
  const { decidedAt } = await approved(desk, REGISTRATION, officer);
  const request = titleFor(desk, old, beijingDate(Date.parse(decidedAt ?? '')));
  await resulted(desk, REGISTRATION, officer, () =>
    issue(desk.play, 'officer-lu-hao', request, { key: 'house-title', matter: REGISTRATION, note }),
  );
};
