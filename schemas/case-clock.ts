/**
 * 时限 of a case as events: started, paused, resumed, extended, recounted, stopped. Dates, what is left and the light are computed from
 * them and never stand in them. Instants are RFC 3339; the day of an instant is that of Beijing, and a time limit ends at 24:00 of its last day.
 */
import * as z from 'zod';
import { CalendarYear } from './calendar.ts';
import { Bilingual } from './department.ts';
import { Instant, PlainDate, Slug } from './identifier.ts';
import { text } from './text.ts';

/** 计时方式. `office-minutes` run while the hall works, `elapsed-minutes` always. Days are counted from the day after. */
export const ClockKind = z.enum(['working-days', 'calendar-days', 'office-minutes', 'elapsed-minutes']);
export type ClockKind = z.infer<typeof ClockKind>;

/** 法定、承诺、内部. */
export const LimitRole = z.enum(['legal', 'promised', 'inner']);
export type LimitRole = z.infer<typeof LimitRole>;
export const LIMIT_ROLES: Readonly<Record<LimitRole, Bilingual>> = {
  legal: { zh: '法定期限', en: 'by law' },
  promised: { zh: '承诺期限', en: 'promised' },
  inner: { zh: '内部期限', en: 'within the office' },
};

export const ClockLimit = z
  .strictObject({
    role: LimitRole,
    kind: ClockKind,
    length: z.int().min(0).max(100_000).meta({ description: 'days or minutes; 0 days: on the day itself' }),
    yellow: z.int().min(0).meta({ description: '黄灯 when no more than this is left, in the same unit' }),
    extension: z
      .strictObject({ length: z.int().min(1).max(10_000), by: Bilingual })
      .optional()
      .meta({ description: '可延长 how much more in all, and by whose leave' }),
    rolls: z.literal(true).optional().meta({
      description: '顺延 calendar days whose last falls on a day off end with the next working day (民法典 203)',
    }),
  })
  .refine(({ kind, rolls }) => rolls === undefined || kind === 'calendar-days', 'only-calendar-days-roll')
  .meta({ id: 'ClockLimit', description: '时限 time limit' });
export type ClockLimit = z.infer<typeof ClockLimit>;

/** 不计入时限的事由. Waiting that no rule excludes is no reason: it counts. */
export const PAUSE_REASONS = {
  supplement: { zh: '补正', en: 'supplement', basis: 'ZJ-2018 art. 11' },
  hearing: { zh: '听证', en: 'hearing', basis: '行政许可法 45' },
  tender: { zh: '招标、拍卖', en: 'tender or auction', basis: '行政许可法 45' },
  test: { zh: '检测', en: 'test', basis: '行政许可法 45' },
  inspection: { zh: '检验', en: 'inspection by test', basis: '行政许可法 45' },
  quarantine: { zh: '检疫', en: 'quarantine', basis: '行政许可法 45' },
  appraisal: { zh: '鉴定', en: 'appraisal', basis: '行政许可法 45' },
  'expert-review': { zh: '专家评审', en: 'expert review', basis: '行政许可法 45' },
  intermediary: { zh: '中介服务', en: 'intermediary', basis: 'ZJ-2018 art. 28' },
  prerequisite: { zh: '等待前序结果', en: 'a result it depends on', basis: 'ZJ-2018 art. 5' },
} as const;
export type PauseReason = keyof typeof PAUSE_REASONS;
const PauseReason = z.enum(Object.keys(PAUSE_REASONS) as [PauseReason, ...PauseReason[]]);

const shared = { clock: Slug, at: Instant };

const Started = z
  .strictObject({
    type: z.literal('clock.started'),
    ...shared,
    /** 环节: what is being done; no two clocks of one step run at once. */
    step: Slug,
    holder: z.enum(['department', 'intermediary']),
    limits: z.array(ClockLimit).min(1).max(3),
    asOf: PlainDate.meta({ description: '办件日 calendars are those known on that day, for good' }),
  })
  .refine(({ limits }) => new Set(limits.map(({ role }) => role)).size === limits.length, 'limit-twice');

const Paused = z
  .strictObject({
    type: z.literal('clock.paused'),
    ...shared,
    pause: Slug,
    reason: PauseReason,
    /** 书面告知 how long it will take, where the law wants that told (行政许可法 45). */
    told: z.int().min(1).max(1_000).optional(),
    /** Which law or regulation wants the intermediary's report; without one its time counts (ZJ-2018 art. 28). */
    requiredBy: text(300).optional(),
  })
  .refine(
    ({ reason, requiredBy }) => reason !== 'intermediary' || requiredBy !== undefined,
    'intermediary-without-law',
  );

const Resumed = z.strictObject({ type: z.literal('clock.resumed'), ...shared, pause: Slug });

const Extended = z.strictObject({
  type: z.literal('clock.extended'),
  ...shared,
  role: LimitRole,
  length: z.int().min(1).max(10_000),
  by: text(120).meta({ description: '批准人 post or officer who gave leave' }),
  reason: text(500),
});

/** 重算: for these years the calendar as known on `asOf`: the notice that was awaited, or a change of the holidays that is adopted. */
const Recounted = z.strictObject({
  type: z.literal('clock.recounted'),
  ...shared,
  asOf: PlainDate,
  years: z.array(CalendarYear).min(1).max(10),
});

const Stopped = z.strictObject({
  type: z.literal('clock.stopped'),
  ...shared,
  /** completed: 书面办结, on which what comes after starts; ended: 撤回, 终止. */
  outcome: z.enum(['completed', 'ended']),
});

export const ClockEvent = z
  .discriminatedUnion('type', [Started, Paused, Resumed, Extended, Recounted, Stopped])
  .meta({ id: 'ClockEvent', description: '时限事件 event of a clock' });
export type ClockEvent = z.infer<typeof ClockEvent>;

export const Light = z.enum(['green', 'yellow', 'red']);
export type Light = z.infer<typeof Light>;

export const ClockDue = z.strictObject({
  role: LimitRole,
  unit: z.enum(['working-days', 'calendar-days', 'minutes']),
  length: z.int().meta({ description: 'extensions included' }),
  date: PlainDate.meta({ description: '到期日' }),
  until: Instant.meta({ description: 'overdue from then on' }),
  elapsed: z.int(),
  remaining: z.int().meta({ description: 'below 0: overdue' }),
  light: Light,
  estimated: z.boolean().meta({ description: '估算 counted over a year whose notice was not known' }),
  awaits: z.array(CalendarYear),
});
export type ClockDue = z.infer<typeof ClockDue>;

export const ClockView = z
  .strictObject({
    clock: Slug,
    step: Slug,
    holder: z.enum(['department', 'intermediary']),
    /** Of what is paused the dates are those that it would have if it were resumed at once. */
    state: z.enum(['running', 'paused', 'stopped']),
    reasons: z.array(PauseReason),
    countsFrom: Instant.meta({ description: '起算: acceptance, or the next working day by the rule of the hall' }),
    dues: z.array(ClockDue).min(1),
    light: Light.meta({ description: 'the worst of its limits' }),
  })
  .meta({ id: 'ClockView', description: '时限 clock of a case' });
export type ClockView = z.infer<typeof ClockView>;
