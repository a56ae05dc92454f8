/** A large back-fill through the real path, its workers dying at random: every row once, one signature for 256, the counts equal; what it costs. */
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { look } from '#functions/certificates/back-fills/look.ts';
import { BACK_FILL_LIMITS } from '#schemas/back-fill.ts';
import { counting } from '#test/engines/counting.ts';
import { type CrashPoints, crashPoints } from '#test/engines/crash-points.ts';
import { keepLines } from '#test/functions/exchange/lines.ts';
import { NOW } from '../world.ts';
import { callerOn, ground, invocation, type Process, processOn, recordOf, take, titleRow } from './world.ts';

keepLines();
/** What a shared machine of two cores draws within some twenty minutes; a number given by ONETRIP_BACK_FILL where there is more time, up to 100000. */
const ROWS = Number(process.env.ONETRIP_BACK_FILL ?? 20_000);
const KILLS = Math.ceil(ROWS / 2000);
/** Two files and a transaction for each row: room.test.ts counts signatures, and test/fault kills, in every run. */
const FULL = process.env.ONETRIP_FULL === '1';
const CHUNKS = Math.ceil(ROWS / BACK_FILL_LIMITS.chunkRows);
/** Boundaries that a whole chunk passes, about: four files and a transaction for each row, before and after. */
const BOUNDARIES = BACK_FILL_LIMITS.chunkRows * 10;

test.skipIf(!FULL)(
  `${ROWS} rows, ${KILLS} kills`,
  async () => {
    const on = await ground();
    const [signatures, machine] = [{ count: 0 }, { at: Date.now() }];
    const parts = { signatures, machine: () => machine.at };
    const well = processOn(on, parts);
    const mine = callerOn(well);
    const { id } = await mine.handIn(Array.from({ length: ROWS }, (_, i) => titleRow(i + 1)));
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    let [at, kills, taken] = [NOW, 0, 0];
    const calls: Record<string, number> = {};
    const count = (hub: Process, crash?: CrashPoints) => {
      const clients = crash ? [] : [counting(hub.client), counting(hub.s3)];
      return () => {
        for (const { calls: of } of clients)
          for (const [name, n] of Object.entries(of)) calls[name] = (calls[name] ?? 0) + n;
        for (const one of clients) one.reset();
      };
    };
    const counted = count(well);
    for (let next = well.room.sent.shift(); next; next = well.room.sent.shift()) {
      taken += 1;
      at = Math.max(at, next.envelope.at);
      // Deaths are spread over the chunks, each at a moment of its own.
      const dies = kills < KILLS && taken > (kills + 1) * (CHUNKS / (KILLS + 1));
      const crash = dies ? crashPoints(Math.floor((((kills * 7919 + 5000) % 8000) / 8000) * BOUNDARIES)) : undefined;
      const hub = crash ? processOn(on, { ...parts, crash, room: well.room }) : well;
      const call = invocation({ heldUntil: machine.at + 300_000 });
      if ((await take(hub, recordOf({ ...next.envelope, at }), call, crash)) === 'again') {
        kills += 1;
        machine.at += 301_000;
        well.room.sent.push(next);
      } else if (crash?.dead) kills += 1;
      if (well.room.sent.length > 0) continue;
      at += 900_000;
      await look(well.working, id, at);
    }
    const [took, { user, system }] = [performance.now() - began, process.cpuUsage(cpu)];
    counted();
    const whole = await mine.get(id);
    expect(whole).toMatchObject({
      ...{ state: 'done', rows: ROWS, progress: { done: ROWS, outcomes: { issued: ROWS } } },
      reconciliation: {
        stated: { rows: ROWS },
        inLibrary: { rows: ROWS, states: { '01': ROWS } },
        missing: 0,
        equal: true,
      },
    });
    const lines = await mine.lines(id);
    expect(lines.map(({ row }) => row)).toEqual(Array.from({ length: ROWS }, (_, i) => i + 1));
    expect(new Set(lines.map(({ identifier }) => identifier)).size).toBe(ROWS);
    // Each has an entry of its own, by a sample that reads and does not scan.
    for (let i = 0; i < ROWS; i += Math.ceil(ROWS / 200)) {
      const Key = { pk: lines[i]?.identifier, sk: 'certificate' };
      const { Item } = await on.client.send(new GetCommand({ TableName: on.names.certificates, Key }));
      expect(Item).toMatchObject({ state: '01', identifier: lines[i]?.identifier });
    }
    expect(kills).toBe(KILLS);
    expect(signatures.count).toBeLessThanOrEqual(CHUNKS + KILLS);
    const each = Object.entries(calls).map(([name, n]) => `${name} ${(n / ROWS).toFixed(3)}`);
    console.log(
      `${ROWS} rows in ${CHUNKS} chunks: ${signatures.count} signatures of the library's key, ${kills} kills, ${Math.round(took)} ms,`,
      `${(took / ROWS).toFixed(1)} ms a row, ${((user + system) / 1000 / ROWS).toFixed(1)} of them at work in this process;`,
      `calls a row: ${each.join(', ')}`,
    );
    expect((calls.TransactWriteItems ?? 0) / ROWS).toBeLessThanOrEqual(1.1);
  },
  // What a row took on a machine that was busy with everything else, 0.5 s, and the start.
  300_000 + ROWS * 600,
);
