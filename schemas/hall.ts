/** 办事大厅: units and sub-centres that moved in, integrated windows by date, and the bodies that decide, under the names they bore. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { CreditCode, PlainDate, Slug } from './identifier.ts';
import { Office, Service } from './office.ts';

/** 综合窗口类别: 不动产交易登记, 投资项目审批, 商事登记, 社会事务, 公安服务, 税务社保. */
export const WindowKind = z.enum([
  'real-estate',
  'investment',
  'business',
  'social-affairs',
  'public-security',
  'tax-and-insurance',
]);
export type WindowKind = z.infer<typeof WindowKind>;

/** `until`: the last day. */
export const dated = { from: PlainDate, until: PlainDate.optional() };
export const isDated = ({ from, until }: { from: string; until?: string | undefined }): boolean =>
  until === undefined || from <= until;

/** 实施主体. Who bore the power on a day: names and codes change, the id stays. */
export const Body = z
  .strictObject({
    id: Slug,
    /** The hub's department that it is; absent: it has not joined. */
    department: Slug.optional(),
    names: z
      .array(z.strictObject({ ...dated, name: Bilingual, creditCode: CreditCode }).refine(isDated, 'from-after-until'))
      .min(1)
      .max(8),
  })
  .refine(
    ({ names }) => names.every(({ from }, at) => at === 0 || (names[at - 1]?.until ?? '9') < from),
    'names-overlap',
  )
  .meta({ id: 'Body', description: '实施主体 body that implements matters, by date' });
export type Body = z.infer<typeof Body>;

const Desk = {
  id: Slug,
  name: Bilingual,
  /** 岗位 of the officers who sit there. */
  role: Bilingual,
  phone: z.string().regex(/^\d{4}-\d{8}$/, 'phone-form'),
};

/** 进驻单位 or 分中心, with the window of its own. Where its matters are taken at integrated windows instead, those say so. */
export const Unit = z.strictObject({
  ...Desk,
  kind: z.enum(['unit', 'sub-centre']),
  body: Slug,
  window: z.string().min(1).max(40).meta({ description: '窗口号 number of the window' }),
});
export type Unit = z.infer<typeof Unit>;

export const IntegratedWindow = z
  .strictObject({
    ...Desk,
    ...dated,
    kind: WindowKind,
    window: z.string().min(1).max(40),
    /** 周末窗口: days off on which it serves. */
    services: z.array(Service).max(4).optional(),
  })
  .refine(isDated, 'from-after-until');
export type IntegratedWindow = z.infer<typeof IntegratedWindow>;

/** In degrees. */
export const Position = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});

/** 受理点: the hall itself, a town, a service point. Position in degrees, for the nearest one. */
export const Place = z
  .strictObject({
    id: Slug,
    kind: z.enum(['hall', 'town', 'service-point']),
    name: Bilingual,
    position: Position,
  })
  .meta({ id: 'Place', description: '受理点 place at which cases are taken' });
export type Place = z.infer<typeof Place>;

export const Hall = z
  .strictObject({
    id: Slug,
    /** The hub's department that asks in the hall's name. */
    department: Slug,
    name: Bilingual,
    address: z.string().min(1).max(200),
    hours: Bilingual,
    offices: z.array(Office).max(8).optional(),
    units: z.array(Unit).min(1),
    windows: z.array(IntegratedWindow),
    places: z.array(Place).max(60).optional(),
  })
  .meta({ id: 'Hall', description: '办事大厅 service hall' });
export type Hall = z.infer<typeof Hall>;
