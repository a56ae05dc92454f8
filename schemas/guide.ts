/**
 * 服务指南: the elements that a guide must have (after annex A of DB33/T 2036.1-2017, whose text we have not seen: the list is the usual one).
 * Data; which of them a matter's guide has is counted.
 */
import * as z from 'zod';
import { ClockView } from './case-clock.ts';
import { Instant, PlainDate, Slug } from './identifier.ts';
import { ServingState } from './office.ts';

const element = <I extends string>(id: I, zh: string, en: string, short = false) => ({ id, name: { zh, en }, short });

/** `short`: stands in the version that lies at the window too. */
export const GUIDE_ELEMENTS = [
  element('name', '事项名称', 'Matter', true),
  element('codes', '事项编码', 'Codes'),
  element('type', '事项类型', 'Type'),
  element('basis', '设立依据', 'Legal basis'),
  element('body', '实施主体', 'Body', true),
  element('level', '行使层级', 'Level'),
  element('audience', '服务对象', 'Who may apply', true),
  element('conditions', '受理条件', 'Conditions'),
  element('materials', '申请材料', 'Materials', true),
  element('tolerable', '可容缺材料', 'Materials that may follow', true),
  element('forms', '申请表', 'Forms', true),
  element('situations', '情形引导', 'Questions asked first'),
  element('process', '办理流程', 'Steps'),
  element('legal', '法定时限', 'Time limit by law', true),
  element('promised', '承诺时限', 'Time promised', true),
  element('fee', '收费标准及依据', 'Fee', true),
  element('result', '办理结果', 'Result', true),
  element('delivery', '送达方式', 'How it is delivered', true),
  element('place', '办理地点、时间', 'Place and hours', true),
  element('phone', '咨询电话', 'Telephone', true),
  element('channels', '办理渠道', 'Ways to apply', true),
  element('visits', '到办事现场次数', 'Visits', true),
  element('marks', '最多跑一次与星级', 'Once only, stars', true),
  element('same-handling', '通办范围', 'Where else'),
  element('real-name', '实名等级', 'Real-name level'),
  element('complaint', '监督投诉渠道', 'Complaints'),
  element('remedies', '救济途径', 'Remedies'),
] as const;
export type GuideElement = (typeof GUIDE_ELEMENTS)[number]['id'];

const Line = z.strictObject({ zh: z.string(), en: z.string() });
export type Line = z.infer<typeof Line>;

export const GuideForm = z.enum(['short', 'long']);
export type GuideForm = z.infer<typeof GuideForm>;

export const Guide = z
  .strictObject({
    matter: Slug,
    version: z.int(),
    on: PlainDate,
    form: GuideForm,
    elements: z.array(z.strictObject({ id: z.string(), name: Line, lines: z.array(Line).min(1) })),
    /** 要素检查: every element of the list, and whether this matter has it. */
    checklist: z.array(z.strictObject({ id: z.string(), present: z.boolean() })),
    /** 预计办结: what would be due if it were accepted at the moment that was asked about. */
    ifFiled: ClockView.optional(),
    /** 窗口是否办理: at the moment that was asked about, or now; absent of another day than today. */
    serving: z
      .strictObject({
        at: Instant,
        state: ServingState,
        opens: Instant.optional().meta({ description: '下次开门 when it opens next; absent while it is open' }),
        text: Line,
      })
      .optional(),
  })
  .meta({ id: 'Guide', description: '服务指南 service guide' });
export type Guide = z.infer<typeof Guide>;
