/** What is told of a task while it is worked on: time that does not count, a longer limit, what has to be mended, what was revoked, what lies ready. */

import type { ActData } from '#schemas/case-act.ts';
import { LIMIT_ROLES, PAUSE_REASONS } from '#schemas/case-clock.ts';
import { clockViews } from '../deadline.ts';
import type { Task } from '../state.ts';
import { matterOf } from '../template.ts';
import { CASE_CLOCK } from '../whole-clock.ts';
import { line, type SlipLine, type Telling } from './line.ts';
import type { Happening } from './slip-of.ts';

const taskIn = ({ event, found }: Happening): Task | undefined =>
  found.tasks.find(({ matter }) => matter === event.data.task);

/** 事项: the one matter of the case that it is about; none where it is about all of them. */
export const matterLine = (happening: Happening, { matters }: Telling): SlipLine => {
  const task = taskIn(happening);
  return line('所涉事项', 'Matter', task && matterOf(matters, task.matter, task.version).name);
};

/** 行政许可法 45: what it is for, and how long it takes, in writing. */
export const clockHeld = (happening: Happening, telling: Telling): SlipLine[] => {
  const { reason, told, requiredBy, agency } = happening.event.data as unknown as ActData<'pause-clock'>;
  const { zh, en, basis } = PAUSE_REASONS[reason];
  return [
    matterLine(happening, telling),
    line('不计入期限的程序', 'What takes time that does not count', { zh, en }, agency),
    line('所需时间', 'How long', { zh: `${told} 个工作日`, en: `${told} working days` }),
    line('依据', 'Basis', requiredBy ?? basis),
  ];
};

/** 行政许可法 42: by whose leave, why, and until when now. */
export const clockExtended = (happening: Happening, telling: Telling): SlipLine[] => {
  const { task, role, leave, reason } = happening.event.data as unknown as ActData<'extend-clock'>;
  const { event, found } = happening;
  const clock = clockViews(found, { ...telling, now: event.at }).get(task ?? CASE_CLOCK);
  const name = LIMIT_ROLES[role];
  return [
    matterLine(happening, telling),
    line(
      '延长后的期限',
      'Now decided by',
      ...(clock?.dues ?? [])
        .filter((due) => due.role === role)
        .map(({ date }) => ({ zh: `${name.zh}：${date}`, en: `${name.en}: ${date}` })),
    ),
    line('批准人', 'By leave of', leave),
    line('理由', 'Reason', reason),
  ];
};

/** 告知承诺 that does not hold: mended first, revoked only then. */
export const toRectify = (happening: Happening, telling: Telling): SlipLine[] => {
  const { text, rectifyBy } = happening.event.data as unknown as ActData<'check-commitment'>;
  return [
    matterLine(happening, telling),
    line('核查发现', 'What the check found', text),
    line('整改期限', 'To be mended by', rectifyBy),
    line('逾期', 'If not', {
      zh: '逾期不整改或者整改后仍不符合条件的，撤销行政许可决定（浙江省保障“最多跑一次”改革规定第十四条）',
      en: 'what is not mended by then ends the approval',
    }),
  ];
};

/** 更正: beside the decision that it puts right. */
export const putRight = (happening: Happening): SlipLine => {
  const before = happening.event.type === 'correct-decision' ? taskIn(happening)?.earlier?.at(-1) : undefined;
  const was = { approve: { zh: '准予', en: 'approved' }, deny: { zh: '不予许可', en: 'denied' } } as const;
  return line('更正的原决定', 'Puts right', before && was[before.decision]);
};

/** 可领取的结果, each by its name. */
export const ready = ({ found }: Happening, { matters }: Telling): SlipLine[] => [
  line(
    '办理结果',
    'Results',
    ...found.tasks.flatMap(({ matter, version, result }) => {
      if (!result) return [];
      const { name } = result.document ?? matterOf(matters, matter, version).result;
      const number = result.document?.number ?? result.certificate;
      return { zh: `${name.zh} ${number}`, en: `${name.en} ${number}` };
    }),
  ),
];
