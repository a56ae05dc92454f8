/** 持证主体代码类型, GB/T 36903-2018 annex A, as a list: a type that becomes certain is one changed word here. */
import * as z from 'zod';

/** `certain`: seen in practice with its schema. The others bear the numbers of GA/T 517 and are refused until somebody has confirmed them. */
export const HOLDER_CODES = [
  { code: '001', kind: 'body', zh: '统一社会信用代码', certain: true },
  { code: '099', kind: 'body', zh: '其他法人或其他组织有效证件代码', certain: false },
  { code: '111', kind: 'person', zh: '公民身份号码', certain: true },
  { code: '112', kind: 'person', zh: '临时居民身份证号码', certain: false },
  { code: '114', kind: 'person', zh: '军官证号码', certain: false },
  { code: '154', kind: 'person', zh: '居住证号码', certain: false },
  { code: '414', kind: 'person', zh: '普通护照号码', certain: false },
  { code: '511', kind: 'person', zh: '台湾居民来往大陆通行证号码', certain: false },
  { code: '516', kind: 'person', zh: '港澳居民来往内地通行证号码', certain: false },
  { code: '553', kind: 'person', zh: '外国人永久居留身份证号码', certain: false },
  { code: '999', kind: 'person', zh: '其他自然人有效证件代码', certain: false },
] as const;

type Certain = Extract<(typeof HOLDER_CODES)[number], { certain: true }>;

const certain = HOLDER_CODES.filter((one): one is Certain => one.certain);

/** An unknown code is refused. */
export const HolderCodeType = z
  .enum(certain.map(({ code }) => code))
  .meta({ description: certain.map(({ code, zh }) => `${code} ${zh}`).join(', ') });
export type HolderCodeType = z.infer<typeof HolderCodeType>;

/** 持证主体类别: natural persons, and legal persons with other organisations. */
export const HolderKind = z.enum(['person', 'body']).meta({ description: '自然人, 法人和其他组织' });
export type HolderKind = z.infer<typeof HolderKind>;
