/**
 * The process that asks dies at every await boundary of its turns. Whatever was settled then is never asked again; what was under way is asked
 * at most once more; each row ends with one outcome and one record, and the record is that of the answer which is handed out.
 */
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, test } from 'vitest';
import { look } from '#functions/batches/look.ts';
import { Turn } from '#functions/batches/messages.ts';
import { ABREAST } from '#functions/batches/run-chunk.ts';
import { renewTurn, takeTurn } from '#functions/batches/turn.ts';
import { answerDigest, releasedText } from '#functions/exchange/record.ts';
import { counting } from '#test/engines/counting.ts';
import { Crash, type CrashPoints, everyCrashPoint } from '#test/engines/crash-points.ts';
import { documentClient } from '#test/engines/tables.ts';
import {
  callerOn,
  fileOf,
  type Ground,
  ground,
  holder,
  invocation,
  linesOf,
  listQueue,
  type Process,
  processOn,
  pump,
  submitted,
} from '#test/functions/batches/world.ts';
import { keepLines } from '#test/functions/exchange/lines.ts';
import { depsOn, recordsIn } from '#test/functions/exchange/running.ts';
import { adapterOf, NOW, titleOf } from '#test/functions/exchange/world.ts';

keepLines();
const points: Record<string, number> = {};
afterAll(() => {
  const all = Object.values(points).reduce((sum, n) => sum + n, 0);
  console.log(`crash points of a batch: ${all} (${JSON.stringify(points)}), 0 violations`);
});

const FULL = process.env.ONETRIP_FULL === '1';
/** Rows that are asked, and one that is not, in four chunks: each lane has two. */
const ROWS = FULL ? 9 : 6;
const CHUNK_ROWS = FULL ? 3 : 2;
/** A department whose answers differ each time, so that an answer asked twice shows. */
const department = (around: CrashPoints['around'] | undefined, asked: string[]) => {
  const ask = async (who: string) => {
    asked.push(who);
    return who.endsWith('5') ? null : { ...titleOf(who), unit: `U${asked.length}` };
  };
  return adapterOf(around ? around(ask) : ask);
};

const SYNCHRONOUS = new Set(['clock', 'random']);
const wrapped = <T extends object>(port: T, crash: CrashPoints): T =>
  Object.fromEntries(
    Object.entries(port).map(([name, member]) => [
      name,
      typeof member === 'function' && !SYNCHRONOUS.has(name) ? crash.around(member.bind(port)) : member,
    ]),
  ) as T;

/** The process that dies: its tables, its snapshot, its breaker, its department and its queues are all boundaries. */
const mortalOn = (on: Ground, crash: CrashPoints, asked: string[], well: Process): Process => {
  const client = documentClient(on.tables.endpoint);
  counting(client, crash);
  const usual = depsOn({ client, names: on.tables.names });
  const [turns, room] = [well.turns, well.room].map((queue) => ({ ...queue, send: crash.around(queue.send) }));
  return processOn(on, {
    client,
    adapter: department(crash.around, asked),
    exchange: { breaker: wrapped(usual.breaker, crash), asking: wrapped(usual.asking, crash) },
    ...(turns && room ? { turns, room } : {}),
  });
};

const settledIn = async ({ tables }: Ground): Promise<Set<number>> => {
  const { Items = [] } = await tables.client.send(
    new ScanCommand({ TableName: tables.names.batches, ConsistentRead: true }),
  );
  return new Set(Items.filter(({ sk }) => String(sk).startsWith('row#')).map(({ sk }) => Number(String(sk).slice(4))));
};

const consistent = async (on: Ground, caller: ReturnType<typeof callerOn>, id: string): Promise<number[]> => {
  const done = await caller.get(id, NOW + 3_600_000);
  expect(done).toMatchObject({
    state: 'done',
    progress: { done: ROWS + 1, outcomes: { found: ROWS - 1, 'not-found': 1, invalid: 1 } },
  });
  const parts = Array.from({ length: done.parts ?? 0 }, (_, i) => i + 1);
  expect(parts.length).toBe(4);
  const lines = (await Promise.all(parts.map((part) => caller.result(id, part, 'ndjson', NOW + 3_600_000)))).flatMap(
    linesOf,
  );
  expect(lines.map(({ row }) => row)).toEqual(Array.from({ length: ROWS + 1 }, (_, i) => i + 1));
  const records = await recordsIn(on.tables);
  expect(records).toHaveLength(ROWS);
  for (const { exchange, outcome, answer = null } of lines.filter((line) => line.exchange !== undefined)) {
    const record = records.find((one) => one.id === exchange);
    expect(record?.found).toBe(outcome === 'found');
    expect(record?.answer).toBe(answerDigest(record?.salt ?? '', releasedText(answer)));
    expect(record?.repeatOf).toBeUndefined();
  }
  return lines.filter(({ exchange }) => exchange !== undefined).map(({ row }) => Number(row));
};

test('turns that die', async () => {
  points.turns = await everyCrashPoint(async (crash) => {
    const on = await ground();
    const [asked, machine] = [[] as string[], { at: Date.now() }];
    const well = processOn(on, {
      adapter: department(undefined, asked),
      turns: listQueue(),
      room: listQueue(),
      machine: () => machine.at,
      chunkRows: CHUNK_ROWS,
    });
    const caller = callerOn(well);
    const { id } = await submitted(caller, Buffer.concat([fileOf(ROWS), Buffer.from(`${'x'.repeat(50)}\r\n`)]));
    const cut = well.room.sent.shift();
    if (cut) await look(well.looking, id, NOW);

    const mortal = mortalOn(on, crash, asked, well);
    let dead: Turn | undefined;
    while (!crash.dead && well.turns.sent.length > 0) {
      const turn = Turn.parse(well.turns.sent.shift()?.envelope.data);
      // Little time, so that there are turns after turns.
      let left = 5;
      const call = invocation(NOW, { enoughTime: () => left-- > 0, heldUntil: machine.at + 20_000 });
      await takeTurn(mortal.turning, turn, call).catch((error: unknown) => {
        if (!crash.dead) throw error;
        expect(error instanceof Crash || error instanceof Error).toBe(true);
        dead = turn;
      });
    }
    const settled = await settledIn(on);
    const before = [...asked];
    // Its message comes again, after its time is certainly over.
    machine.at += 21_000;
    if (dead) await renewTurn(well.turning, dead, NOW);
    await pump(well, NOW, (at) => invocation(at, { heldUntil: machine.at + 20_000 }));
    const rows = await consistent(on, caller, id);

    const again = asked.slice(before.length);
    expect(new Set(again).size).toBe(again.length);
    const numbered = new Map(rows.map((row, i) => [holder(i + 1), row]));
    for (const who of again) expect(settled.has(numbered.get(who) ?? 0)).toBe(false);
    const twice = again.filter((who) => before.includes(who));
    expect(twice.length).toBeLessThanOrEqual(ABREAST);
  });
  expect(points.turns).toBeGreaterThanOrEqual(100);
});

describe('what comes before', () => {
  /** The caller does all of it again, whatever came of it before. */
  const begin = async (process: Process): Promise<string> => {
    const caller = callerOn(process);
    const { id } = await submitted(caller, fileOf(3));
    return id;
  };

  test('creating, uploading, submitting and cutting that die', async () => {
    points.before = await everyCrashPoint(async (crash) => {
      const on = await ground();
      const asked: string[] = [];
      const well = processOn(on, { adapter: department(undefined, asked), turns: listQueue(), room: listQueue() });
      const mortal = mortalOn(on, crash, asked, well);
      const story = async (process: Process) => look(process.looking, await begin(process), NOW);
      await story(mortal).catch((error: unknown) => {
        if (!crash.dead) throw error;
      });
      const id = await begin(well);
      await pump(well);
      expect(await callerOn(well).get(id)).toMatchObject({ state: 'done', progress: { done: 3 } });
      expect(asked.toSorted()).toEqual([1, 2, 3].map(holder));
      expect(await recordsIn(on.tables)).toHaveLength(3);
      const { items } = await callerOn(well).list({ limit: 20 });
      expect(items.map((batch) => batch.id)).toEqual([id]);
    });
    expect(points.before).toBeGreaterThanOrEqual(30);
  });
});
