import { beforeAll, describe, expect, test } from 'vitest';
import { BATCH_SECONDS } from '#schemas/batch.ts';
import { keepLines } from '#test/functions/exchange/lines.ts';
import { adapterOf, NOW, snapshotOf, ticket, titleOf, WANG } from '#test/functions/exchange/world.ts';
import {
  batchGrant,
  callerOn,
  type Ground,
  ground,
  holder,
  linesOf,
  type Parts,
  processOn,
  pump,
  submitted,
  wish,
} from './world.ts';

keepLines();
let on: Ground;
beforeAll(async () => {
  on = await ground();
});

const answering = adapterOf(async (who) => titleOf(who));
const processWith = (change: Partial<Parts> = {}) => processOn(on, { adapter: answering, ...change });

describe('rows of cases', () => {
  const cased = wish({ purpose: { kind: 'matter', matter: 'house-transfer' } });
  const fileWith = async (rows: readonly [string, string | undefined][]) =>
    Buffer.from(`holder,ticket\n${rows.map(([who, token]) => `${who},${token ?? ''}\n`).join('')}`);

  test('each row carries its ticket: without one, with another’s, or with a bad one it is denied alone', async () => {
    const hub = processWith();
    const caller = callerOn(hub);
    const good = await ticket();
    const file = await fileWith([
      [WANG, good],
      [WANG, undefined],
      [holder(1), good],
      [WANG, `${good.slice(0, -4)}AAAA`],
    ]);
    const { id } = await submitted(caller, file, cased, 'cased');
    await pump(hub);
    const lines = linesOf(await caller.result(id, 1));
    expect(lines.map(({ outcome, rule }) => [outcome, rule])).toEqual([
      ['found', undefined],
      ['denied', 'ticket-missing'],
      ['denied', 'ticket-other-party'],
      ['denied', 'ticket-signature'],
    ]);
    // Ten minutes later tickets would be too old; they count as of the moment at which the file was handed in.
    expect(linesOf(await caller.result(id, 1, 'ndjson', NOW + 3_600_000))[0]).toMatchObject({ outcome: 'found' });
  });

  test('a case that is closed takes its rows with it, also at the fetching; and no later than a day all of it is gone', async () => {
    const closed = snapshotOf({ grants: [batchGrant], revokedCases: ['YK-2026-000123'] });
    const hub = processWith();
    const { id } = await submitted(callerOn(hub), await fileWith([[WANG, await ticket()]]), cased, 'closed');
    await pump(hub);
    const [line] = linesOf(await callerOn(processWith({ snapshot: () => closed })).result(id, 1));
    expect(line).toEqual({ row: 1, outcome: 'denied', code: 'exchange-denied', rule: 'ticket-case-revoked' });
    expect(Date.parse((await callerOn(hub).get(id)).until)).toBe(NOW + BATCH_SECONDS.ticketed * 1000);
    // Hours later no list has it any more.
    const later = callerOn(processWith({ over: ['YK-2026-000123'] }));
    expect(linesOf(await later.result(id, 1, 'ndjson', NOW + 3_600_000))).toEqual([line]);
  });
});
