/** 卫健: health certificates of people who work with food, and births. The first are answered by the department's agent, the second from the register, by hand. */
import * as z from 'zod';
import type { AskedOf } from '../asked.ts';
import { CitizenId, PlainDate } from '../identifier.ts';

/** 从业人员健康合格证明: a year from the examination. After 食品安全法 art. 45 and 公共场所卫生管理条例 art. 7. */
export const HealthCertificateRequest = z.strictObject({ holder: CitizenId }).meta({ id: 'HealthCertificateRequest' });
export type HealthCertificateRequest = z.infer<typeof HealthCertificateRequest>;
export const HealthCertificate = z
  .strictObject({
    holder: CitizenId,
    valid: z.boolean().meta({ description: '是否有效: in force today, for work with food' }),
    number: z.string().min(1).max(40).meta({ description: '健康证编号' }),
    trade: z.enum(['food', 'public-place', 'water']).meta({ description: '从业类别: 食品, 公共场所, 饮用水' }),
    examinedOn: PlainDate.meta({ description: '体检日期' }),
    validUntil: PlainDate.meta({ description: '有效期至' }),
    issuedBy: z.string().min(1).max(120).meta({ description: '发证机构' }),
  })
  .meta({ id: 'HealthCertificate' });
export type HealthCertificate = z.infer<typeof HealthCertificate>;

const BirthCertificateNumber = z
  .string()
  .regex(/^[A-Z]\d{9}$/, 'birth-certificate-number')
  .meta({ description: '出生医学证明编号', example: 'Q330012345' });

/** 出生医学证明 by its number, or by the day of birth, asked about the mother. After 母婴保健法 art. 23; births of before the register was electronic stand in books. */
export const BirthRecordRequest = z
  .strictObject({
    mother: CitizenId,
    certificateNumber: BirthCertificateNumber.optional(),
    bornOn: PlainDate.optional(),
  })
  .refine(({ certificateNumber, bornOn }) => certificateNumber !== undefined || bornOn !== undefined, 'number-or-day')
  .meta({ id: 'BirthRecordRequest' });
export type BirthRecordRequest = z.infer<typeof BirthRecordRequest>;
export const BirthRecord = z
  .strictObject({
    mother: CitizenId,
    certificateNumber: BirthCertificateNumber,
    childName: z.string().min(1).max(120),
    sex: z.enum(['male', 'female']),
    bornOn: PlainDate.meta({ description: '出生日期' }),
    bornAt: z.string().min(1).max(120).meta({ description: '出生地点（接生机构）' }),
    father: z.string().min(1).max(120).nullable().meta({ description: '父亲姓名, null: 未填' }),
    issuedOn: PlainDate.meta({ description: '签发日期' }),
    void: z.boolean().meta({ description: '是否作废' }),
  })
  .meta({ id: 'BirthRecord' });
export type BirthRecord = z.infer<typeof BirthRecord>;

export const health = {
  'health-certificate': { request: HealthCertificateRequest, answer: HealthCertificate, kind: 'later' },
  'birth-record': { request: BirthRecordRequest, answer: BirthRecord, kind: 'later' },
} as const satisfies AskedOf;
