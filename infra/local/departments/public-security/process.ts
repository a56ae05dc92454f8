/** The stand-in's own process 公安内网: it sees a folder and nothing else. It keeps no question; of what it sends only the number of the last delta. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Population } from '#city/population.ts';
import { answerOrders } from '../orders.ts';
import { type HostileMode, MODES, spoilt, twistsOf } from './hostile.ts';
import { type Keys, make, putIn, readQuestions, type Sheet, takeAway } from './parcels.ts';
import { type Registers, registers, validFrom } from './people.ts';

interface StartMessage {
  readonly population: Population;
  readonly folder: string;
  readonly keys: Keys;
}

const HEADINGS: Readonly<Record<string, readonly string[]>> = {
  'identity.csv': ['问题编号', '查询结果', '公民身份号码', '姓名', '是否健在', '有效期起', '有效期止', '签发机关'],
  'standard-address.csv': [
    '问题编号',
    '查询结果',
    '公民身份号码',
    '不动产单元号',
    '标准地址',
    '地址编码',
    '是否列入负面清单',
  ],
};
const LOOK_EVERY_MS = 100;
const SLOW_MS = 2000;

let mode: HostileMode = 'none';
let asked = 0;
/** For the replay: the last good answer of this process. */
let before: readonly Sheet[] = [];

const answersTo = (known: Registers, { name, rows }: Sheet): Sheet => {
  const heading = HEADINGS[name] ?? [];
  const register = known[name.replace('.csv', '') as 'identity' | 'standard-address'];
  const lines = rows.map(([id = '', ...cells]) => {
    const found = register(cells);
    return found ? [id, '查得', ...found] : [id, '查无', ...heading.slice(2).map(() => '')];
  });
  return { name, rows: [heading, ...lines] };
};

const answer = async (name: string, known: Registers, { folder, keys }: StartMessage): Promise<void> => {
  const outgoing = join(folder, 'outgoing');
  const questions = await readQuestions(outgoing, name, keys);
  asked += questions.sheets.reduce((sum, { rows }) => sum + rows.length, 0);
  if (mode === 'slow') await sleep(SLOW_MS);
  if (mode !== 'hang') {
    const good = questions.sheets.map((sheet) => answersTo(known, sheet));
    const told =
      mode === 'replay' && before.length > 0
        ? before
        : spoilt(
            mode,
            good,
            known.people.map(({ code }) => code),
          );
    if (mode === 'none') before = good;
    const label = { kind: 'answers', answers: { parcel: questions.parcel, sha256: questions.sha256 } };
    await putIn(join(folder, 'incoming'), randomUUID(), await make(label, told, keys, twistsOf(mode)));
  }
  await takeAway(outgoing, name);
};

const watch = async (message: StartMessage): Promise<void> => {
  const known = registers(message.population);
  const outgoing = join(message.folder, 'outgoing');
  for (;;) {
    for (const file of await readdir(outgoing))
      if (file.endsWith('.manifest')) {
        const name = file.slice(0, -'.manifest'.length);
        // What is not the hub's is nobody's business here.
        await answer(name, known, message).catch(() => takeAway(outgoing, name));
      }
    await sleep(LOOK_EVERY_MS);
  }
};

let started: StartMessage | undefined;
const start = async (message: StartMessage): Promise<number> => {
  for (const place of ['outgoing', 'incoming']) await mkdir(join(message.folder, place), { recursive: true });
  started = message;
  // Whoever takes the folder away closes the office.
  watch(message).catch((error: { code?: string }) => process.exit(error.code === 'ENOENT' ? 0 : 1));
  return 0;
};

const change = (next: string): void => {
  if (!(MODES as readonly string[]).includes(next)) throw new Error(`unknown mode: ${next}`);
  mode = next as HostileMode;
};

/** The nightly delta: cards of these people declared void; its number and day. */
const voidCards = async (codes: readonly string[]): Promise<{ number: number; day: string }> => {
  if (!started) throw new Error('not started');
  const { folder, keys, population } = started;
  const state = join(folder, 'last-delta');
  const number = Number(await readFile(state, 'utf8').catch(() => '0')) + 1;
  const day = new Date().toISOString().slice(0, 10);
  const people = population.people.filter(({ code }) => codes.includes(code));
  const rows = people.map((person) => [person.code.toLowerCase(), validFrom(person).replaceAll('-', ''), day, '挂失']);
  const sheet = { name: 'void-cards.csv', rows: [['公民身份号码', '有效期起', '作废日期', '作废原因'], ...rows] };
  const delta = { kind: 'void-cards', delta: { number, day } };
  await putIn(
    join(folder, 'incoming'),
    `delta-${number}`,
    await make(delta, spoilt(mode, [sheet], []), keys, twistsOf(mode)),
  );
  await writeFile(state, String(number));
  return { number, day };
};

answerOrders({ start, hostile: change, asked: () => asked, 'void-cards': voidCards });
