/**
 * 事项编码: basic 12, implementation 31, handling 33 characters (GB/T 39554.1-2020, layouts as they are seen in use), and local codes of
 * earlier days beside them. What is not exact is refused by the name of its rule.
 */
import * as z from 'zod';
import { CreditCode } from './identifier.ts';

/** 事项类型: the power that is used. Those marked are begun by an application; the others are no matters of a hall. */
export const MATTER_TYPES = {
  '01': { zh: '行政许可', en: 'licence', applied: true },
  '02': { zh: '行政处罚', en: 'penalty', applied: false },
  '03': { zh: '行政强制', en: 'compulsion', applied: false },
  '04': { zh: '行政征收', en: 'levy', applied: true },
  '05': { zh: '行政给付', en: 'payment', applied: true },
  '06': { zh: '行政检查', en: 'inspection', applied: false },
  '07': { zh: '行政确认', en: 'confirmation', applied: true },
  '08': { zh: '行政奖励', en: 'award', applied: true },
  '09': { zh: '行政裁决', en: 'ruling', applied: true },
  '10': { zh: '其他行政权力', en: 'other power', applied: true },
  '20': { zh: '公共服务', en: 'public service', applied: true },
} as const;
export const MatterType = z.enum(Object.keys(MATTER_TYPES) as [keyof typeof MATTER_TYPES]).meta({
  description: Object.entries(MATTER_TYPES)
    .map(([code, { zh, en }]) => `${code} ${zh} ${en}`)
    .join(', '),
});
export type MatterType = z.infer<typeof MatterType>;

const BASIC = /^(?:00|[1-8]\d)(?:0[1-9]|10|20)\d{8}$/;

/** 基本编码: where the matter was defined (00 the State, 33 Zhejiang), its type, main matter (5), part of it (3). */
export const BasicCode = z
  .string()
  .regex(BASIC, 'basic-code-form')
  .meta({ description: '基本编码 basic code, 12 digits', example: '000101234001' });

/** The type that a basic code names. */
export const typeOfBasic = (code: string): string => code.slice(2, 4);

const parts = (code: string) => ({ body: code.slice(0, 18), basic: code.slice(19, 31), part: code.slice(31) });

/** The character in the middle is kept as it comes: what it means is not published. */
export const ImplementationCode = z
  .string()
  .regex(/^[0-9A-Z]{31}$/, 'implementation-code-form')
  .refine((code) => CreditCode.safeParse(parts(code).body).success, 'implementation-code-body')
  .refine((code) => BASIC.test(parts(code).basic), 'implementation-code-basic')
  .meta({ description: '实施编码: credit code of the body (18), one character, basic code (12)' });

/** 业务办理项编码: one way of handling a matter. A matter that has only one leaves it out. */
export const HandlingCode = z
  .string()
  .regex(/^[0-9A-Z]{31}\d{2}$/, 'handling-code-form')
  .refine((code) => ImplementationCode.safeParse(code.slice(0, 31)).success, 'handling-code-implementation')
  .meta({ description: '业务办理项编码: implementation code and two digits' });

/** 地方编码. `power-list`: Zhejiang's list of powers before 2018, for example 许可-00123-000. */
export const LocalCode = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('power-list'),
    code: z.string().regex(/^(许可|征收|给付|确认|奖励|裁决|其他|服务)-\d{5}-\d{3}$/, 'power-list-code-form'),
  }),
  z.strictObject({
    kind: z.enum(['local-basic', 'local-implementation']),
    code: z.string().regex(/^[0-9A-Z][0-9A-Z-]{3,59}$/, 'local-code-form'),
  }),
]);
export type LocalCode = z.infer<typeof LocalCode>;

export const MatterCodes = z
  .strictObject({
    basic: BasicCode,
    implementation: ImplementationCode,
    handling: HandlingCode.optional(),
    local: z.array(LocalCode).max(6),
  })
  .refine((codes) => codes.implementation.slice(19) === codes.basic, 'implementation-of-another-matter')
  .refine(
    ({ handling, implementation }) => handling === undefined || handling.startsWith(implementation),
    'handling-of-another-matter',
  );
export type MatterCodes = z.infer<typeof MatterCodes>;
