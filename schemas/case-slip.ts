/** 文书: the slip that each step of a case leaves in the citizen's hand, and what the law has him told in it. Data; the words of a case come from its event. */
import * as z from 'zod';
import { Bilingual } from './department.ts';
import { Instant } from './identifier.ts';

/** 专用章 under which a slip goes out (ZJ-2018 art. 11; electronic seals are allowed). */
const SEALS = {
  receipt: { zh: '收件专用章', en: 'seal of receipt' },
  acceptance: { zh: '受理专用章', en: 'seal of acceptance' },
  approval: { zh: '审批专用章', en: 'seal of approval' },
  output: { zh: '出件专用章', en: 'seal of output' },
  delivery: { zh: '送达专用章', en: 'seal of delivery' },
} as const;

/** `code` stands in the number of the slip. */
export const SLIPS = {
  'pre-checked': { code: 'YS', zh: '预审意见书', en: 'What the pre-check found', seal: SEALS.receipt },
  receipt: { code: 'SJ', zh: '收件凭证', en: 'Receipt', seal: SEALS.receipt },
  accepted: {
    code: 'SL',
    zh: '受理通知书',
    en: 'Notice of acceptance',
    seal: SEALS.acceptance,
  },
  provisional: {
    code: 'XS',
    zh: '先予受理通知书',
    en: 'Notice of provisional acceptance',
    seal: SEALS.acceptance,
  },
  notice: {
    code: 'GZ',
    zh: '一次性补正告知书',
    en: 'Notice of everything that is missing',
    seal: SEALS.acceptance,
  },
  'not-accepted': {
    code: 'BS',
    zh: '不予受理通知书',
    en: 'Notice of non-acceptance',
    seal: SEALS.acceptance,
  },
  'acceptance-revoked': {
    code: 'CX',
    zh: '撤销受理通知书',
    en: 'Notice that acceptance is revoked',
    seal: SEALS.acceptance,
  },
  approved: {
    code: 'XK',
    zh: '准予决定书',
    en: 'Decision: approved',
    seal: SEALS.approval,
  },
  denied: {
    code: 'BX',
    zh: '不予许可决定书',
    en: 'Decision: denied',
    seal: SEALS.approval,
  },
  'approval-revoked': {
    code: 'CQ',
    zh: '撤销行政许可决定书',
    en: 'Decision: approval revoked',
    seal: SEALS.approval,
  },
  'to-rectify': {
    code: 'ZG',
    zh: '限期整改通知书',
    en: 'Notice of what has to be mended',
    seal: SEALS.approval,
  },
  'clock-held': {
    code: 'TB',
    zh: '特别程序期限告知书',
    en: 'Notice of time that does not count',
    seal: SEALS.approval,
  },
  'clock-extended': {
    code: 'YC',
    zh: '延长办理期限告知书',
    en: 'Notice of an extended time limit',
    seal: SEALS.approval,
  },
  output: {
    code: 'LQ',
    zh: '办理结果领取通知书',
    en: 'Notice that the results are ready',
    seal: SEALS.output,
  },
  withdrawn: {
    code: 'CH',
    zh: '撤回确认书',
    en: 'Confirmation of withdrawal',
    seal: SEALS.acceptance,
  },
  'deemed-withdrawn': {
    code: 'SC',
    zh: '视为撤回告知书',
    en: 'Notice of deemed withdrawal',
    seal: SEALS.acceptance,
  },
  committed: { code: 'CN', zh: '告知承诺确认书', en: 'Confirmation of a commitment', seal: SEALS.acceptance },
  delivery: { code: 'SD', zh: '送达回证', en: 'Proof of delivery', seal: SEALS.delivery },
  closed: { code: 'BJ', zh: '办结单', en: 'Note that the case is closed', seal: SEALS.output },
} as const;
export type SlipKind = keyof typeof SLIPS;
const SlipKind = z.enum(Object.keys(SLIPS) as [SlipKind, ...SlipKind[]]);

/** Slips after which he may go to law. */
export const CONTESTABLE: readonly SlipKind[] = ['not-accepted', 'acceptance-revoked', 'denied', 'approval-revoked'];

/** 救济途径 by the day of the slip. Sources: 行政复议法 (1999, art. 9, 12; 2023, art. 20, 24), 行政诉讼法 (2014, art. 46). */
export const REMEDIES = [
  {
    from: '2004-07-01',
    until: '2023-12-31',
    review: {
      zh: '如不服，可自知道之日起六十日内，向本级人民政府或者上一级主管部门申请行政复议（行政复议法第九条、第十二条）',
      en: 'administrative review may be asked for within 60 days of knowing of it, of the government of this level or of the authority above',
    },
    suit: {
      zh: '也可自知道之日起六个月内，依法向人民法院提起行政诉讼（行政诉讼法第四十六条）',
      en: 'or a suit brought before the people’s court within six months of knowing of it',
    },
  },
  {
    from: '2024-01-01',
    review: {
      zh: '如不服，可自知道之日起六十日内，向本级人民政府申请行政复议（行政复议法第二十条、第二十四条）',
      en: 'administrative review may be asked for within 60 days of knowing of it, of the government of this level',
    },
    suit: {
      zh: '也可自知道之日起六个月内，依法向人民法院提起行政诉讼（行政诉讼法第四十六条）',
      en: 'or a suit brought before the people’s court within six months of knowing of it',
    },
  },
] as const;

export const CaseSlip = z
  .strictObject({
    /** Number of the event that it follows from. */
    n: z.int().min(1),
    kind: SlipKind,
    number: z.string().meta({ description: '文书编号: case, code of the kind, number of the event' }),
    name: Bilingual,
    at: Instant,
  })
  .meta({ id: 'CaseSlip', description: '文书 slip of a case' });
export type CaseSlip = z.infer<typeof CaseSlip>;
