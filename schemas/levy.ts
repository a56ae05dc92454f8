/** 税费 of a house sale as dated rules: which tax, from when, for whom, at which rate. Rates are shares of ten thousand, money is fen. */
import * as z from 'zod';
import { dated, isDated } from './hall.ts';
import { PlainDate } from './identifier.ts';

const fen = z.int().min(0).max(1_000_000_000_000);
const years = z.int().min(0).max(200);

/** 存量房交易: what the levies depend on. */
export const HouseSale = z
  .strictObject({
    priceFen: fen.positive().meta({ description: '成交价格 with VAT, fen' }),
    /** Floor area in hundredths of a square metre: 8950 is 89.50 m². */
    area: z.int().positive().max(100_000_000),
    use: z.enum(['home', 'other', 'parking']),
    /** 买受人家庭住房套数, this one counted: 1 is the only home. */
    buyerHomes: z.int().min(1).max(50),
    /** Whole years for which the seller held it. */
    heldYears: years,
    sellerOnlyHome: z.boolean(),
    /** 按所得计税: the gain, where the seller shows his invoice and chooses so. */
    gainFen: fen.optional(),
    /** 不动产权证书 beyond the first. */
    furtherCopies: z.int().min(0).max(20),
  })
  .meta({ id: 'HouseSale' });
export type HouseSale = z.infer<typeof HouseSale>;

export const LevyKind = z.enum(['deed-tax', 'vat', 'surcharges', 'income-tax', 'registration-fee']);
export type LevyKind = z.infer<typeof LevyKind>;

/** Bounds that a sale must keep for the rule to hold; absent: any. Both ends included. */
const bounds = z.strictObject({
  areaUpTo: z.int().optional(),
  areaAbove: z.int().optional(),
  homes: z.int().optional(),
  homesFrom: z.int().optional(),
  heldUnder: years.optional(),
  heldFrom: years.optional(),
  onlyHome: z.boolean().optional(),
  byGain: z.boolean().optional(),
  use: HouseSale.shape.use.optional(),
});

export const LevyRule = z
  .strictObject({
    levy: LevyKind.exclude(['registration-fee']),
    ...dated,
    when: bounds,
    /** Of ten thousand: 150 is 1.5 %. */
    rate: z.int().min(0).max(10_000),
    base: z.enum(['net-price', 'vat', 'gain']).meta({ description: '计税依据: price without VAT, the VAT, the gain' }),
    payer: z.enum(['buyer', 'seller']),
    source: z.string().min(1).max(200),
  })
  .refine(isDated, 'from-after-until');
export type LevyRule = z.infer<typeof LevyRule>;

export const LevyAsked = z.strictObject({ sale: HouseSale, on: PlainDate.optional() }).meta({ id: 'LevyAsked' });

export const LevyOrder = z
  .strictObject({
    /** 缴款单: one order, one line a levy; what is nothing is told too. */
    lines: z.array(
      z.strictObject({
        levy: LevyKind,
        payer: z.enum(['buyer', 'seller']),
        baseFen: fen,
        rate: z.int(),
        fen,
        source: z.string(),
      }),
    ),
    totalFen: fen,
  })
  .meta({ id: 'LevyOrder' });
export type LevyOrder = z.infer<typeof LevyOrder>;
