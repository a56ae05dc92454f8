/** The trip as a table that a person enjoys reading: 中文 first, English beside it. */
import type { Bilingual } from '#schemas/department.ts';
import { type ExchangeStep, summary, type TripLog } from './log.ts';
import { pad, wrap } from './width.ts';

const both = ({ zh, en }: Bilingual): string => `${zh} ${en}`;
const HEAD = [
  '',
  '谁 who',
  '问谁 asked whom',
  '要什么 for what',
  '方式 protocol',
  '耗时 ms',
  '只给这些字段 only these fields',
  '因此不必再交 so nobody asks for',
];
const COLUMNS = [2, 13, 15, 16, 10, 5, 21, 20];

const cells = (step: ExchangeStep, number: number): string[] => [
  String(number),
  both(step.who),
  both(step.departmentName),
  both(step.what),
  step.protocol,
  step.ms.toFixed(0),
  step.fields.map((field) => field.slice(1)).join(', '),
  step.notAskedFor.map(both).join('; ') || '–',
];

const row = (texts: readonly string[]): string => {
  const wrapped = texts.map((text, i) => wrap(text, COLUMNS[i] ?? 20));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    wrapped
      .map((lines, i) => pad(lines[line] ?? '', COLUMNS[i] ?? 20))
      .join(' │ ')
      .trimEnd(),
  ).join('\n');
};

const rule = (joint: string): string => COLUMNS.map((columns) => '─'.repeat(columns)).join(`─${joint}─`);

export const table = (log: TripLog): string => {
  const { documentsNotAskedFor, certificates } = summary(log);
  return [
    '',
    `  ${log.title.zh}`,
    `  ${log.title.en}`,
    '',
    row(HEAD),
    rule('┼'),
    log.exchanges.map((step, i) => row(cells(step, i + 1))).join(`\n${rule('┼')}\n`),
    rule('┴'),
    `群众跑 ${log.visits} 次 visits: ${log.visits}   少交材料 ${documentsNotAskedFor.length} 份 papers not asked for: ${documentsNotAskedFor.length}   签发证照 issued: ${certificates.issued.length}   调用证照 pulled: ${certificates.pulled.length}`,
    ...log.trouble.map((trouble) => `!! ${both(trouble)}`),
    '',
  ].join('\n');
};
