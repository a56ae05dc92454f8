/** The cases as lines that a person reads below the table: 中文 first, English below. */
import { wrap } from '#client/cli/width.ts';
import type { Bilingual } from '#schemas/department.ts';
import { stateWords } from '../scenarios/state-words.ts';
import type { CaseReport } from './case-report.ts';

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
  const { scenario, name, state, visits, forms, papersHandedIn, papersNotAskedFor, travelled, results, due } = one;
  const spared = names(papersNotAskedFor);
  const by = due === undefined ? { zh: '', en: '' } : { zh: `，承诺期限至 ${due}`, en: `, promised by ${due}` };
  const certificates = results.filter(({ certificate }) => certificate !== undefined).length;
  const [papers, none] = [papersHandedIn.length, papersNotAskedFor.length];
  return [
    '',
    `${scenario}  ${one.case}  ${name.zh}（${stateWords[state]}）  ${name.en} (${state})`,
    told(
      `   到场 ${visits.before} → ${visits.after} 次，表格 ${forms.before} → ${forms.after} 张，交材料 ${papers} 份，免交 ${none} 份，数据进案 ${travelled.length} 条，结果 ${results.length} 项（证照 ${certificates} 本）${by.zh}`,
    ),
    told(
      `   visits ${visits.before} -> ${visits.after}, forms ${forms.before} -> ${forms.after}, papers handed in ${papers}, not asked for ${none}, answers taken in ${travelled.length}, results ${results.length} (certificates ${certificates})${by.en}`,
    ),
    ...(none === 0 ? [] : [told(`   免交：${spared.zh}`), told(`   not asked for: ${spared.en}`)]),
  ];
};

/** As the city tells them. */
export const casesTable = (cases: readonly CaseReport[]): string =>
  [
    '办件，用编号查 /v1/cases/{编号}、/v1/cases/{编号}/trip；此处各部门即时审批，实际以承诺期限为准',
    'the cases, under /v1/cases/{case} and …/trip; here every body decides at once, in life within what is promised',
    ...cases.flatMap(linesOf),
    '',
  ].join('\n');
