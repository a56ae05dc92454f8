/** Turns: what becomes of rows that are bad, of a department that is down, of quotas, of messages that come twice, late or never. */
import { beforeAll, describe, expect, test } from 'vitest';
import { look } from '#functions/batches/look.ts';
import type { Turn } from '#functions/batches/messages.ts';
import { takeTurn } from '#functions/batches/turn.ts';
import { PROBE_EVERY_MS } from '#functions/exchange/breaker.ts';
import type { ExchangeDeps } from '#functions/exchange/exchange.ts';
import { problem } from '#functions/kernel/problem.ts';
import { keepLines } from '#test/functions/exchange/lines.ts';
import { depsOn, problemOf, recordsIn } from '#test/functions/exchange/running.ts';
import { adapterOf, NOW, snapshotOf, titleOf } from '#test/functions/exchange/world.ts';
import {
  batchGrant,
  begun,
  callerOn,
  fileOf,
  type Ground,
  ground,
  holder,
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
const outcomesOf = async (hub: Process, id: string) =>
  linesOf(await callerOn(hub).result(id, 1, 'ndjson', NOW + 60_000)).map(({ outcome, code, rule }) =>
    [outcome, code, rule].filter((word) => word !== undefined).join(' '),
  );

describe('bad rows', () => {
  test('each gets its outcome and stops no other; what fails is tried three times, behind the others', async () => {
    const asked: string[] = [];
    const owners = Array.from({ length: 3_000 }, () => ({ name: '王强', share: '1/1' }));
    const ways: Record<string, () => unknown> = {
      [holder(2)]: () => null,
      [holder(3)]: () => titleOf('another'),
      [holder(4)]: () => ({ junk: true }),
      [holder(5)]: () => ({ ...titleOf(holder(5)), owners }),
      [holder(6)]: () => {
        throw new Error('upstream text');
      },
    };
    const hub = hubWith({
      adapter: adapterOf(async (who) => {
        asked.push(who);
        return (ways[who] ?? (() => titleOf(who)))();
      }),
    });
    const file = Buffer.concat([fileOf(8), Buffer.from(`${'x'.repeat(50)}\r\n`)]);
    const id = await begun(hub, 'bad', file);
    await pump(hub);
    expect(await outcomesOf(hub, id)).toEqual([
      'found',
      'not-found',
      'failed department-wrong-subject',
      'failed department-answer-invalid',
      'failed department-answer-too-large',
      'failed department-error',
      'found',
      'found',
      'invalid invalid-request /request/holder too_big',
    ]);
    const times = Map.groupBy(asked, (who) => who);
    expect(times.get(holder(6))).toHaveLength(3);
    expect([...times.values()].filter((all) => all.length > 1)).toHaveLength(1);
    expect(asked.at(-1)).toBe(holder(6));
    expect((await recordsIn(on.tables)).filter(({ batch }) => batch === id)).toHaveLength(4);
  });

  test('a grant revoked in the middle: what follows is denied by rule and not asked', async () => {
    let revoked = false;
    const [given, gone] = [
      snapshotOf({ grants: [batchGrant] }),
      snapshotOf({ grants: [{ ...batchGrant, state: 'revoked' as const }] }),
    ];
    let asked = 0;
    const hub = hubWith({
      snapshot: () => (revoked ? gone : given),
      adapter: adapterOf(async (who) => {
        asked += 1;
        if (asked === 10) revoked = true;
        return titleOf(who);
      }),
    });
    const id = await begun(hub, 'revoked', fileOf(30));
    await pump(hub);
    const { progress } = await callerOn(hubWith({ adapter: adapterOf(async () => null) })).get(id);
    expect(asked).toBeGreaterThanOrEqual(10);
    expect(asked).toBeLessThan(14);
    expect(progress?.outcomes).toEqual({ found: asked, 'not-found': 0, denied: 30 - asked, invalid: 0, failed: 0 });
    expect(await problemOf(callerOn(hub).result(id, 1))).toMatchObject({ rule: 'grant-revoked' });
  });
});

describe('a department that is down', () => {
  test('no row fails: the lane waits, longer each time, and goes on when it is up', async () => {
    let down = true;
    let asked = 0;
    const adapter = adapterOf(async (who) => {
      asked += 1;
      if (down) throw new Error('down');
      return titleOf(who);
    });
    // Tables of its own: the breaker is the department's, whoever asks.
    const hub = hubWith({ adapter }, await ground());
    const id = await begun(hub, 'down', fileOf(12));
    const delays: number[] = [];
    let at = NOW;
    for (let turn = 0; turn < 6; turn += 1) {
      await takeTurn(hub.turning, nextTurn(hub), invocation(at));
      const [next] = hub.turns.sent;
      delays.push(next?.delay ?? 0);
      at = next?.envelope.at ?? at;
    }
    expect(delays.map((delay) => Math.round(delay / 5) * 5)).toEqual([5, 10, 20, 40, 80, 160]);
    const seen = await callerOn(hub).get(id, at);
    expect(seen.progress).toMatchObject({ done: 0, waiting: { why: 'department-unavailable' } });
    // Five failures open the breaker, each row was under way at most once until then, and one probe goes out for each turn after it.
    expect(asked).toBeLessThanOrEqual(12 + 5);
    down = false;
    await pump(hub, at + PROBE_EVERY_MS);
    expect((await callerOn(hub).get(id)).progress?.outcomes).toMatchObject({ found: 12, failed: 0 });
  });
});

describe('quotas', () => {
  const gated = (gate: () => void): Partial<ExchangeDeps> => ({
    gates: [
      async () => {
        gate();
        return undefined;
      },
    ],
  });
  const over = (rule: string, retryAfter: number) =>
    problem('too-many-requests', { retryAfter, denial: { rule, need: 'n', ask: 'a' } });

  test('of a second: waited for within the turn', async () => {
    let [passes, slept] = [0, 0];
    const hub = hubWith({
      adapter: adapterOf(async (who) => titleOf(who)),
      exchange: {
        ...gated(() => {
          passes += 1;
          if (passes % 3 === 0) throw over('quota-second', 1);
        }),
        asking: {
          ...depsOn(on.tables).asking,
          sleep: async (ms) => {
            slept += ms;
          },
        },
      },
    });
    const id = await begun(hub, 'second');
    await takeTurn(hub.turning, nextTurn(hub), invocation(NOW));
    expect(hub.turns.sent).toEqual([]);
    await pump(hub);
    expect((await callerOn(hub).get(id)).progress?.outcomes).toMatchObject({ found: 8 });
    expect(slept).toBeGreaterThanOrEqual(3_000);
  });

  test('of a day: the lane sleeps without a message, says why, and is woken when the next day begins', async () => {
    let open = false;
    const hub = hubWith({
      adapter: adapterOf(async (who) => titleOf(who)),
      exchange: gated(() => {
        if (!open) throw over('quota-day', 50_000);
      }),
    });
    const id = await begun(hub, 'day');
    await pump(hub);
    const { progress } = await callerOn(hub).get(id);
    const until = Date.parse(progress?.waiting?.until ?? '');
    expect(progress?.waiting?.why).toBe('quota-day');
    expect(Math.abs(until - NOW - 50_000_000)).toBeLessThan(5_000);
    await look(hub.looking, id, until - 60_000);
    expect(hub.turns.sent).toEqual([]);
    open = true;
    await look(hub.looking, id, until + 1);
    await pump(hub, until + 1);
    expect(await callerOn(hub).get(id)).toMatchObject({ state: 'done', progress: { outcomes: { found: 8 } } });
  });
});

describe('messages', () => {
  test('twice and out of order: each row is asked once', async () => {
    const asked: string[] = [];
    const hub = hubWith({
      chunkRows: 2,
      adapter: adapterOf(async (who) => {
        asked.push(who);
        return titleOf(who);
      }),
    });
    const id = await begun(hub, 'twice');
    const seen: Turn[] = [];
    for (let most = 60; hub.turns.sent.length > 0 && most > 0; most -= 1) {
      const turn = nextTurn(hub);
      seen.push(turn);
      let left = 3;
      const call = () => invocation(NOW, { enoughTime: () => left-- > 0 });
      await takeTurn(hub.turning, turn, call());
      // The same once more, and an old one.
      await takeTurn(hub.turning, turn, call());
      await takeTurn(hub.turning, seen[0] as Turn, call());
    }
    await pump(hub);
    expect(asked.toSorted()).toEqual(Array.from({ length: 8 }, (_, i) => holder(i + 1)));
    expect(await callerOn(hub).get(id)).toMatchObject({ state: 'done' });
  });

  test('two at once: the second finds the lane held and comes again when the first is certainly gone', async () => {
    let reached = (): void => undefined;
    const asking = new Promise<void>((resolve) => {
      reached = resolve;
    });
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const hub = hubWith({
      adapter: adapterOf(async (who) => {
        reached();
        await held;
        return titleOf(who);
      }),
    });
    const batch = await begun(hub, 'held');
    const first = takeTurn(hub.turning, nextTurn(hub), invocation(NOW));
    await asking;
    const other = { batch, lane: 0, turn: 2 };
    await takeTurn(hub.turning, other, invocation(NOW));
    const [again] = hub.turns.sent;
    expect(again?.envelope.data).toEqual(other);
    expect(again?.delay).toBeGreaterThan(15);
    expect(again?.delay).toBeLessThanOrEqual(22);
    release();
    await first;
  });

  test('one that was lost: after ten minutes of silence the lane is woken', async () => {
    const hub = hubWith({ adapter: adapterOf(async (who) => titleOf(who)) });
    const id = await begun(hub, 'lost');
    let left = 3;
    await takeTurn(hub.turning, nextTurn(hub), invocation(NOW, { enoughTime: () => left-- > 0 }));
    hub.turns.sent.length = 0;
    await look(hub.looking, id, NOW + 300_000);
    expect(hub.turns.sent).toEqual([]);
    await look(hub.looking, id, NOW + 900_000);
    await pump(hub, NOW + 900_000);
    expect(await callerOn(hub).get(id)).toMatchObject({ state: 'done', progress: { done: 8 } });
  });
});
