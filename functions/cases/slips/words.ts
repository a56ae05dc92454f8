/** What stands in a slip: lines of what is told, taken from the event and from the case as it was after it. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { Calendars } from '#functions/kernel/workdays.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { inForce } from '#functions/matters/marks.ts';
import { APPLYING } from '#schemas/case.ts';
import type { CaseSlip, SlipKind } from '#schemas/case-slip.ts';
import { CONTESTABLE, REMEDIES } from '#schemas/case-slip.ts';
import type { Bilingual } from '#schemas/department.ts';
import { clockViews } from '../deadline.ts';
import { materialsOf } from '../materials.ts';
import type { Case } from '../state.ts';
import { matterOf, nameOf } from '../template.ts';
import { CASE_CLOCK } from '../whole-clock.ts';
import type { Happening } from './slip-of.ts';

export interface Telling {
  readonly matters: IndexedMatters;
  readonly calendars: Calendars;
}

/** A label, and what is said; a text that somebody typed has no other language. */
export interface SlipLine {
  readonly label: Bilingual;
  readonly said: readonly (Bilingual | string)[];
}

const line = (zh: string, en: string, ...said: readonly (Bilingual | string | undefined)[]): SlipLine => ({
  label: { zh, en },
  said: said.filter((one) => one !== undefined),
});

const moment = (at: number): string =>
  `${beijingDate(at)} ${new Date(at + 8 * 3_600_000).toISOString().slice(11, 16)} (UTC+8)`;

/** 受委托部门: the bodies under whose seal it goes out, by the name that each bore on the day. */
export const bodiesOf = ({ event, found }: Happening, { matters }: Telling): Bilingual[] => {
  const named = event.data.task as string | undefined;
  const tasks = found.tasks.filter(({ matter }) => named === undefined || matter === named);
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
  );

const dues = ({ event, found }: Happening, { matters, calendars }: Telling): SlipLine => {
  const roles = {
    legal: { zh: '法定期限', en: 'by law' },
    promised: { zh: '承诺期限', en: 'promised' },
    inner: { zh: '内部期限', en: 'within the office' },
  };
  const clock = clockViews(found, { matters, calendars, now: event.at }).get(CASE_CLOCK);
  const said = (clock?.dues ?? []).filter(({ role }) => role !== 'inner');
  return line(
    '办结期限',
    'Decided by',
    ...said.map(({ role, date, estimated }) => ({
      zh: `${roles[role].zh}：${date}${estimated ? '（节假日安排未公布，估算）' : ''}`,
      en: `${roles[role].en}: ${date}${estimated ? ' (estimated)' : ''}`,
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
        return `${i + 1}. ${typeof name === 'string' ? name : name.zh}：${what}`;
      }),
    ),
    line('补正期限', 'By', event.data.due as string),
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
    ...because(happening),
  ];
};

const OWN: Record<SlipKind, (happening: Happening, telling: Telling) => SlipLine[]> = {
  receipt: (happening, telling) => [received(happening, telling)],
  accepted: (happening, telling) => [
    line('受理时间', 'Accepted', moment(happening.found.acceptedAt ?? happening.event.at)),
    ...(happening.found.acceptance === 'deemed'
      ? [
          line('视为受理', 'Deemed', {
            zh: '逾期未告知，自收件之日起即为受理（行政许可法第三十二条）',
            en: 'by silence',
          }),
        ]
      : []),
    dues(happening, telling),
  ],
  provisional: (happening, telling) => [
    line('受理时间', 'Accepted', moment(happening.found.acceptedAt ?? happening.event.at)),
    promised(happening.found, telling),
    dues(happening, telling),
  ],
  notice: wanted,
  'not-accepted': because,
  'acceptance-revoked': because,
  approved: decision,
  denied: decision,
  withdrawn: because,
  'deemed-withdrawn': because,
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
