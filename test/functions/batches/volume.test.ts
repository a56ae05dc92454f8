/** A batch from its beginning to its end in its own room, on real tables and a real bucket; what it costs, counted where the calls pass. */
import { expect, test } from 'vitest';
import { counting } from '#test/engines/counting.ts';
import { documentClient } from '#test/engines/tables.ts';
import { keepLines } from '#test/functions/exchange/lines.ts';
import { recordsIn } from '#test/functions/exchange/running.ts';
import { adapterOf, titleOf } from '#test/functions/exchange/world.ts';
import { callerOn, fileOf, ground, holder, invocation, linesOf, processOn, pump, submitted } from './world.ts';

keepLines();
const FULL = process.env.ONETRIP_FULL === '1';
const ROWS = FULL ? 100_000 : 105;
/** As many rows as a turn of seven seconds asks at fifty a second, by two lanes. */
const TURN = 175;
const numbers = Array.from({ length: ROWS }, (_, i) => i + 1);

test(
  `${ROWS} rows: cut, asked once each, recorded once each, fetched in order; two writes a row and a little`,
  async () => {
    const on = await ground();
    const asked = new Map<string, number>();
    const client = documentClient(on.tables.endpoint);
    const calls = counting(client);
    const hub = processOn(on, {
      client,
      adapter: adapterOf(async (who) => {
        asked.set(who, (asked.get(who) ?? 0) + 1);
        return who.endsWith('7') ? null : titleOf(who);
      }),
    });
    const caller = callerOn(hub);
    const began = performance.now();
    const { id } = await submitted(caller, fileOf(ROWS));
    const uploaded = performance.now();
    const cutCalls = { ...calls.calls };
    calls.reset();
    await pump(hub, undefined, (at) => {
      let left = TURN;
      return invocation(at, { enoughTime: () => left-- > 0 });
    });
    const done = performance.now();
    const { parts = 0, progress, state } = await caller.get(id);
    const missing = numbers.filter((n) => String(n).endsWith('7')).length;
    expect([state, progress?.outcomes.found, progress?.outcomes['not-found']]).toEqual([
      'done',
      ROWS - missing,
      missing,
    ]);
    expect(parts).toBe(Math.ceil(ROWS / 100));
    expect(asked.size).toBe(ROWS);
    expect(Math.max(...asked.values())).toBe(1);

    const { PutItem = 0, UpdateItem = 0, Query = 0, GetItem = 0 } = calls.calls;
    const writes = (PutItem + UpdateItem) / ROWS;
    const reads = (Query + GetItem) / ROWS;
    console.log(
      `${ROWS} rows: ${writes.toFixed(3)} writes and ${reads.toFixed(3)} reads a row, cutting included;`,
      `uploaded in ${Math.round(uploaded - began)} ms (${JSON.stringify(cutCalls)}), cut and asked in ${Math.round(done - uploaded)} ms`,
    );
    expect(writes).toBeLessThanOrEqual(FULL ? 2.1 : 2.3);
    expect(reads).toBeLessThanOrEqual(FULL ? 0.1 : 0.3);

    let row = 0;
    const exchanges = new Set<unknown>();
    for (let part = 1; part <= parts; part += 1)
      for (const line of linesOf(await caller.result(id, part))) {
        row += 1;
        expect(line.row).toBe(row);
        if (line.outcome === 'found') expect((line.answer as { holder: string }).holder).toBe(holder(row));
        exchanges.add(line.exchange);
      }
    expect(row).toBe(ROWS);
    console.log(`fetched in ${Math.round(performance.now() - done)} ms`);
    if (FULL) return;
    // A scan of a hundred thousand records would be most of the test.
    const records = await recordsIn(on.tables);
    expect(records).toHaveLength(ROWS);
    expect(new Set(records.map((record) => record.batch))).toEqual(new Set([id]));
    expect(new Set(records.map((record) => record.id))).toEqual(exchanges);
    expect((await caller.pickups(id)).items).toHaveLength(parts);
  },
  FULL ? 3_600_000 : 60_000,
);
