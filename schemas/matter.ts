/** 政务服务事项: what can be applied for, as it stands from one day to another. Marks and figures are computed from it and never stand in it. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { PartyRole } from './grant.ts';
import { dated, isDated, Position, WindowKind } from './hall.ts';
import { DivisionCode, FieldPointer, PlainDate, ResourceId, Slug } from './identifier.ts';
import { MatterCodes, MatterType, typeOfBasic } from './matter-code.ts';
import { Form, MatterMaterial } from './matter-material.ts';
import { Questions, questionsIn } from './situation.ts';
import { text } from './text.ts';

/** 办理时限. `minutes` count while the hall is open; `local` where only local rules set it. */
export const Limit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('at-once') }),
  z.strictObject({
    kind: z.enum(['working-days', 'calendar-days', 'minutes']),
    length: z.int().min(1).max(3_000),
    /** 延长: how much more, and who may grant it. */
    extension: z.strictObject({ length: z.int().min(1).max(365), by: Bilingual }).optional(),
  }),
  z.strictObject({ kind: z.literal('local') }),
]);
export type Limit = z.infer<typeof Limit>;

export const LegalLimit = z.strictObject({
  limit: Limit,
  source: z.string().min(1).max(300).meta({ description: '依据 article' }),
});

/** 到场: a moment at which the law or the thing itself wants the applicant there, whatever else goes online. */
export const Presence = z.strictObject({
  moment: z.enum(['filing', 'taking', 'check', 'later']).meta({
    description: 'filing 申请, taking 采集 (fingerprints, photo), check 核验 or 考试 after filing, later 后续环节',
  }),
  why: Bilingual,
});
export type Presence = z.infer<typeof Presence>;

/** 办理能力: what the way of handling can do; the star level is computed from it. */
export const Ways = z.strictObject({
  online: z.boolean().meta({ description: '网上申请 filed online' }),
  trustFirst: z.boolean().meta({ description: '信任在先、预先办结 concluded before originals are seen' }),
  signature: z.boolean().meta({ description: '电子签名 signed electronically' }),
  courier: z.boolean().meta({ description: '快递送达 both ways' }),
});
export type Ways = z.infer<typeof Ways>;

export const Channel = z.enum(['window', 'online', 'mobile', 'town', 'self-service', 'agent', 'post']);
/** 实名等级: 1 none, 2 basic, 3 high. */
export const RealName = z.union([z.literal(1), z.literal(2), z.literal(3)]);

export const MatterResult = z.strictObject({
  /** 证照类型, when the result is a certificate; otherwise a note, an approval, a receipt. */
  type: Slug.optional(),
  name: Bilingual,
  /** 纸质: somebody must bring it or fetch it. */
  paper: z.boolean(),
});

/** Why a matter needs more than one visit: only from the province's list; nobody adds to it. */
export const OnceException = z.strictObject({ listed: Slug, reason: Bilingual });

const FormFieldId = z.string().regex(/^[a-z]+(\.[a-z][A-Za-z0-9]*)+$/, 'form-field');

const stopping = {
  resource: ResourceId,
  /** 查询对象: parties in these roles; who applies unless said. */
  of: z.array(PartyRole).min(1).max(6).optional(),
  /** 须有其人: without a party in one of the roles it counts as not asked. */
  needed: z.literal(true).optional(),
  /** 何时须已查询: before acceptance unless said, or before the approval of the matter itself. */
  before: z.enum(['acceptance', 'decision']).optional(),
  /** Only an answer about what the form names counts: that another house is free says nothing of this one. */
  about: z.strictObject({ field: FormFieldId, pointer: FieldPointer }).optional(),
  /** 例外: the paper that lifts it once it is handed in. */
  unless: z.strictObject({ material: Slug, name: Bilingual }).optional(),
  /** By the day of filing; always unless said. */
  from: PlainDate.optional(),
  until: PlainDate.optional(),
  why: Bilingual,
  basis: text(200),
};
/**
 * 家庭成员: who counts with the party in the role `of`. Of somebody in such a role is asked only when the record about that party names him at
 * the pointer; `counts`: the resource that answers whether he has none, one or more of what is counted.
 */
const Family = z.strictObject({
  of: PartyRole,
  counts: ResourceId,
  members: z
    .array(z.strictObject({ role: PartyRole, resource: ResourceId, pointer: FieldPointer }))
    .min(1)
    .max(4),
  basis: text(200),
});
export type Family = z.infer<typeof Family>;

/** Which answer says it, of parties in these roles; `about`: only an answer about what the form names. */
const Answering = z.strictObject({
  resource: ResourceId,
  of: z.array(PartyRole).min(1).max(4),
  pointer: FieldPointer,
  about: z.strictObject({ field: FormFieldId, pointer: FieldPointer }),
});
/** `field`: where the parties wrote the same into the one form. */
const RecordedFact = z.strictObject({
  what: z.enum(['price', 'area', 'use', 'held-since', 'signed-on']),
  field: FormFieldId.optional(),
  answers: z.array(Answering).min(1).max(4),
});
export type RecordedFact = z.infer<typeof RecordedFact>;
/**
 * 计税依据核对: what a sale is reckoned from, and who has it on record. `filing`: the matter by which the contract is filed, whose day decides
 * the rates where no answer says when it was signed.
 */
const Recorded = z.strictObject({
  facts: z.array(RecordedFact).min(1).max(8),
  filing: Slug.optional(),
  basis: text(200),
});

/** What a registry must not say: the member at the pointer is so; or that it has no such record. */
const Stop = z.union([
  z.strictObject({ ...stopping, pointer: FieldPointer, is: z.boolean() }),
  z.strictObject({ ...stopping, found: z.literal(false) }),
]);
export type Stop = z.infer<typeof Stop>;

/** 共同申请: parties in each of these roles apply, and confirm what they agreed on. */
const JointApplication = z.strictObject({
  roles: z.array(PartyRole).min(2).max(4),
  agrees: z.array(FormFieldId).max(6),
  basis: text(200),
});

const Zone = z.strictObject({
  name: Bilingual,
  centre: Position,
  km: z.number().positive().max(500),
  advice: Bilingual,
  basis: text(300),
});

const shape = {
  v: z.literal(1),
  id: Slug,
  version: z.int().min(1),
  ...dated,
  /** Why it ended, where nothing follows it. */
  ended: Bilingual.optional(),
  name: Bilingual,
  type: MatterType,
  codes: MatterCodes,
  body: Slug,
  /** 联办机构: other bodies that take part in this one matter. */
  jointBodies: z.array(Slug).max(6).optional(),
  level: z.enum(['state', 'province', 'city', 'county', 'town']).meta({ description: '行使层级' }),
  audience: z.enum(['persons', 'firms', 'both']),
  basis: text(300).meta({ description: '设立依据' }),
  conditions: z.array(Bilingual).max(12),
  legal: LegalLimit,
  promised: Limit,
  commitment: z.boolean().optional().meta({ description: '可告知承诺: decided on a commitment, checked afterwards' }),
  presence: z.array(Presence).max(6),
  materials: z.array(MatterMaterial).max(40),
  forms: z
    .array(Form)
    .max(6)
    .meta({ description: '申请表 application forms, one for each applicant or body that had its own' }),
  situations: Questions.optional(),
  realName: RealName,
  /** 人证核验: who applies is compared with the photo of his card; under the threshold a second officer looks. */
  faceCheck: z.strictObject({ threshold: z.number().min(0.5).max(1) }).optional(),
  /** 不予受理、不予登记情形: what a registry must not say of a party. */
  stops: z.array(Stop).max(8).optional(),
  family: Family.optional(),
  /** 限制区: where what the form names will hardly be granted, by the fields that hold the position. */
  zones: z
    .strictObject({ latitude: z.string().max(80), longitude: z.string().max(80), areas: z.array(Zone).min(1).max(40) })
    .optional(),
  jurisdiction: DivisionCode,
  sameHandling: z.strictObject({
    range: z.enum(['place', 'county', 'city', 'province', 'nation']),
    /** 受理点: other places that take it: towns, sub-centres, service points. */
    places: z.array(Slug).max(40),
  }),
  channels: z.array(Channel).min(1),
  fee: Slug.optional(),
  /** 互斥: the field of the form whose value only one accepted case at a time may name. */
  exclusive: FormFieldId.optional(),
  /** 税费: what is reckoned with the fee by rules of the day, for a sale of a house. */
  levies: z.enum(['house-sale', 'house-purchase']).optional(),
  recorded: Recorded.optional(),
  jointApplication: JointApplication.optional(),
  result: MatterResult,
  ways: Ways,
  unit: Slug,
  windowKind: WindowKind.optional(),
  onceException: OnceException.optional(),
  /** Cases in a year, for what a grant would win. Estimated. */
  casesPerYear: z.int().min(0).max(10_000_000),
};

type Shape = z.infer<z.ZodObject<typeof shape>>;
const unique = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;
const known = ({ situations = [], materials }: Shape): boolean => {
  const asked = new Set(situations.map(({ id }) => id));
  return materials.every(({ when }) => questionsIn(when).every((id) => asked.has(id)));
};
/** What is read from the form is asked for on it: nobody else could fill it in. */
const asked = ({ forms, exclusive, zones, stops = [], materials, recorded, jointApplication }: Shape): boolean => {
  const fields = new Set(forms.flatMap((form) => form.fields.map(({ id }) => id)));
  const read = [
    ...[exclusive, zones?.latitude, zones?.longitude],
    ...stops.map(({ about }) => about?.field),
    ...materials.map(({ pushed }) => pushed?.about),
    ...(jointApplication?.agrees ?? []),
    ...(recorded?.facts ?? []).flatMap(({ field, answers }) => [field, ...answers.map(({ about }) => about.field)]),
  ];
  return read.every((field) => field === undefined || fields.has(field));
};

export const Matter = z
  .strictObject(shape)
  .refine(isDated, 'from-after-until')
  .refine(({ codes, type }) => typeOfBasic(codes.basic) === type, 'basic-code-of-another-type')
  .refine(({ materials }) => unique(materials.map(({ id }) => id)), 'material-twice')
  .refine(({ faceCheck, realName }) => !faceCheck || realName >= 3, 'face-check-below-level-3')
  .refine(known, 'material-of-unasked-question')
  .refine(asked, 'field-not-on-the-form')
  .refine(({ ways, channels }) => ways.online === channels.includes('online'), 'online-and-channel-differ')
  .meta({ id: 'Matter', description: '事项 matter, one version' });
export type Matter = z.infer<typeof Matter>;
