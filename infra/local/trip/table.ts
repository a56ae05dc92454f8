/** The trip as a table that a person enjoys reading: 中文 first, English beside it. */
import type { Bilingual } from '#schemas/department.ts';
import { type ExchangeStep, summary, type TripLog } from './log.ts';
import { pad, wrap } from './width.ts';

const both = ({ zh, en }: Bilingual): string => `${zh} ${en}`;
/** Chinese on its own lines, English below. */
const stacked = (...texts: readonly Bilingual[]): string[] => texts.flatMap(({ zh, en }) => [zh, en]);

const COLUMNS: readonly (readonly [width: number, head: readonly string[]])[] = [
  [1, ['']],
  [11, ['谁', 'who']],
  [11, ['问谁', 'asked']],
  [20, ['要什么', 'for what']],
  [10, ['协议', 'protocol']],
  [5, ['毫秒', 'ms']],
  [18, ['只给这些字段', 'only these fields']],
  [22, ['因此不必再交', 'so nobody asks for']],
];

const cells = (step: ExchangeStep, number: number): (readonly string[])[] => [
  [String(number)],
  stacked(step.who),
  stacked(step.departmentName),
  stacked(step.what),
  [step.protocol],
  [step.ms.toFixed(0)],
  step.fields.map((field) => field.slice(1)),
  step.notAskedFor.length > 0 ? stacked(...step.notAskedFor) : ['–'],
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

export const table = (log: TripLog): string => {
  const { documentsNotAskedFor, certificates } = summary(log);
  return [
    '',
    `  ${log.title.zh}`,
    `  ${log.title.en}`,
    '',
    row(COLUMNS.map(([, head]) => head)),
    rule('┼'),
    log.exchanges.map((step, i) => row(cells(step, i + 1))).join(`\n${rule('┼')}\n`),
    rule('┴'),
    `群众跑 ${log.visits} 次，少交材料 ${documentsNotAskedFor.length} 份，签发证照 ${certificates.issued.length} 本，调用证照 ${certificates.pulled.length} 次`,
    `visits: ${log.visits}, papers not asked for: ${documentsNotAskedFor.length}, certificates issued: ${certificates.issued.length}, pulled: ${certificates.pulled.length}`,
    ...log.trouble.map((trouble) => `!! ${both(trouble)}`),
    '',
  ].join('\n');
};
