/** What stands in a slip: lines of what is told, taken from the event and from the case as it was after it. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { inForce } from '#functions/matters/marks.ts';
import { APPLYING } from '#schemas/case.ts';
import type { ActData, CaseEvent } from '#schemas/case-act.ts';
import { LIMIT_ROLES } from '#schemas/case-clock.ts';
import type { CaseSlip, SlipKind } from '#schemas/case-slip.ts';
import { CONTESTABLE, REMEDIES } from '#schemas/case-slip.ts';
import type { Bilingual } from '#schemas/department.ts';
import { clockViews } from '../deadline.ts';
import { materialsOf } from '../materials.ts';
import type { Case, Task } from '../state.ts';
import { matterOf, nameOf } from '../template.ts';
import { toleranceRule } from '../tolerance.ts';
import { CASE_CLOCK } from '../whole-clock.ts';
import { clockExtended, clockHeld, matterLine, putRight, ready, toRectify } from './conduct-words.ts';
import { closed, committed, preChecked } from './course-words.ts';
import { line, moment, type SlipLine, type Telling } from './line.ts';
import type { Happening } from './slip-of.ts';

/** Tasks that it is about; none named: the whole case. What an inspection found is told for all of its bodies at once. */
const namedIn = ({ type, data }: CaseEvent): readonly string[] => {
  if (type === 'notify-inspection') return data.tasks as string[];
  return data.task === undefined ? [] : [data.task as string];
};

/** 受委托部门: the bodies under whose seal it goes out, by the name that each bore on the day. */
export const bodiesOf = ({ event, found }: Happening, { matters }: Telling): Bilingual[] => {
  const named = namedIn(event);
  const tasks = found.tasks.filter(({ matter }) => named.length === 0 || named.includes(matter));
  const names = tasks.flatMap(({ matter, version }) => {
    const body = matters.body(matterOf(matters, matter, version).body);
    return (body && inForce(body.names, beijingDate(event.at))?.name) ?? [];
  });
  return [...new Map(names.map((name) => [name.zh, name])).values()];
};

const material = (matters: IndexedMatters, found: Case, key: string): Bilingual | string =>
  materialsOf(matters, found).find((one) => one.material === key)?.name ?? key;

const received = ({ event, found }: Happening, { matters }: Telling): SlipLine => {
  const only = event.type === 'hand-in' ? (event.data.materials as { material: string }[]) : undefined;
  const rows = materialsOf(matters, found)
    .filter(({ handedIn }) => handedIn !== undefined)
    .filter((one) => only?.some(({ material: key }) => key === one.material) ?? true);
  const medium = { paper: { zh: '纸质', en: 'paper' }, electronic: { zh: '电子', en: 'electronic' } } as const;
  const said = rows.map(({ name, handedIn }, i) => {
    const how = medium[handedIn?.medium ?? 'paper'];
    const count = handedIn?.files.length ? ` × ${handedIn.files.length}` : '';
    return { zh: `${i + 1}. ${name.zh}（${how.zh}${count}）`, en: `${name.en} (${how.en}${count})` };
  });
  return line('收到的材料', 'Received', ...said);
};

/** What follows beside, where a local rule says so: told before it can happen. */
const barForewarned = (found: Case, matters: IndexedMatters): Bilingual[] => {
  const rule = toleranceRule(matters, found, beijingDate(found.acceptedAt ?? 0));
  return rule
    ? [
        {
          zh: `并自次日起 ${rule.barDays} 日内不再容缺受理，材料齐全的照常受理（${rule.basis}）`,
          en: `and none of his cases is accepted without its papers for ${rule.barDays} days`,
        },
      ]
    : [];
};

/** 撤销受理 because a promise was broken. */
const barTold = ({ event: { data } }: Happening): SlipLine[] => {
  const { bar } = data as Partial<ActData<'lapse-promise'>>;
  return bar
    ? [
        line('容缺限制', 'No provisional acceptance', {
          zh: `至 ${bar.until}（含）不再容缺受理，材料齐全的照常受理（${bar.basis}）`,
          en: `until the end of ${bar.until}; with every paper handed in a case is accepted`,
        }),
      ]
    : [];
};

const promised = (found: Case, { matters }: Telling): SlipLine =>
  line(
    '容缺补正',
    'Promised',
    ...found.promises.map(({ material: key, due }) => {
      const name = material(matters, found, key);
      const { zh, en } = typeof name === 'string' ? { zh: name, en: name } : name;
      return { zh: `${zh}：${due} 前补正`, en: `${en}: by ${due}` };
    }),
    {
      zh: '逾期未补正的，撤销受理（浙江省保障“最多跑一次”改革规定第十一条）',
      en: 'What has not come by then ends the acceptance',
    },
    ...barForewarned(found, matters),
  );

const dues = ({ event, found }: Happening, { matters, calendars }: Telling): SlipLine => {
  const clock = clockViews(found, { matters, calendars, now: event.at }).get(CASE_CLOCK);
  const said = (clock?.dues ?? []).filter(({ role }) => role !== 'inner');
  return line(
    '办结期限',
    'Decided by',
    ...said.map(({ role, date, estimated }) => ({
      zh: `${LIMIT_ROLES[role].zh}：${date}${estimated ? '（节假日安排未公布，估算）' : ''}`,
      en: `${LIMIT_ROLES[role].en}: ${date}${estimated ? ' (estimated)' : ''}`,
    })),
  );
};

const because = ({ event: { data } }: Happening): SlipLine[] => [
  line('理由', 'Reason', data.reason as string | undefined),
  line('依据', 'Basis', data.basis as string | undefined),
];

const wanted = ({ event, found }: Happening, { matters }: Telling): SlipLine[] => {
  const items = event.data.items as { item: string; what: string }[];
  return [
    line(
      '需补正的全部内容',
      'Everything that is missing or wrong',
      ...items.map(({ item, what }, i) => {
        const name = material(matters, found, item);
        // Not a paper, but something of the place or of the form: what is said of it names it.
        return typeof name === 'string' ? `${i + 1}. ${what}` : `${i + 1}. ${name.zh}：${what}`;
      }),
    ),
    line('补正期限', 'By', event.data.due as string),
    line('再次告知的理由', 'Why a second time', event.data.reason as string | undefined),
    line('一次性告知', 'Once', {
      zh: '本告知一次列全，此后不再就已在案的内容要求补正',
      en: 'This is all; what lay there today is not asked for again',
    }),
  ];
};

const delivered = ({ event: { data, at }, found }: Happening): SlipLine[] => {
  const ways: Record<string, Bilingual> = {
    window: { zh: '窗口领取', en: 'at the window' },
    courier: { zh: '邮寄', en: 'by courier' },
    electronic: { zh: '电子送达', en: 'electronically' },
    town: { zh: '乡镇代办', en: 'through the town' },
  };
  const received = data.receivedAt as string | undefined;
  return [
    line('送达方式', 'Way', ways[data.way as string], data.waybill as string | undefined),
    line('受送达人', 'To', found.parties.find(({ id }) => id === data.to)?.name),
    line('送达时间', 'At', moment(received ? Date.parse(received) : at)),
  ];
};

const decision = (happening: Happening, { matters }: Telling): SlipLine[] => {
  const task = happening.found.tasks.find(({ matter }) => matter === happening.event.data.task);
  return [
    line('决定事项', 'Matter', task && matterOf(matters, task.matter, task.version).name),
    line('决定时间', 'Decided', task?.decision && moment(task.decision.at)),
    putRight(happening),
    ...because(happening),
  ];
};

/** What the end of the acceptance leaves: issued results stand until somebody takes them back in law; what was only decided is put out no more. */
const afterwards = ({ found: { tasks } }: Happening, { matters }: Telling): SlipLine[] => {
  const approved = tasks.filter(({ state }) => state === 'approved');
  const named = (some: readonly Task[]) => some.map(({ matter, version }) => matterOf(matters, matter, version).name);
  return [
    line('已发结果，仍然有效', 'Issued, and stays valid', ...named(approved.filter(({ result }) => result))),
    line(
      '已同意但未出件，不再发放',
      'Approved and not handed out any more',
      ...named(approved.filter(({ result }) => !result)),
    ),
  ];
};

/** 视为受理: until when nothing was said, by which article. Of slips before these were kept, as they were told then. */
const deemed = ({ event: { data }, found }: Happening): SlipLine[] => {
  if (found.acceptance !== 'deemed') return [];
  const { due, basis = '行政许可法第三十二条' } = data as Partial<ActData<'deem-accepted'>>;
  return [
    line('视为受理', 'Deemed', {
      zh: `${due === undefined ? '逾期' : `至 ${due} `}未告知需补正的内容，自收到材料之日起即为受理（${basis}）`,
      en: `by silence${due === undefined ? '' : ` until the end of ${due}`}, from the day of receipt`,
    }),
  ];
};

const OWN: Record<SlipKind, (happening: Happening, telling: Telling) => SlipLine[]> = {
  'pre-checked': preChecked,
  receipt: (happening, telling) => [received(happening, telling)],
  committed,
  closed,
  accepted: (happening, telling) => [
    line('受理时间', 'Accepted', moment(happening.found.acceptedAt ?? happening.event.at)),
    ...deemed(happening),
    dues(happening, telling),
  ],
  provisional: (happening, telling) => [
    line('受理时间', 'Accepted', moment(happening.found.acceptedAt ?? happening.event.at)),
    promised(happening.found, telling),
    dues(happening, telling),
  ],
  notice: wanted,
  'not-accepted': because,
  'acceptance-revoked': (happening, telling) => [
    ...because(happening),
    ...afterwards(happening, telling),
    ...barTold(happening),
  ],
  approved: decision,
  denied: decision,
  'approval-revoked': (happening, telling) => [matterLine(happening, telling), ...because(happening)],
  'to-rectify': toRectify,
  'clock-held': clockHeld,
  'clock-extended': clockExtended,
  output: ready,
  withdrawn: because,
  // Of one task that was returned, or of all of the case.
  'deemed-withdrawn': (happening, telling) => [matterLine(happening, telling), ...because(happening)],
  delivery: delivered,
};

const remedies = ({ kind }: CaseSlip, at: number): SlipLine[] => {
  const told = CONTESTABLE.includes(kind) ? inForce(REMEDIES, beijingDate(at)) : undefined;
  return told ? [line('救济途径', 'Remedies', told.review, told.suit)] : [];
};

const saysSomething = ({ said }: SlipLine): boolean => said.length > 0;

/** What its own step is told in, without whose case it is and where. */
export const ownWords = (slip: CaseSlip, happening: Happening, telling: Telling): SlipLine[] =>
  OWN[slip.kind](happening, telling).filter(saysSomething);

/** Lines with nothing to say are left out. */
export const wordsOf = (slip: CaseSlip, happening: Happening, telling: Telling): SlipLine[] => {
  const { found, event } = happening;
  const applicants = found.parties.filter(({ role }) => APPLYING.includes(role));
  return [
    line('办件编号', 'Case', found.id),
    line('申请人', 'Applicant', applicants.map(({ name }) => name).join('、')),
    line('事项', 'For', nameOf(telling.matters, found)),
    ...ownWords(slip, happening, telling),
    ...remedies(slip, event.at),
    line('办理地点', 'Where', telling.matters.raw.hall.name, telling.matters.raw.hall.address),
  ].filter(saysSomething);
};
