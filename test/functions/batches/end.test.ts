/** How a batch ends before its rows are done: cancelled, or given up after its time. */
import { beforeAll, describe, expect, test } from 'vitest';
import { takeTurn } from '#functions/batches/turn.ts';
import { BATCH_SECONDS } from '#schemas/batch.ts';
import { keepLines } from '#test/functions/exchange/lines.ts';
import { problemOf } from '#test/functions/exchange/running.ts';
import { adapterOf, NOW, titleOf } from '#test/functions/exchange/world.ts';
import {
  begun,
  callerOn,
  type Ground,
  ground,
  invocation,
  linesOf,
  nextTurn,
  type Parts,
  type Process,
  processOn,
  pump,
} from './world.ts';

keepLines();
let on: Ground;
beforeAll(async () => {
  on = await ground();
});

const hubWith = (parts: Parts, where = on) => processOn(where, parts);

describe('the end', () => {
  const slow = (asked: string[]) =>
    adapterOf(async (who) => {
      asked.push(who);
      return titleOf(who);
    });
  /** The first chunk: three rows, asked after by four who ask once more before they end; then no more time. */
  const oneChunk = async (hub: Process) => {
    let left = 8;
    await takeTurn(hub.turning, nextTurn(hub), invocation(NOW, { enoughTime: () => left-- > 0 }));
  };

  test('cancelled: no row is begun any more, and parts that are done can be fetched', async () => {
    const asked: string[] = [];
    const hub = hubWith({ adapter: slow(asked), chunkRows: 3 });
    const caller = callerOn(hub);
    const id = await begun(hub, 'cancel');
    await oneChunk(hub);
    expect(await caller.cancel(id, NOW + 1)).toMatchObject({ state: 'cancelled' });
    const so = asked.length;
    await pump(hub);
    expect(asked.length).toBe(so);
    expect(linesOf(await caller.result(id, 1))).toHaveLength(3);
    expect(await problemOf(caller.result(id, 2))).toMatchObject({ code: 'conflict', cause: 'part-not-done' });
    expect(await caller.cancel(id, NOW + 2)).toMatchObject({ state: 'cancelled' });
  });

  test('not done in a week: it fails, and what is done can be fetched for another', async () => {
    const asked: string[] = [];
    const hub = hubWith({ adapter: slow(asked), chunkRows: 3 });
    const id = await begun(hub, 'late');
    await oneChunk(hub);
    const late = NOW + BATCH_SECONDS.run * 1000 + 1;
    const so = asked.length;
    await takeTurn(hub.turning, nextTurn(hub), invocation(late));
    expect(asked.length).toBe(so);
    await pump(hub, late);
    expect(await callerOn(hub).get(id)).toMatchObject({ state: 'failed', reason: 'not-done-in-time' });
    expect(linesOf(await callerOn(hub).result(id, 1, 'ndjson', late))).toHaveLength(3);
  });
});
