/** The trip as a table that a person enjoys reading: 中文 first, English beside it. */

import { pad, wrap } from '#client/cli/width.ts';
import type { Bilingual } from '#schemas/department.ts';
import { type Errand, errandsOf, issuedOf, type Played, type StepLog, type TripLog } from './log.ts';

/** Chinese on its own lines, English below. */
const stacked = (...texts: readonly Bilingual[]): string[] => texts.flatMap(({ zh, en }) => [zh, en]);

const LINE = 118;
const COLUMNS: readonly (readonly [width: number, head: readonly string[]])[] = [
  [2, ['']],
  [13, ['谁', 'who']],
  [13, ['问谁', 'asked']],
  [22, ['要什么', 'for what']],
  [10, ['协议', 'protocol']],
  [10, ['毫秒', 'ms']],
  [28, ['只给这些字段', 'only these fields']],
];

const KIND: Readonly<Record<Errand['asked'], readonly string[]>> = {
  now: [],
  later: ['异步', 'answered', 'later'],
  change: ['办理一次', 'done once'],
};

/** Nobody was asked again. */
const ON_FILE: readonly string[] = ['已在案', 'on file'];

const cells = (errand: Errand, number: number): (readonly string[])[] => [
  [String(number)],
  stacked(errand.who),
  stacked(errand.departmentName),
  stacked(errand.what),
  [errand.protocol],
  errand.ms === undefined ? ON_FILE : [errand.ms.toFixed(0), ...KIND[errand.asked]],
  errand.fields.length > 0 ? errand.fields.map((field) => field.slice(1)) : ['–'],
];

const row = (texts: readonly (readonly string[])[]): string => {
  const wrapped = COLUMNS.map(([columns], i) => (texts[i] ?? []).flatMap((text) => wrap(text, columns)));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  const line = (at: number) =>
    COLUMNS.map(([columns], i) => pad(wrapped[i]?.[at] ?? '', columns))
      .join(' │ ')
      .trimEnd();
  return Array.from({ length: height }, (_, at) => line(at)).join('\n');
};

const rule = (joint: string): string => COLUMNS.map(([columns]) => '─'.repeat(columns)).join(`─${joint}─`);

/** Long lines go on below, indented. */
const told = (text: string, indent = '     '): string =>
  wrap(text, LINE - indent.length)
    .map((line, i) => (i === 0 ? line : `${indent}${line}`))
    .join('\n');

const papers = ({ documents: { notAskedFor, stillAsked, forms } }: TripLog): string[] => [
  told('对照 2017 年联办模板的材料清单，由本次答复算出：'),
  told('held against the papers of the bundle of 2017, computed from what was answered now:'),
  told(
    `不用交的材料 ${notAskedFor.length} 份，仍须交 ${stillAsked.length} 份，表格 ${forms.before} 张并为 ${forms.after} 张`,
  ),
  `papers nobody asks for: ${notAskedFor.length}, still handed in: ${stillAsked.length}, forms ${forms.before} -> ${forms.after}`,
  ...notAskedFor.flatMap(({ no, zh, en, replacedBy }) => [
    told(`  - ${String(no).padStart(2)} ${zh} ← ${replacedBy.zh}`, '       '),
    told(`       ${en} <- ${replacedBy.en}`, '       '),
  ]),
  ...stillAsked.flatMap(({ no, zh, en, why }) => [
    told(`  + ${String(no).padStart(2)} ${zh}：${why.zh}`, '       '),
    told(`       ${en}: ${why.en}`, '       '),
  ]),
];

const trouble = ({ name, missing, waitsFor }: StepLog, steps: readonly StepLog[]): string[] => {
  if (missing)
    return [
      told(`!! ${name.zh}未办成：${missing.why.zh}。可以：${missing.remedy.zh}。`),
      told(`   ${name.en} is missing: ${missing.why.en}. What can be done: ${missing.remedy.en}.`),
    ];
  const needed = steps.filter(({ id }) => waitsFor?.includes(id));
  return needed.length === 0
    ? []
    : [
        told(`.. ${name.zh}等待：${needed.map((step) => step.name.zh).join('、')}`),
        told(`   ${name.en} waits for: ${needed.map((step) => step.name.en).join(', ')}`),
      ];
};

const ROLES: Readonly<Record<string, Bilingual>> = {
  landlord: { zh: '出租人', en: 'landlord' },
  'co-owner': { zh: '共有人', en: 'co-owner' },
  employee: { zh: '从业人员', en: 'employee' },
};
const STATES: Readonly<Record<string, Bilingual>> = {
  due: { zh: '待告知', en: 'due' },
  given: { zh: '已告知', en: 'given' },
  waived: { zh: '免于告知', en: 'waived' },
};
const known = (of: Readonly<Record<string, Bilingual>>, word: string): Bilingual => of[word] ?? { zh: word, en: word };

const notices = (log: TripLog): string[] =>
  log.notices.flatMap(({ party, state, text }) => {
    const [whom, how] = [known(ROLES, party), known(STATES, state)];
    return [told(`告知${whom.zh}（${how.zh}）：${text.zh}`), told(`notice to the ${whom.en} (${how.en}): ${text.en}`)];
  });

/** Who asked whom for what, and the sum of it. */
const errandTable = ({ title, steps, cases }: Played): string[] => {
  const errands = errandsOf({ steps });
  const visits = cases.reduce((sum, one) => sum + one.visits.after, 0);
  const asked = errands.filter(({ kind }) => kind !== 'issue').length;
  const pulled = errands.filter(({ kind }) => kind === 'pull').length;
  const protocols = new Set(errands.map(({ protocol }) => protocol)).size;
  const issued = issuedOf({ cases }).length;
  return [
    '',
    `  ${title.zh}`,
    `  ${title.en}`,
    '',
    row(COLUMNS.map(([, head]) => head)),
    rule('┼'),
    errands.map((errand, i) => row(cells(errand, i + 1))).join(`\n${rule('┼')}\n`),
    rule('┴'),
    `群众跑 ${visits} 次，数据跑 ${asked} 次，协议 ${protocols} 种，签发证照 ${issued} 本，调用证照 ${pulled} 次`,
    `visits: ${visits}, exchanges and pulls: ${asked}, protocols: ${protocols}, certificates issued: ${issued}, pulled: ${pulled}`,
  ];
};

const troubles = ({ steps }: Played): string[] => steps.flatMap((step) => trouble(step, steps));

/** Of a story without a template of before. */
export const story = (played: Played): string => [...errandTable(played), ...troubles(played), ''].join('\n');

/** The restaurant's trip. */
export const table = (log: TripLog): string =>
  [...errandTable(log), ...notices(log), '', ...papers(log), ...troubles(log), ''].join('\n');
