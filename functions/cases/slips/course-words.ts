/** What is told where a case begins and where it ends: what the pre-check found, what was promised instead of proof, and what came of it all. */

import type { ActData } from '#schemas/case-act.ts';
import type { Bilingual } from '#schemas/department.ts';
import { matterOf } from '../template.ts';
import { matterLine } from './conduct-words.ts';
import { line, moment, type SlipLine, type Telling } from './line.ts';
import type { Happening } from './slip-of.ts';

/** 预审 is no acceptance: no time limit runs yet. */
export const preChecked = ({ event }: Happening): SlipLine[] => {
  const { passed, remarks } = event.data as unknown as ActData<'pre-check'>;
  return [
    line(
      '预审结论',
      'Found',
      passed
        ? { zh: '通过，可以提交申请', en: 'right: it may be filed' }
        : { zh: '未通过，请按意见修改后再提交预审', en: 'to be mended as said below and sent again' },
    ),
    line('意见', 'Remarks', ...remarks.map((remark, i) => `${i + 1}. ${remark}`)),
    line('说明', 'Note', {
      zh: '预审不是受理，办理期限自受理之日起算',
      en: 'this is no acceptance: time limits run from acceptance on',
    }),
  ];
};

/** 告知承诺, ZJ-2018 art. 14: decided on it, checked within its term. */
export const committed = (happening: Happening, telling: Telling): SlipLine[] => {
  const { party, term = 60 } = happening.event.data as unknown as ActData<'sign-commitment'>;
  return [
    matterLine(happening, telling),
    line('承诺人', 'By', happening.found.parties.find(({ id }) => id === party)?.name),
    line('承诺时间', 'Signed', moment(happening.event.at)),
    line('核查', 'Check', {
      zh: `作出决定后 ${term} 个工作日内核查`,
      en: `within ${term} working days of the decision`,
    }),
    line('不实承诺', 'If it does not hold', {
      zh: '限期整改；逾期不整改或者整改后仍不符合条件的，撤销行政许可决定，且不再适用告知承诺（浙江省保障“最多跑一次”改革规定第十四条）',
      en: 'it has to be mended; if not, the approval is revoked, and no further commitment is taken',
    }),
  ];
};

const OUTCOMES: Readonly<Record<string, Bilingual>> = {
  approved: { zh: '准予', en: 'approved' },
  denied: { zh: '不予许可', en: 'denied' },
  ended: { zh: '终止', en: 'ended' },
};

/** 办结: each matter with what was decided. */
export const closed = ({ event, found }: Happening, { matters }: Telling): SlipLine[] => [
  line(
    '办理情况',
    'Came to',
    ...found.tasks.flatMap(({ matter, version, state }) => {
      const outcome = OUTCOMES[state];
      const { name } = matterOf(matters, matter, version);
      return outcome ? [{ zh: `${name.zh}：${outcome.zh}`, en: `${name.en}: ${outcome.en}` }] : [];
    }),
  ),
  line('受理时间', 'Accepted', found.acceptedAt === undefined ? undefined : moment(found.acceptedAt)),
  line('决定时间', 'Decided', found.decidedAt === undefined ? undefined : moment(found.decidedAt)),
  line('办结时间', 'Closed', moment(event.at)),
];
