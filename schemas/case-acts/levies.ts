/** 税费: reckoned for a task by its body, paid as one order at the window. */
import * as z from 'zod';
import { Receipt } from '../case.ts';
import { PlainDate, Slug } from '../identifier.ts';
import { HouseSale, LevyOrder } from '../levy.ts';

const task = Slug.meta({ description: '子办件: the matter that levies' });

export const levyActs = {
  'reckon-levies': {
    body: z.strictObject({ act: z.literal('reckon-levies'), task, sale: HouseSale }),
    kept: { day: PlainDate, order: LevyOrder },
  },
  'record-payment': {
    body: z.strictObject({ act: z.literal('record-payment'), task, receipts: z.array(Receipt).min(1).max(10) }),
    kept: {},
  },
} as const;
