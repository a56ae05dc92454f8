/** 住建: fire acceptance of buildings (of the housing department since 2019), and filed contracts of existing houses. */
import * as z from 'zod';
import type { AskedOf } from '../asked.ts';
import { CitizenId, PlainDate, SubjectCode, UnitNumber } from '../identifier.ts';

/** 建设工程消防验收（备案） of the building in which a unit stands, asked for one who applies for something in that unit. */
export const BuildingFireAcceptanceRequest = z
  .strictObject({ applicant: CitizenId, unitNumber: UnitNumber })
  .meta({ id: 'BuildingFireAcceptanceRequest' });
export const BuildingFireAcceptance = z
  .strictObject({
    applicant: CitizenId,
    unitNumber: UnitNumber,
    accepted: z.boolean().meta({ description: '是否合格' }),
    kind: z.enum(['acceptance', 'filing']).meta({ description: '消防验收, 消防验收备案' }),
    number: z.string().min(1).max(80).meta({ description: '验收意见书或备案凭证文号' }),
    acceptedOn: PlainDate.meta({ description: '验收（备案）日期' }),
  })
  .meta({ id: 'BuildingFireAcceptance' });
export type BuildingFireAcceptance = z.infer<typeof BuildingFireAcceptance>;

const ContractNumber = z
  .string()
  .regex(/^YK\d{11}$/, 'contract-number')
  .meta({ description: '网签合同编号', example: 'YK20260800001' });

/** 存量房买卖合同网签备案 by its number, asked about one party to it. Others' contracts stay unknown: then nothing is found. */
export const ContractFilingRequest = z
  .strictObject({ party: SubjectCode, contractNumber: ContractNumber })
  .meta({ id: 'ContractFilingRequest' });
export const ContractFiling = z
  .strictObject({
    party: SubjectCode,
    contractNumber: ContractNumber,
    unitNumber: UnitNumber,
    price: z.number().positive().meta({ description: '成交价款（元）' }),
    signedOn: PlainDate.meta({ description: '签约日期' }),
    state: z.enum(['filed', 'cancelled']).meta({ description: '已备案, 已撤销' }),
  })
  .meta({ id: 'ContractFiling' });
export type ContractFiling = z.infer<typeof ContractFiling>;

export const housing = {
  'building-fire-acceptance': { request: BuildingFireAcceptanceRequest, answer: BuildingFireAcceptance },
  'contract-filing': { request: ContractFilingRequest, answer: ContractFiling },
} as const satisfies AskedOf;
