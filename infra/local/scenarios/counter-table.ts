/** The counters of a played scenario as a person reads them: 中文 first, English beside. */
import { pad } from '#client/cli/width.ts';
import { beijingMinute } from '#functions/kernel/beijing.ts';
import type { Counted, Counters } from './counters.ts';
import type { Scenario } from './index.ts';
import { stateWords } from './state-words.ts';

const WORDS: Readonly<Record<keyof Counters, string>> = {
  case: '办件编号 case',
  state: '状态 state',
  events: '事件 events',
  travelled: '数据跑腿 answers travelled',
  visits: '跑腿次数 visits',
  visitsBefore: '原跑腿次数 visits before',
  materials: '提交材料 materials',
  notAskedFor: '免交材料 not asked for',
  awaited: '其中数据未到 of these no data came',
  forms: '表单 forms',
  formsBefore: '原表单 forms before',
  fields: '表单字段 fields',
  filled: '自动填写 filled in',
  minutes: '提交用时（分钟） minutes to submit',
  promisedMinutes: '承诺时限（分钟） minutes promised',
  usedMinutes: '办理用时（分钟） minutes it took',
  savedPercent: '时限压缩 days saved, %',
  savedMinutes: '省时（分钟） minutes saved',
  savedFen: '省钱（元） yuan saved',
  paidFen: '缴纳税费（元） taxes and fees, yuan',
  notices: '补正告知 notices of what is missing',
  told: '已通知部门 bodies told',
  messages: '每部门消息 messages to each',
  thirdParties: '告知第三人 notices to third parties',
  tolerated: '容缺 tolerated',
  kept: '容缺已补 kept',
  tasks: '子办件 tasks',
  approved: '同意 approved',
  denied: '不予许可 denied',
  results: '办理结果 results',
  due: '承诺到期 due',
  decidedOn: '决定 decided on',
  deliveredOn: '送达 delivered on',
};
const COLUMNS = 40;

const yuan = (fen: number): string => (fen / 100).toFixed(2);

/** Undefined: nothing to say. */
const shown = (counters: Counters, key: keyof Counters): string | undefined => {
  const value = counters[key];
  if (value === undefined) return undefined;
  if (key === 'state') return `${stateWords[counters.state]} ${counters.state}`;
  return key.endsWith('Fen') ? yuan(Number(value)) : String(value);
};

const linesOf = ({ counters, answers }: Counted): string[] => [
  '',
  ...(Object.keys(WORDS) as (keyof Counters)[]).flatMap((key) => {
    const value = shown(counters, key);
    return value === undefined ? [] : [`${pad(WORDS[key], COLUMNS)}${value}`];
  }),
  ...answers.map(
    ({ from, what, at, found }) =>
      `  ${beijingMinute(Date.parse(at))}  ${from.zh}：${what.zh}${found ? '' : '（查无）'}  ${from.en}: ${what.en}${found ? '' : ' (nothing found)'}`,
  ),
];

/** Two columns for each case, and below them what travelled for it: when, from whom. */
export const counterTable = ({ id, name }: Scenario, all: readonly Counted[]): string =>
  [`${id} ${name.zh} ${name.en}`, ...all.flatMap(linesOf)].join('\n');
