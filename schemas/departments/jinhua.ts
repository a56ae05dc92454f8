/**
 * 金华, the hub above: what is asked of departments of Jinhua through it. Only the fields that are asked for are asked for there, so an answer
 * holds the subject and those.
 */
import * as z from 'zod';
import type { AskedOf } from '../asked.ts';
import { PlainDate, SubjectCode, UnitNumber } from '../identifier.ts';

const ContractNumber = z
  .string()
  .regex(/^[A-Z]{2}\d{11}$/, 'contract-number')
  .meta({ description: '网签合同编号', example: 'YK20260800001' });

/** 房屋买卖合同备案 in the database of Jinhua's housing bureau, asked about one party to it. */
export const HouseContractRequest = z
  .strictObject({ party: SubjectCode, contract: ContractNumber })
  .meta({ id: 'HouseContractRequest' });
export const HouseContract = z
  .strictObject({
    party: SubjectCode,
    contract: ContractNumber.optional(),
    unitNumber: UnitNumber.optional(),
    price: z.number().positive().optional().meta({ description: '成交价款（元）' }),
    signedOn: PlainDate.optional().meta({ description: '签约日期' }),
    state: z.enum(['filed', 'cancelled']).optional().meta({ description: '已备案, 已撤销' }),
  })
  .meta({ id: 'HouseContract' });
export type HouseContract = z.infer<typeof HouseContract>;

const TaxPaperNumber = z
  .string()
  .regex(/^[0-9]{18}$/, 'tax-certificate-number')
  .meta({ description: '完税证明号码' });

/** 契税完税 in the database of Jinhua's tax service, asked about the payer: that it is paid, never how much. */
export const DeedTaxRequest = z
  .strictObject({ payer: SubjectCode, paper: TaxPaperNumber })
  .meta({ id: 'DeedTaxRequest' });
export const DeedTax = z
  .strictObject({
    payer: SubjectCode,
    paper: TaxPaperNumber.optional(),
    taxes: z
      .array(z.strictObject({ kind: z.string().max(60) }))
      .min(1)
      .max(20)
      .optional(),
    paidOn: PlainDate.optional(),
    void: z.boolean().optional().meta({ description: '是否作废' }),
  })
  .meta({ id: 'DeedTax' });
export type DeedTax = z.infer<typeof DeedTax>;

export const jinhua = {
  'house-contract': { request: HouseContractRequest, answer: HouseContract },
  'deed-tax': { request: DeedTaxRequest, answer: DeedTax },
} as const satisfies AskedOf;
