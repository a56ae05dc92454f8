/** 税费计算: a sale and the rules of its day to one order, to the cent. Whole fen and whole ten-thousandths; half a fen is rounded up. */
import { problem } from '#functions/kernel/problem.ts';
import type { Fee } from '#schemas/fee.ts';
import type { HouseSale, LevyKind, LevyOrder, LevyRule } from '#schemas/levy.ts';
import { inForce } from './marks.ts';

export interface LevyRules {
  readonly levies: readonly LevyRule[];
  /** 不动产登记费. */
  readonly fee: Fee;
}

const WHOLE = 10_000n;

/** `value` × `part` / `whole`, half up. */
const share = (value: number, part: number, whole: bigint): number =>
  Number((BigInt(value) * BigInt(part) * 2n + whole) / (whole * 2n));

const holds = ({ when }: LevyRule, sale: HouseSale): boolean =>
  (when.use === undefined || when.use === sale.use) &&
  (when.areaUpTo === undefined || sale.area <= when.areaUpTo) &&
  (when.areaAbove === undefined || sale.area > when.areaAbove) &&
  (when.homes === undefined || sale.buyerHomes === when.homes) &&
  (when.homesFrom === undefined || sale.buyerHomes >= when.homesFrom) &&
  (when.heldUnder === undefined || sale.heldYears < when.heldUnder) &&
  (when.heldFrom === undefined || sale.heldYears >= when.heldFrom) &&
  (when.onlyHome === undefined || sale.sellerOnlyHome === when.onlyHome) &&
  (when.byGain === undefined || (sale.gainFen !== undefined) === when.byGain);

/** The first rule in force that day whose bounds the sale keeps. No levy is made up: where no rule is known, nothing is reckoned. */
const ruleFor = (rules: readonly LevyRule[], levy: LevyKind, sale: HouseSale, day: string): LevyRule => {
  const found = inForce(
    rules.filter((rule) => rule.levy === levy && holds(rule, sale)),
    day,
  );
  if (!found)
    throw problem('unprocessable', { detail: `${day} 无适用的${levy}规则 no rule of ${levy} is known for that day` });
  return found;
};

/** Throws unprocessable where a rule of the day is missing. `day`: yyyy-mm-dd on which the contract is filed. */
export const leviesOf = (sale: HouseSale, day: string, { levies, fee }: LevyRules): LevyOrder => {
  const rule = (levy: LevyKind) => ruleFor(levies, levy, sale, day);
  const vatRule = rule('vat');
  // The price holds the VAT: without it, price × 10000 / (10000 + rate).
  const netFen = share(sale.priceFen, 10_000, WHOLE + BigInt(vatRule.rate));
  const vatFen = share(netFen, vatRule.rate, WHOLE);
  const bases = { 'net-price': netFen, vat: vatFen, gain: sale.gainFen ?? 0 };
  const line = ({ levy, payer, base, rate, source }: LevyRule): LevyOrder['lines'][number] => ({
    levy,
    payer,
    baseFen: bases[base],
    rate,
    fen: share(bases[base], rate, WHOLE),
    source,
  });
  const rate = inForce(
    fee.rates.filter((one) => one.case === sale.use),
    day,
  );
  if (!rate)
    throw problem('unprocessable', { detail: `${day} 无适用的登记费标准 no registration fee is known for that day` });
  const feeFen = rate.fen + sale.furtherCopies * (rate.furtherCopyFen ?? 0);
  const lines = [
    ...[rule('deed-tax'), vatRule, rule('surcharges'), rule('income-tax')].map(line),
    {
      levy: 'registration-fee' as const,
      payer: 'buyer' as const,
      baseFen: feeFen,
      rate: 10_000,
      fen: feeFen,
      source: fee.basis,
    },
  ];
  return { lines, totalFen: lines.reduce((sum, one) => sum + one.fen, 0) };
};
