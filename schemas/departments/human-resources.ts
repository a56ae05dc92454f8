/** 人社: who was insured, where and for how long. After 社会保险法 art. 74 (personal rights records 个人权益记录). */
import * as z from 'zod';
import type { AskedOf } from '../asked.ts';
import { CitizenId, CreditCode, PlainDate } from '../identifier.ts';

/** 参保缴费记录 of one person, with the last employer. Who was never insured is not found. */
export const InsuranceHistoryRequest = z.strictObject({ holder: CitizenId }).meta({ id: 'InsuranceHistoryRequest' });
export const InsuranceHistory = z
  .strictObject({
    holder: CitizenId,
    number: z.string().min(1).max(40).meta({ description: '社会保障个人编号' }),
    since: PlainDate.meta({ description: '首次参保日期' }),
    paidUntil: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'month-form')
      .meta({ description: '最近缴费年月', example: '2025-08' }),
    months: z.int().min(0).max(900).meta({ description: '累计缴费月数' }),
    place: z.string().min(1).max(60).meta({ description: '参保地' }),
    employer: z.string().min(1).max(120).meta({ description: '原用人单位' }),
    employerCode: CreditCode.meta({ description: '原用人单位统一社会信用代码' }),
    leftOn: PlainDate.nullable().meta({ description: '解除劳动关系日期, null: 在职' }),
    base: z.number().min(0).meta({ description: '缴费基数（元）: what he earned' }),
  })
  .meta({ id: 'InsuranceHistory' });
export type InsuranceHistory = z.infer<typeof InsuranceHistory>;

/** 社会保障卡银行账户 (人社部发〔2011〕83号: the card is a bank account too): whether an account that somebody named is the one of his card. Who has no such card is not found. */
export const CardAccountRequest = z
  .strictObject({
    holder: CitizenId,
    account: z
      .string()
      .regex(/^\d{16,19}$/, 'account-form')
      .meta({ description: '银行账号 as he wrote it' }),
  })
  .meta({ id: 'CardAccountRequest' });
export type CardAccountRequest = z.infer<typeof CardAccountRequest>;
export const CardAccount = z
  .strictObject({
    holder: CitizenId,
    active: z.boolean().meta({ description: '金融功能是否已启用' }),
    matches: z.boolean().meta({ description: '账号与持卡人是否一致' }),
  })
  .meta({ id: 'CardAccount' });
export type CardAccount = z.infer<typeof CardAccount>;

export const humanResources = {
  'insurance-history': { request: InsuranceHistoryRequest, answer: InsuranceHistory },
  'card-account': { request: CardAccountRequest, answer: CardAccount },
} as const satisfies AskedOf;
