/** 申请: what is said before anybody accepts. `kept` is what the hub adds to an event of its own: what it decided. */
import * as z from 'zod';
import { APPLYING, CaseChannel, CaseParty, CaseSubject, FormValues, HandedIn } from '../case.ts';
import { CaseId, Instant, PlainDate, Slug } from '../identifier.ts';
import { MaterialKey } from '../material.ts';
import { FoundReport } from '../report.ts';
import { Answers } from '../situation.ts';
import { text } from '../text.ts';

const onBehalf = { onBehalf: z.string().max(40).optional() };

export const Parties = z
  .array(CaseParty)
  .min(1)
  .max(40)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'party-twice')
  .refine((all) => all.some(({ role }) => APPLYING.includes(role)), 'no-applicant');

/** 免填单 comes later: what the form says here was typed. */
export const OpenCase = z.strictObject({
  subject: CaseSubject,
  channel: CaseChannel,
  place: Slug.meta({ description: '受理点: hall, town or sub-centre' }),
  answers: Answers,
  parties: Parties,
  form: FormValues.meta({
    description:
      '申请表: only fields that a form of the matter, or of any matter of the bundle, asks for (field-unknown), where the catalogue holds a form',
  }),
  /** 离线: taken down while the network was cut; the number on the slip and when it was written. */
  offline: z.strictObject({ number: text(40), writtenAt: Instant }).optional(),
  test: z.boolean().optional(),
  ...onBehalf,
});
export type OpenCase = z.infer<typeof OpenCase>;

/** 依据版本: what holds for this case from its filing on. */
export const Pins = z.strictObject({
  template: z.int().min(1).optional(),
  matters: z.record(Slug, z.int().min(1)),
  filedOn: PlainDate,
});
export type Pins = z.infer<typeof Pins>;

export const PlannedTask = z.strictObject({
  matter: Slug,
  version: z.int().min(1),
  /** The hub's department that decides it; absent: its body has not joined. */
  department: Slug.optional(),
  after: z.array(Slug),
  /** 凭前序结果: of these the result is needed before it is approved. */
  withResultOf: z.array(Slug).optional(),
  /** 内部时限 in working days, where the template sets one. */
  inner: z.int().min(0).optional(),
  /** 只为该事项: ends when that one fails. */
  serves: Slug.optional(),
});
export type PlannedTask = z.infer<typeof PlannedTask>;

export const filingActs = {
  amend: {
    body: z.strictObject({
      act: z.literal('amend'),
      answers: Answers.optional(),
      parties: Parties.optional(),
      form: FormValues.optional(),
      ...onBehalf,
    }),
    kept: {},
  },
  'ask-pre-check': { body: z.strictObject({ act: z.literal('ask-pre-check'), ...onBehalf }), kept: {} },
  'pre-check': {
    body: z.strictObject({ act: z.literal('pre-check'), passed: z.boolean(), remarks: z.array(text(300)).max(40) }),
    kept: {},
  },
  'hand-in': {
    body: z.strictObject({
      act: z.literal('hand-in'),
      // 电子材料 is its files: none is nothing handed in.
      materials: z
        .array(
          HandedIn.refine(({ medium, files }) => medium === 'paper' || files.length > 0, 'electronic-without-file'),
        )
        .min(1)
        .max(60),
      ...onBehalf,
    }),
    kept: {},
  },
  file: {
    body: z.strictObject({ act: z.literal('file'), ...onBehalf }),
    /** `agreed`: 约定事项 as the form has them that is filed. */
    kept: {
      pins: Pins,
      tasks: z.array(PlannedTask).min(1),
      reports: z.array(FoundReport).optional(),
      agreed: FormValues.optional(),
    },
  },
  /** 共同申请: another of the parties signs the application that was filed, and confirms what they agreed on. */
  'join-application': {
    body: z.strictObject({
      act: z.literal('join-application'),
      agreed: FormValues.meta({ description: '约定事项: the price, as he has it; each field that the matter names' }),
      onBehalf: z.string().max(40).meta({ description: 'The party that applies, or its agent' }),
    }),
    kept: {},
  },
  /** 取用检测报告 that has come since. */
  'take-reports': {
    body: z.strictObject({ act: z.literal('take-reports'), ...onBehalf }),
    kept: { reports: z.array(FoundReport) },
  },
  'note-visit': {
    body: z.strictObject({
      act: z.literal('note-visit'),
      ...{ party: text(40), place: Slug, reason: text(200) },
      sameAs: CaseId.optional().meta({ description: '同一次到场: counted in that case alone' }),
    }),
    kept: {},
  },
  'waive-material': {
    /** 其他方式证明: ZJ-2018 art. 9; may be waived, must be recorded. */
    body: z.strictObject({ act: z.literal('waive-material'), material: MaterialKey, reason: text(300) }),
    kept: {},
  },
  withdraw: {
    body: z.strictObject({ act: z.literal('withdraw'), reason: text(300).optional(), ...onBehalf }),
    kept: {},
  },
} as const;
