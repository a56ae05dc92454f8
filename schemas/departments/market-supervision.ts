/** 市场监管: names of firms, licence facts, registration. After 市场主体登记管理条例 (2021) and 企业名称登记管理规定 (2020). */
import * as z from 'zod';
import type { AskedOf } from '../asked.ts';
import { CitizenId, CreditCode, PlainDate, UnitNumber } from '../identifier.ts';

const FirmName = z.string().trim().min(2).max(120).meta({ description: '名称', example: '永康市王记餐饮有限公司' });
const FirmKind = z.enum(['company', 'sole-trader']).meta({ description: '市场主体类型: 公司, 个体工商户' });
const Address = z.string().trim().min(4).max(200).meta({ description: '住所（经营场所）' });
const Scope = z.string().trim().min(2).max(500).meta({ description: '经营范围' });

/** 名称自主申报: may this applicant use this name? */
export const NameCheckRequest = z
  .strictObject({ applicant: CitizenId, name: FirmName, kind: FirmKind })
  .meta({ id: 'NameCheckRequest' });
export type NameCheckRequest = z.infer<typeof NameCheckRequest>;
export const NameCheck = z
  .strictObject({
    applicant: CitizenId,
    name: FirmName,
    available: z.boolean(),
    clashes: z.array(FirmName).max(10).meta({ description: '近似或相同的已登记名称' }),
  })
  .meta({ id: 'NameCheck' });
export type NameCheck = z.infer<typeof NameCheck>;

/** 营业执照信息: facts of the register about one firm. */
export const LicenceRequest = z.strictObject({ firm: CreditCode }).meta({ id: 'LicenceRequest' });
export type LicenceRequest = z.infer<typeof LicenceRequest>;
export const Licence = z
  .strictObject({
    firm: CreditCode,
    name: FirmName,
    kind: FirmKind,
    representative: z.string().min(1).max(120).meta({ description: '法定代表人（经营者）' }),
    establishedOn: PlainDate,
    address: Address,
    scope: Scope,
    capital: z.int().nonnegative().nullable().meta({ description: '注册资本（元）, null: 个体工商户' }),
    state: z.enum(['in-business', 'revoked', 'deregistered']).meta({ description: '登记状态' }),
  })
  .meta({ id: 'Licence' });
export type Licence = z.infer<typeof Licence>;

/** 设立登记 of a company or sole trader: state-changing. The applicant is the legal representative or the trader himself. */
export const RegistrationRequest = z
  .strictObject({
    applicant: CitizenId,
    applicantName: z.string().trim().min(1).max(120),
    kind: FirmKind,
    name: FirmName,
    address: Address,
    unitNumber: UnitNumber,
    scope: Scope,
    capital: z.int().positive().nullable(),
  })
  .refine(({ kind, capital }) => (kind === 'company') === (capital !== null), 'capital-of-companies-only')
  .meta({ id: 'RegistrationRequest' });
export type RegistrationRequest = z.infer<typeof RegistrationRequest>;
export const Registration = z
  .strictObject({
    applicant: CitizenId,
    registered: z.boolean().meta({ description: '是否准予登记' }),
    reasons: z.array(z.enum(['name-taken', 'applicant-barred', 'premises-not-allowed', 'other'])).max(4),
    firm: CreditCode.nullable(),
    name: FirmName.nullable(),
    registeredOn: PlainDate.nullable(),
  })
  .refine(
    ({ registered, firm, name, registeredOn, reasons }) =>
      registered ? firm !== null && name !== null && registeredOn !== null && reasons.length === 0 : reasons.length > 0,
    'registered-or-reasons',
  )
  .meta({ id: 'Registration' });
export type Registration = z.infer<typeof Registration>;

export const marketSupervision = {
  'name-check': { request: NameCheckRequest, answer: NameCheck },
  licence: { request: LicenceRequest, answer: Licence },
  registration: { request: RegistrationRequest, answer: Registration, kind: 'change' },
} as const satisfies AskedOf;
