/** The process of a department behind a ferry: it sees a folder and nothing else, keeps no question, and answers the orders that all such departments know. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerOrders, hostileOrder, type Orders } from '../orders.ts';
import { EVERY_FERRY_MODE, type EveryFerryMode, spoilt, twistsOf } from './hostile.ts';
import { type Keys, make, putIn, readQuestions, type Sheet, takeAway } from './parcels.ts';

export interface FerryStart {
  readonly department: string;
  readonly folder: string;
  readonly keys: Keys;
}

export type Cells = readonly string[];
export interface FerrySheet {
  /** Of the answer, behind the question's number and the outcome; the first says whom it is about. */
  readonly columns: readonly string[];
  /** Cells of a question without its number, to cells of the answer by these columns; undefined: nothing is known. */
  readonly answer: (question: Cells) => Cells | undefined;
}

export interface FerryOffice {
  /** By the resource's name in the route. */
  readonly sheets: Readonly<Record<string, FerrySheet>>;
  /** About whom it speaks when it takes somebody for somebody else. */
  readonly others: readonly string[];
}

/** What an order of the department's own stands on. */
export interface Started<S extends FerryStart> {
  readonly given: S;
  /** Sends what nobody asked for, as hostile as it is told to be. Sheets come with their heading. */
  readonly send: (name: string, label: object, sheets: readonly Sheet[]) => Promise<void>;
}

const LOOK_EVERY_MS = 100;
const SLOW_MS = 2000;

const answersTo = ({ sheets }: FerryOffice, { name, rows }: Sheet): Sheet => {
  const sheet = sheets[name.replace('.csv', '')];
  if (!sheet) throw new Error('no such sheet');
  const { columns, answer } = sheet;
  const lines = rows.map(([id = '', ...cells]) => {
    const found = answer(cells);
    return found ? [id, '查得', ...found] : [id, '查无', ...columns.map(() => '')];
  });
  return { name, rows: [['问题编号', '查询结果', ...columns], ...lines] };
};

/** `open`: what the department has at its start, with what its parent gave it. `own`: orders beside the common ones. */
export const ferryProcess = <S extends FerryStart>(
  open: (given: S) => FerryOffice,
  own: (started: () => Started<S>) => Orders = () => ({}),
): void => {
  let mode: EveryFerryMode = 'none';
  let asked = 0;
  let started: Started<S> | undefined;
  /** For the replay: the last good answer of this process. */
  let before: readonly Sheet[] = [];

  const send = async (
    { department, folder, keys }: S,
    name: string,
    label: object,
    sheets: readonly Sheet[],
  ): Promise<void> =>
    putIn(join(folder, 'incoming'), name, await make({ department, ...label }, sheets, keys, twistsOf(mode)));

  const answer = async (name: string, office: FerryOffice, given: S): Promise<void> => {
    const outgoing = join(given.folder, 'outgoing');
    const { parcel, sha256, sheets } = await readQuestions(outgoing, name, given.keys);
    asked += sheets.reduce((sum, { rows }) => sum + rows.length, 0);
    if (mode === 'slow') await sleep(SLOW_MS);
    if (mode !== 'hang') {
      const good = sheets.map((sheet) => answersTo(office, sheet));
      const told = mode === 'replay' && before.length > 0 ? before : spoilt(mode, good, office.others);
      if (mode === 'none') before = good;
      await send(given, randomUUID(), { kind: 'answers', answers: { parcel, sha256 } }, told);
    }
    await takeAway(outgoing, name);
  };

  const watch = async (office: FerryOffice, given: S): Promise<void> => {
    const outgoing = join(given.folder, 'outgoing');
    for (;;) {
      for (const file of await readdir(outgoing))
        if (file.endsWith('.manifest')) {
          const name = file.slice(0, -'.manifest'.length);
          // What is not the hub's is nobody's business here.
          await answer(name, office, given).catch(() => takeAway(outgoing, name));
        }
      await sleep(LOOK_EVERY_MS);
    }
  };

  const start = async (given: S): Promise<number> => {
    for (const place of ['outgoing', 'incoming']) await mkdir(join(given.folder, place), { recursive: true });
    const office = open(given);
    started = {
      given,
      send: (name, label, sheets) => send(given, name, label, spoilt(mode, sheets, [])),
    };
    // Whoever takes the folder away closes the office.
    watch(office, given).catch((error: { code?: string }) => process.exit(error.code === 'ENOENT' ? 0 : 1));
    return 0;
  };

  answerOrders({
    start,
    asked: () => asked,
    hostile: hostileOrder(EVERY_FERRY_MODE, (next) => {
      mode = next;
    }),
    ...own(() => {
      if (!started) throw new Error('not started');
      return started;
    }),
  });
};
