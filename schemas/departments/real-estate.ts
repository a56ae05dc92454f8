/** 不动产登记: what can be asked of real estate, and what it answers. Marks and predicates after 不动产登记暂行条例. */
import * as z from 'zod';
import type { AskedOf } from '../asked.ts';
import { PlainDate, SubjectCode, UnitNumber } from '../identifier.ts';

/** 查询不动产登记: one unit, asked about as held by one person or firm. Others' units stay unknown: then nothing is found. */
export const TitleRequest = z
  .strictObject({ unitNumber: UnitNumber, holder: SubjectCode })
  .meta({ id: 'TitleRequest' });
export type TitleRequest = z.infer<typeof TitleRequest>;

/** 权利限制 marks on the unit. */
export const Marks = z.strictObject({
  mortgaged: z.boolean(),
  seized: z.boolean(),
  objection: z.boolean(),
  transferLimited: z.boolean().meta({
    description:
      '是否存在禁止或限制转让抵押不动产的约定, or mortgaged before 2021, when the law wanted consent. 自然资发〔2021〕54号三',
  }),
});

export const Title = z
  .strictObject({
    holder: SubjectCode,
    holderName: z.string().min(1).max(120),
    unitNumber: UnitNumber,
    certificateNumber: z
      .string()
      .max(80)
      .meta({ description: '不动产权证号', example: '浙(2017)永康市不动产权第0012345号' }),
    location: z.string().max(200).meta({ description: '坐落' }),
    rightType: z.string().max(60).meta({ description: '权利类型' }),
    rightNature: z.string().max(60).meta({ description: '权利性质' }),
    use: z.string().max(60).meta({ description: '用途' }),
    area: z.number().positive().meta({ description: '建筑面积, m²' }),
    registeredOn: PlainDate,
    validUntil: PlainDate.nullable().meta({ description: '使用期限至' }),
    ownership: z.enum(['sole', 'joint', 'shared']).meta({ description: '共有情况: 单独所有, 共同共有, 按份共有' }),
    share: z.string().max(20),
    marks: Marks,
  })
  .meta({ id: 'Title' });
export type Title = z.infer<typeof Title>;

/** 按权利人查询: every unit of one holder, 100 at most; more are told by `more`. */
export const TitlesByHolderRequest = z.strictObject({ holder: SubjectCode }).meta({ id: 'TitlesByHolderRequest' });
export type TitlesByHolderRequest = z.infer<typeof TitlesByHolderRequest>;
export const TitlesByHolder = z
  .strictObject({
    holder: SubjectCode,
    titles: z.array(Title.omit({ holder: true, holderName: true })).max(100),
    more: z.boolean(),
  })
  .meta({ id: 'TitlesByHolder' });

/**
 * 家庭住房套数: none, one, or two and more homes of one person, without any of them. `besides`: members of the household who were counted
 * before; what one of them holds too is not counted twice.
 */
export const HomeCountRequest = z
  .strictObject({ holder: SubjectCode, besides: z.array(SubjectCode).max(10).optional() })
  .meta({ id: 'HomeCountRequest' });
export type HomeCountRequest = z.infer<typeof HomeCountRequest>;
export const HomeCount = z
  .strictObject({
    holder: SubjectCode,
    ownsHome: z.boolean().meta({ description: '是否有住房' }),
    ownsSeveral: z.boolean().meta({ description: '是否有两套及以上住房' }),
  })
  .meta({ id: 'HomeCount' });
export type HomeCount = z.infer<typeof HomeCount>;

/** 经营场所核验: yes/no answers about premises of a third party (landlord, co-owner), on the ground of the lease or contract. */
export const PremisesRequest = z
  .strictObject({ unitNumber: UnitNumber, holder: SubjectCode })
  .meta({ id: 'PremisesRequest' });
export type PremisesRequest = z.infer<typeof PremisesRequest>;
export const Premises = z
  .strictObject({
    unitNumber: UnitNumber,
    holder: SubjectCode,
    isHolder: z.boolean(),
    commercialUse: z.boolean(),
    notSeized: z.boolean(),
    noObjection: z.boolean(),
    notMortgaged: z.boolean(),
  })
  .meta({ id: 'Premises' });
export type Premises = z.infer<typeof Premises>;

export const realEstate = {
  title: { request: TitleRequest, answer: Title },
  'titles-by-holder': { request: TitlesByHolderRequest, answer: TitlesByHolder },
  premises: { request: PremisesRequest, answer: Premises },
  'home-count': { request: HomeCountRequest, answer: HomeCount },
} as const satisfies AskedOf;
