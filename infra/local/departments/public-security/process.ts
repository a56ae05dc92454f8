/** The stand-in's own process 公安内网. It keeps no question; of what it sends only the number of the last delta. */

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cardFrom } from '#city/generate/cards.ts';
import type { Population } from '#city/population.ts';
import { type FerryStart, ferryProcess, type Started } from '../ferry/process.ts';
import { today } from '../today.ts';
import { registers } from './people.ts';

interface Start extends FerryStart {
  readonly population: Population;
}

/** The nightly delta: cards of these people declared void; its number and day. */
const voidCards = async (
  { given: { folder, population }, send }: Started<Start>,
  codes: readonly string[],
): Promise<{ number: number; day: string }> => {
  const state = join(folder, 'last-delta');
  const number = Number(await readFile(state, 'utf8').catch(() => '0')) + 1;
  const day = today();
  const people = population.people.filter(({ code }) => codes.includes(code));
  const rows = people.map((person) => [person.code.toLowerCase(), cardFrom(person).replaceAll('-', ''), day, '挂失']);
  const sheet = { name: 'void-cards.csv', rows: [['公民身份号码', '有效期起', '作废日期', '作废原因'], ...rows] };
  await send(`delta-${number}`, { kind: 'void-cards', delta: { number, day } }, [sheet]);
  await writeFile(state, String(number));
  return { number, day };
};

ferryProcess(
  ({ population }: Start) => {
    const known = registers(population);
    return {
      sheets: {
        identity: {
          columns: ['公民身份号码', '姓名', '是否健在', '有效期起', '有效期止', '签发机关'],
          answer: known.identity,
        },
        household: {
          columns: ['公民身份号码', '姓名', '户号', '与户主关系', '是否本市户籍', '户口登记日期', '未成年子女'],
          answer: known.household,
        },
        'standard-address': {
          columns: ['公民身份号码', '不动产单元号', '标准地址', '地址编码', '是否列入负面清单'],
          answer: known['standard-address'],
        },
      },
      others: population.people.map(({ code }) => code),
    };
  },
  (started) => ({ 'void-cards': (codes: readonly string[]) => voidCards(started(), codes) }),
);
