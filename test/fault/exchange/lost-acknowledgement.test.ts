/** The put took effect and its acknowledgement was lost: by its nonce the own record is recognised, and no second one is written. */
import { expect, test } from 'vitest';
import { counting, type Fault } from '#test/engines/counting.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { keepLines } from '#test/functions/exchange/lines.ts';
import { depsOn, instanceOf, recordsIn } from '#test/functions/exchange/running.ts';
import { adapterOf, titleOf } from '#test/functions/exchange/world.ts';

keepLines();
const world = async () => {
  const { names, client, endpoint } = await freshTables('exchanges', 'breakers');
  const plain = { names, client: documentClient(endpoint) };
  let unit = 'A';
  const department = adapterOf(async (holder) => ({ ...titleOf(holder), unit }));
  return {
    plain,
    count: counting(client),
    send: instanceOf(department, depsOn({ names, client })),
    again: instanceOf(department, depsOn(plain)),
    turn: (next: string) => {
      unit = next;
    },
  };
};
const put = (fault: Omit<Fault, 'operation'>): Fault => ({ operation: 'PutItem', ...fault });

test.each([undefined, 'k'])('the SDK repeats the put after a lost acknowledgement (key: %s)', async (key) => {
  const { plain, count, send } = await world();
  count.fault(put({ kind: 'lose', nth: 1 }));
  const answered = await send(key === undefined ? {} : { key });
  expect(count.calls).toMatchObject({ PutItem: 2 });
  expect((await recordsIn(plain)).map(({ id }) => id)).toEqual([answered.exchange]);
});

test('the acknowledgement of a repeat with another answer is lost', async () => {
  const { plain, count, send, turn } = await world();
  const first = await send({ key: 'k' });
  turn('B');
  count.reset();
  count.fault(put({ kind: 'lose', nth: 2 }));
  const second = await send({ key: 'k' });
  expect(count.calls).toEqual({ PutItem: 3 });
  expect(second.repeatOf).toBe(first.exchange);
  expect(await recordsIn(plain)).toHaveLength(2);
});

test('every acknowledgement is lost: no answer; the record stands, and the caller’s repeat is released under it', async () => {
  const { plain, count, send, again } = await world();
  count.fault(put({ kind: 'lose', final: true }));
  await expect(send({ key: 'k' })).rejects.toThrow();
  const records = await recordsIn(plain);
  expect(records).toHaveLength(1);
  expect((await again({ key: 'k' })).exchange).toBe(records[0]?.id);
  expect(await recordsIn(plain)).toHaveLength(1);
});

test.each(['refuse', 'throttle'] as const)('the put never arrives (%s): no record, no answer', async (kind) => {
  const { plain, count, send, again } = await world();
  count.fault(put({ kind, final: true }));
  await expect(send({ key: 'k' })).rejects.toThrow();
  expect(await recordsIn(plain)).toEqual([]);
  const answered = await again({ key: 'k' });
  expect((await recordsIn(plain)).map(({ id }) => id)).toEqual([answered.exchange]);
});
