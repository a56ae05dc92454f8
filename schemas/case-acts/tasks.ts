/** 后台分类审批: what the deciding bodies do, each with its own task; nothing of it touches a sibling. */
import * as z from 'zod';
import { CaseParty, Decision, TaskResult } from '../case.ts';
import { Instant, PlainDate, Slug } from '../identifier.ts';
import { text } from '../text.ts';
import { NoticeItem } from './acceptance.ts';

const task = Slug.meta({ description: '子办件: the matter that it is about' });

export const taskActs = {
  begin: { body: z.strictObject({ act: z.literal('begin'), task }), kept: {} },
  'give-opinion': {
    body: z.strictObject({
      act: z.literal('give-opinion'),
      task,
      opinion: z.enum(['agree', 'disagree', 'more']),
      text: text(2000),
    }),
    kept: {},
  },
  'return-task': {
    body: z.strictObject({
      act: z.literal('return-task'),
      task,
      items: z.array(NoticeItem).min(1).max(60),
      due: PlainDate.optional().meta({
        description: '补正期限; left out: by the rule of the matter, where there is one',
      }),
      reason: text(300).optional(),
    }),
    kept: { due: PlainDate },
  },
  /** 催办: the applicant is reminded of what the return of the task named. */
  'remind-task': {
    body: z.strictObject({ act: z.literal('remind-task'), task }),
    kept: { items: z.array(NoticeItem) },
  },
  /** 逾期未补: the task ends as withdrawn, and nothing that was issued. */
  'lapse-task': {
    body: z.strictObject({ act: z.literal('lapse-task'), task }),
    kept: { reason: text(600), basis: text(300) },
  },
  'resume-task': { body: z.strictObject({ act: z.literal('resume-task'), task }), kept: {} },
  decide: {
    body: z.strictObject({
      act: z.literal('decide'),
      task,
      decision: Decision,
      /** When the department's own system decided; now, unless said. Never before acceptance. */
      decidedAt: Instant.optional(),
      reason: text(2000).optional(),
      basis: text(300).optional(),
    }),
    kept: {},
  },
  'record-result': {
    body: z.strictObject({ act: z.literal('record-result'), task, result: TaskResult }),
    kept: {},
  },
  /** 新增当事人: who came to be by the decision on the task, as the firm that it registered; from then on others may be asked about it. */
  'add-party': {
    body: z.strictObject({ act: z.literal('add-party'), task, party: CaseParty }),
    kept: {},
  },
} as const;
