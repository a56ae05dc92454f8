/** 民政: marriages and minimum living allowance. After 民法典 婚姻家庭编, 婚姻登记条例 (2025), 社会救助暂行办法. */
import * as z from 'zod';
import type { AskedOf } from '../asked.ts';
import { CitizenId, PlainDate } from '../identifier.ts';

/** 婚姻登记信息 of one person, as registered here. Nothing registered: nothing is found, which is no proof of being unmarried elsewhere. */
export const MarriageRequest = z.strictObject({ holder: CitizenId }).meta({ id: 'MarriageRequest' });
export const Marriage = z
  .strictObject({
    holder: CitizenId,
    holderName: z.string().min(1).max(120),
    state: z.enum(['married', 'divorced', 'widowed']).meta({ description: '婚姻状况 GB/T 2261.2: 已婚, 离婚, 丧偶' }),
    married: z.boolean().meta({ description: '是否已婚' }),
    registeredOn: PlainDate.meta({ description: '登记日期' }),
    certificateNumber: z
      .string()
      .min(1)
      .max(60)
      .meta({ description: '婚姻登记证字号', example: 'J330784-2012-000123' }),
    office: z.string().max(120).meta({ description: '登记机关' }),
    spouse: CitizenId.nullable().meta({ description: '配偶证件号码, null: 无' }),
  })
  .refine(
    ({ state, married, spouse }) => married === (state === 'married') && (spouse !== null) === married,
    'spouse-of-married',
  )
  .meta({ id: 'Marriage' });
export type Marriage = z.infer<typeof Marriage>;

/** 全国婚姻登记信息 of one person, by the ministry's joined register: who stands in it nowhere is single, and that is the answer. */
export const MaritalStatusRequest = z.strictObject({ holder: CitizenId }).meta({ id: 'MaritalStatusRequest' });
export const MaritalStatus = z
  .strictObject({
    holder: CitizenId,
    single: z.boolean().meta({ description: '是否无配偶' }),
    state: z.enum(['married', 'divorced', 'widowed']).nullable().meta({ description: '婚姻状况, null: 无登记' }),
    registeredOn: PlainDate.nullable().meta({ description: '登记日期' }),
    office: z.string().max(120).nullable().meta({ description: '登记机关' }),
  })
  .refine(({ state, single }) => single === (state !== 'married'), 'single-unless-married')
  .meta({ id: 'MaritalStatus' });
export type MaritalStatus = z.infer<typeof MaritalStatus>;

/** 最低生活保障 of one person: who is in no list receives none, and that is the answer. */
export const LivingAllowanceRequest = z.strictObject({ holder: CitizenId }).meta({ id: 'LivingAllowanceRequest' });
export const LivingAllowance = z
  .strictObject({
    holder: CitizenId,
    receives: z.boolean().meta({ description: '是否在保' }),
    kind: z.enum(['urban', 'rural', 'destitute']).nullable().meta({ description: '城镇低保, 农村低保, 特困供养' }),
    from: PlainDate.nullable().meta({ description: '享受起始日期' }),
  })
  .refine(
    ({ receives, kind, from }) => receives === (kind !== null) && receives === (from !== null),
    'kind-of-receiver',
  )
  .meta({ id: 'LivingAllowance' });
export type LivingAllowance = z.infer<typeof LivingAllowance>;

export const civilAffairs = {
  marriage: { request: MarriageRequest, answer: Marriage },
  'marital-status': { request: MaritalStatusRequest, answer: MaritalStatus },
  'living-allowance': { request: LivingAllowanceRequest, answer: LivingAllowance },
} as const satisfies AskedOf;
