/** The invented people, firms, titles and leases of the sample city: their shape. Made by city/generate, checked by these schemas. */
import * as z from 'zod';
import { Marks, Title } from '#schemas/departments/real-estate.ts';
import { CitizenId, CreditCode, PlainDate, SubjectCode, UnitNumber } from '#schemas/identifier.ts';

export const Person = z.strictObject({
  code: CitizenId,
  name: z.string().min(2).max(30),
  sex: z.enum(['male', 'female']),
  bornOn: PlainDate,
  /** Number of the household 户; its members live at one address. */
  household: z.int().min(1),
  relation: z.enum(['head', 'spouse', 'child', 'parent']).meta({ description: '与户主关系' }),
  address: z.string().max(120),
  marriage: z.enum(['unmarried', 'married', 'widowed']),
  spouse: CitizenId.optional(),
});
export type Person = z.infer<typeof Person>;

export const Firm = z.strictObject({
  code: CreditCode,
  name: z.string().min(4).max(60),
  kind: z.enum(['company', 'sole-trader']).meta({ description: '企业 (91), 个体工商户 (92)' }),
  /** 法定代表人 of a company, 经营者 of a sole trader. */
  representative: CitizenId,
  establishedOn: PlainDate,
  address: z.string().max(120),
  business: z.string().max(60).meta({ description: '经营范围' }),
  capital: z.int().positive().optional().meta({ description: '注册资本, yuan; companies only' }),
});
export type Firm = z.infer<typeof Firm>;

const facts = Title.omit({ holder: true, holderName: true, share: true, marks: true }).shape;

/** One unit with all its holders; what real estate answers is one holder's view of it. */
export const RegisteredTitle = z.strictObject({
  ...facts,
  holders: z
    .array(z.strictObject({ code: SubjectCode, name: z.string(), share: z.string() }))
    .min(1)
    .max(4),
  marks: Marks,
});
export type RegisteredTitle = z.infer<typeof RegisteredTitle>;

export const Lease = z.strictObject({
  unitNumber: UnitNumber,
  lessor: SubjectCode,
  lessee: SubjectCode,
  from: PlainDate,
  until: PlainDate,
  monthlyRent: z.int().positive().meta({ description: 'yuan' }),
});
export type Lease = z.infer<typeof Lease>;

export const Population = z.strictObject({
  seed: z.string(),
  /** The day the population describes; nothing in it is later. */
  asOf: PlainDate,
  people: z.array(Person),
  firms: z.array(Firm),
  titles: z.array(RegisteredTitle),
  leases: z.array(Lease),
});
export type Population = z.infer<typeof Population>;
