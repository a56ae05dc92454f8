/** The cases as lines that a person reads below the table: 中文 first, English below. */
import { wrap } from '#client/cli/width.ts';
import type { CaseState } from '#schemas/case.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { CaseReport } from './report.ts';

const STATES: Readonly<Record<CaseState, string>> = {
  draft: '草稿',
  'pre-check': '预审',
  received: '收件',
  noticed: '补正告知',
  accepted: '受理',
  provisional: '先予受理',
  'in-progress': '办理中',
  decided: '已决定',
  output: '统一出件',
  delivered: '送达',
  closed: '办结',
  withdrawn: '撤回',
  'deemed-withdrawn': '视为撤回',
  'not-accepted': '不予受理',
  'acceptance-revoked': '撤销受理',
};

const LINE = 118;
const INDENT = '     ';
const told = (text: string): string =>
  wrap(text, LINE - INDENT.length)
    .map((line, i) => (i === 0 ? line : `${INDENT}${line}`))
    .join('\n');

/** Each name once. */
const names = (papers: readonly Bilingual[]): Bilingual => ({
  zh: [...new Set(papers.map(({ zh }) => zh))].join('；'),
  en: [...new Set(papers.map(({ en }) => en))].join('; '),
});

const linesOf = (one: CaseReport): string[] => {
  const { scenario, name, state, visits, papersHandedIn, papersNotAskedFor, travelled, results, due } = one;
  const spared = names(papersNotAskedFor);
  const by = due === undefined ? { zh: '', en: '' } : { zh: `，承诺期限至 ${due}`, en: `, promised by ${due}` };
  const certificates = results.filter(({ certificate }) => certificate !== undefined).length;
  return [
    '',
    `${scenario}  ${one.case}  ${name.zh}（${STATES[state]}）  ${name.en} (${state})`,
    told(
      `   到场 ${visits} 次，交材料 ${papersHandedIn.length} 份，免交 ${papersNotAskedFor.length} 份，表格 ${one.forms.before} 张并为 ${one.forms.after} 张，数据进案 ${travelled.length} 条，结果 ${results.length} 项（证照 ${certificates} 本）${by.zh}`,
    ),
    told(
      `   visits ${visits}, papers handed in ${papersHandedIn.length}, not asked for ${papersNotAskedFor.length}, forms ${one.forms.before} -> ${one.forms.after}, answers taken in ${travelled.length}, results ${results.length} (certificates ${certificates})${by.en}`,
    ),
    ...(papersNotAskedFor.length === 0 ? [] : [told(`   免交：${spared.zh}`), told(`   not asked for: ${spared.en}`)]),
  ];
};

/** As the city tells them; empty when none was opened. */
export const casesTable = (cases: readonly CaseReport[]): string[] =>
  cases.length === 0
    ? []
    : [
        '办件（可用编号查询 /v1/cases/{编号}；各部门在此即时审批，实际在承诺期限内）',
        'the cases, by their numbers under /v1/cases/{case}; here every body decides at once, in life within what is promised',
        ...cases.flatMap(linesOf),
      ];
