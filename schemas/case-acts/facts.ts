/** 数据跑腿: what travelled for the case, what did not because a department was down, and what the applicant says of it. */
import * as z from 'zod';
import { FormValues } from '../case.ts';
import { CaseId, FieldPointer, PlainDate, ResourceId, Slug, Uuid } from '../identifier.ts';
import { PartyId } from '../mandate.ts';
import { MaterialKey } from '../material.ts';
import { PrefilledOffer } from '../prefill.ts';
import { ExchangeReceipt } from '../receipt.ts';
import { text } from '../text.ts';

const onBehalf = { onBehalf: z.string().max(40).optional() };

/** 部门系统不可用, or unprocessable 部门系统写不下: why no answer came. */
export const FactCause = z.enum([
  'unprocessable',
  'department-unavailable',
  'department-timeout',
  'department-error',
  'department-answer-invalid',
]);
/** Of a question that could not be written down there: which character its charset lacks, by code point, and nothing else of the text. */
export const FactRule = z
  .string()
  .regex(/^not-in-[a-z0-9-]{2,20}:U\+[0-9A-F]{4,6}$/, 'fact-rule')
  .meta({ description: '未能写入的字符', example: 'not-in-gb2312:U+20BB7' });
/** 人工核验, 容缺, 上传, 核印打印件: what takes the place of an answer. A printout is to be verified 待核验, by the answer or by hand. */
export const FactWay = z.enum(['manual-check', 'tolerance', 'upload', 'printout']);

const failure = z.int().min(0).meta({ description: 'Number of the failure in the case, from 0' });

export const factActs = {
  'add-fact': {
    body: z.strictObject({
      act: z.literal('add-fact'),
      party: PartyId.meta({ description: '当事人: whom it is about' }),
      receipt: ExchangeReceipt,
      /** As it was released; absent when nothing was found. */
      answer: z.unknown().optional(),
    }),
    kept: {},
  },
  'fact-failed': {
    body: z.strictObject({
      act: z.literal('fact-failed'),
      matter: Slug,
      resource: ResourceId,
      party: PartyId,
      cause: FactCause,
      rule: FactRule.optional(),
    }),
    /** `nextAt`: epoch ms of the next try; null: tried often enough, a person decides. */
    kept: { tries: z.int().min(1), nextAt: z.int().nullable() },
  },
  /** A try is due: the line of the work list says so. */
  'retry-fact': { body: z.strictObject({ act: z.literal('retry-fact'), failure }), kept: {} },
  'settle-fact': {
    body: z.strictObject({
      act: z.literal('settle-fact'),
      failure,
      way: FactWay,
      note: text(600),
      /** 上传, 打印件: the paper that was handed in instead. */
      material: MaterialKey.optional(),
    }),
    kept: {},
  },
  'confirm-prefill': {
    body: z
      .strictObject({
        act: z.literal('confirm-prefill'),
        fields: z.array(z.string().max(80)).max(300),
        /** 沿用: of these fields, what an earlier case says, as it was offered (GET …/prefill) and with its proof. */
        offered: z
          .record(z.string().max(80), PrefilledOffer)
          .refine((all) => Object.keys(all).length <= 60, 'too-many-fields')
          .optional(),
        /** 手工填写: what no source offers, or what he disputes. */
        typed: FormValues.optional(),
        ...onBehalf,
      })
      .refine(({ fields, typed = {} }) => fields.length > 0 || Object.keys(typed).length > 0, 'nothing-said')
      .refine(
        ({ fields, offered = {} }) => Object.keys(offered).every((one) => fields.includes(one)),
        'offered-unnamed',
      ),
    kept: {
      values: FormValues,
      sources: z.record(z.string(), Uuid),
      /** 沿用: fields taken from an earlier case, and the day on which that was filed. */
      earlier: z.record(z.string(), z.strictObject({ case: CaseId, day: PlainDate })),
    },
  },
  'dispute-fact': {
    body: z.strictObject({
      act: z.literal('dispute-fact'),
      fact: Uuid.meta({ description: 'Its exchange' }),
      fields: z.array(FieldPointer).min(1).max(200),
      /** 自行举证: his own proof, handed in before; it counts from now on. ZJ-2018 art. 7. */
      material: MaterialKey,
      reason: text(600),
      /** 疑义: reported to the owner of the data under this id (POST /v1/doubts). */
      doubt: Uuid.optional(),
      ...onBehalf,
    }),
    /** Fields of the form that said what is disputed: to be filled anew. */
    kept: { cleared: z.array(z.string()).optional() },
  },
} as const;
