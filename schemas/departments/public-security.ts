/** 公安: identity facts, households and standard addresses, asked by ferried files 摆渡文件 and answered later; cards declared void, from the nightly delta. */
import * as z from 'zod';
import type { AskedOf } from '../asked.ts';
import { CitizenId, PlainDate, UnitNumber } from '../identifier.ts';

/** 身份信息核验. After 居民身份证法 (2011). */
export const IdentityRequest = z.strictObject({ holder: CitizenId }).meta({ id: 'IdentityRequest' });
export type IdentityRequest = z.infer<typeof IdentityRequest>;
export const Identity = z
  .strictObject({
    holder: CitizenId,
    name: z.string().min(1).max(120),
    living: z.boolean(),
    validFrom: PlainDate.meta({ description: '证件有效期起' }),
    validUntil: PlainDate.nullable().meta({ description: '证件有效期止, null: 长期' }),
    issuedBy: z.string().max(120).meta({ description: '签发机关' }),
  })
  .meta({ id: 'Identity' });
export type Identity = z.infer<typeof Identity>;

/** 标准地址 of premises, and whether they stand on the local negative list 住所负面清单. ZJ-2018 art. 19. */
export const StandardAddressRequest = z
  .strictObject({ applicant: CitizenId, unitNumber: UnitNumber, address: z.string().trim().min(4).max(200) })
  .meta({ id: 'StandardAddressRequest' });
export type StandardAddressRequest = z.infer<typeof StandardAddressRequest>;
export const StandardAddress = z
  .strictObject({
    applicant: CitizenId,
    unitNumber: UnitNumber,
    standardAddress: z.string().max(200),
    addressCode: z.string().regex(/^[0-9A-Z]{10,40}$/, 'address-code'),
    onNegativeList: z.boolean(),
  })
  .meta({ id: 'StandardAddress' });
export type StandardAddress = z.infer<typeof StandardAddress>;

/** 户口簿: somebody's own page, and of those who live with him his minor children only. 户口登记条例 (1958). */
export const HouseholdRequest = z.strictObject({ holder: CitizenId }).meta({ id: 'HouseholdRequest' });
export type HouseholdRequest = z.infer<typeof HouseholdRequest>;
export const Household = z
  .strictObject({
    holder: CitizenId,
    name: z.string().min(1).max(120),
    number: z
      .string()
      .regex(/^\d{12}$/, 'household-number')
      .meta({ description: '户号: division and six digits' }),
    relation: z.enum(['head', 'spouse', 'child', 'parent']).meta({ description: '与户主关系' }),
    local: z.boolean().meta({ description: '是否本市户籍' }),
    registeredOn: PlainDate.meta({ description: '户口登记日期' }),
    /** Under 18 on the day of the answer. */
    minors: z.array(CitizenId).max(20).meta({ description: '未成年子女' }),
  })
  .meta({ id: 'Household' });
export type Household = z.infer<typeof Household>;

/** 证件是否已声明作废 (lost, replaced): from the delta that the police send each night; no list of people is ever copied. */
export const VoidCardRequest = z
  .strictObject({
    holder: CitizenId,
    validFrom: PlainDate.meta({ description: '证件有效期起: tells one card from the next' }),
  })
  .meta({ id: 'VoidCardRequest' });
export type VoidCardRequest = z.infer<typeof VoidCardRequest>;
export const VoidCard = z
  .strictObject({
    holder: CitizenId,
    void: z.boolean(),
    asOf: PlainDate.meta({ description: 'Day of the last delta that was taken' }),
  })
  .meta({ id: 'VoidCard' });
export type VoidCard = z.infer<typeof VoidCard>;

export const publicSecurity = {
  identity: { request: IdentityRequest, answer: Identity, kind: 'later' },
  'standard-address': { request: StandardAddressRequest, answer: StandardAddress, kind: 'later' },
  household: { request: HouseholdRequest, answer: Household, kind: 'later' },
  'void-card': { request: VoidCardRequest, answer: VoidCard },
} as const satisfies AskedOf;
