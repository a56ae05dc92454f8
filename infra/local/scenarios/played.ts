/** Plays a scenario in a room of its own and counts what came of it. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { pad } from '#client/cli/width.ts';
import { type Counters, countersOf, filledOf, tellingOf } from './counters.ts';
import { ground } from './ground.ts';
import type { Scenario } from './index.ts';
import { casesRoom, type RoomOptions } from './room.ts';

/** `tables`: empty ones. */
export const played = async (
  { begins, play }: Scenario,
  client: DynamoDBDocumentClient,
  { tables, further }: Pick<RoomOptions, 'tables' | 'further'>,
): Promise<Counters[]> => {
  const room = casesRoom({ client, tables, further, start: begins, ground: ground() });
  const ids = await play(room);
  return Promise.all(
    ids.map(async (id) => {
      const [view, trip] = [await room.get(id), await room.trip(id)];
      return {
        ...countersOf(room.matters, view, trip),
        ...filledOf(view, trip, await room.events(id)),
        ...tellingOf(await room.told(), await room.noticed(id)),
      };
    }),
  );
};

const WORDS: Readonly<Record<keyof Counters, string>> = {
  case: '办件编号 case',
  state: '状态 state',
  events: '事件 events',
  travelled: '数据跑腿 answers travelled',
  visits: '跑腿次数 visits',
  visitsBefore: '原跑腿次数 visits before',
  materials: '提交材料 materials',
  notAskedFor: '免交材料 not asked for',
  forms: '表单 forms',
  formsBefore: '原表单 forms before',
  fields: '表单字段 fields',
  filled: '自动填写 filled in',
  minutes: '提交用时（分钟） minutes to submit',
  savedPercent: '时限压缩 days saved, %',
  savedMinutes: '省时 minutes saved',
  savedFen: '省钱 fen saved',
  notices: '告知次数 notices',
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

/** Two columns for each case. */
export const counterTable = ({ id, name }: Scenario, all: readonly Counters[]): string =>
  [
    `${id} ${name.zh} ${name.en}`,
    ...all.flatMap((counters) => [
      '',
      ...Object.entries(WORDS).flatMap(([key, word]) => {
        const value = counters[key as keyof Counters];
        return value === undefined ? [] : [`${pad(word, 36)}${value}`];
      }),
    ]),
  ].join('\n');
