/**
 * Back-fills under kills and with every message more than once: each row is issued once and has one record, whoever died where, and what the
 * list says is what stands in the library.
 */
import { afterAll, expect, test } from 'vitest';
import { look } from '#functions/certificates/back-fills/look.ts';
import { workMessages } from '#functions/certificates/back-fills/work.ts';
import { sha256 } from '#functions/kernel/digest.ts';
import type { BackFillRow } from '#schemas/back-fill.ts';
import { counting } from '#test/engines/counting.ts';
import { type CrashPoints, crashPoints, everyCrashPoint } from '#test/engines/crash-points.ts';
import {
  callerOn,
  type Ground,
  ground,
  invocation,
  processOn,
  pump,
  recordOf,
  take,
  titleRow,
  titleRows,
} from '#test/functions/certificates/back-fills/world.ts';
import { itemsIn, NOW, recordsOf } from '#test/functions/certificates/world.ts';
import { keepLines } from '#test/functions/exchange/lines.ts';

keepLines();
const FULL = process.env.ONETRIP_FULL === '1';
const said: string[] = [];
afterAll(() => {
  console.log(said.join('\n'));
});

/** Good rows, one that was revoked, one that is refused, and one that is there twice. */
const ROWS: readonly BackFillRow[] = [
  titleRow(1),
  titleRow(2, { later: { operation: 'cancel', reason: '权利人申请注销' } }),
  titleRow(3, { issuedOn: '2030-01-01' }),
  titleRow(1),
];
const ISSUED = 2;

/** Everything that must hold at the end. */
const consistent = async (on: Ground, id: string, expected: { rows: number; issued: number; operations: number }) => {
  const mine = callerOn(processOn(on));
  const whole = await mine.get(id);
  expect(whole).toMatchObject({
    state: 'done',
    progress: { done: expected.rows, outcomes: { issued: expected.issued } },
  });
  const lines = await mine.lines(id);
  expect(lines.map(({ row }) => row)).toEqual(Array.from({ length: expected.rows }, (_, i) => i + 1));
  const issued = lines.filter(({ outcome }) => outcome === 'issued').map(({ identifier }) => identifier);
  const items = await itemsIn(on.client, on.names.certificates);
  const stored = items.filter(({ sk }) => sk === 'certificate');
  expect(stored.map(({ identifier }) => identifier).sort()).toEqual([...issued].sort());
  expect(new Set(issued).size).toBe(expected.issued);
  for (const { identifier, state } of lines.filter(({ outcome }) => outcome === 'issued'))
    expect(stored.find((one) => one.identifier === identifier)?.state).toBe(state);
  const records = await recordsOf(on);
  expect(
    records
      .filter(({ kind }) => kind === 'issue')
      .map(({ certificate }) => certificate)
      .sort(),
  ).toEqual([...issued].sort());
  expect(records.filter(({ kind }) => kind === 'operation')).toHaveLength(expected.operations);
  return whole;
};

test('the work dies at every await boundary, and goes on', async () => {
  const points = await everyCrashPoint(async (crash) => {
    const on = await ground();
    let machine = Date.now();
    const well = processOn(on, { machine: () => machine });
    const { id } = await callerOn(well).handIn(ROWS);
    const mortal = processOn(on, { crash, room: well.room, machine: () => machine });
    let at = NOW;
    while (!crash.dead) {
      const next = well.room.sent.shift();
      if (!next) break;
      at = Math.max(at, next.envelope.at);
      const record = recordOf({ ...next.envelope, at });
      if ((await take(mortal, record, invocation({ heldUntil: machine + 300_000 }), crash)) === 'again')
        well.room.sent.unshift(next);
    }
    // Its message comes again, after its time is certainly over; what it never sent the timer finds.
    machine += 301_000;
    at = await pump(well, at + 900_000);
    await look(well.working, id, at);
    await pump(well, at);
    const whole = await consistent(on, id, { rows: ROWS.length, issued: ISSUED, operations: 1 });
    expect(whole.reconciliation).toMatchObject({ inLibrary: { rows: ISSUED }, missing: 2, equal: false });
  });
  said.push(`back-fill: ${points} boundaries, 0 violations`);
  expect(points).toBeGreaterThan(60);
});

/** The same numbers for the same seed. */
const chance = (seed: string) => {
  let n = 0;
  return (): number => {
    n += 1;
    return (
      Number.parseInt(
        Buffer.from(sha256(`${seed} ${n}`), 'base64url')
          .toString('hex')
          .slice(0, 8),
        16,
      ) /
      2 ** 32
    );
  };
};

const COUNT = FULL ? 3000 : 60;
const CHUNK = FULL ? 256 : 12;
test.each(FULL ? ['first', 'second', 'third'] : ['first'])(
  `${COUNT} rows, workers killed at random, messages twice and out of order (%s seed): every row exactly once`,
  async (seed) => {
    const on = await ground();
    const random = chance(seed);
    const [signatures, machine] = [{ count: 0 }, { at: Date.now() }];
    const well = processOn(on, { machine: () => machine.at, chunkRows: CHUNK, signatures });
    const { id } = await callerOn(well).handIn(titleRows(COUNT));
    let [at, kills, copies] = [NOW, 0, 0];
    const mortal = () => {
      const crash: CrashPoints = crashPoints(random() < 0.7 ? Math.floor(random() * 10 * CHUNK) : undefined);
      const room = { ...well.room, send: well.room.send };
      return { crash, hub: processOn(on, { crash, room, signatures, chunkRows: CHUNK, machine: () => machine.at }) };
    };
    for (let taken = 0; (await callerOn(well).get(id)).state !== 'done'; taken += 1) {
      expect(taken).toBeLessThan(2000);
      const { sent } = well.room;
      if (sent.length === 0) {
        at += 900_000;
        await look(well.working, id, at);
        continue;
      }
      const [next] = sent.splice(Math.floor(random() * sent.length), 1);
      if (!next) continue;
      at = Math.max(at, next.envelope.at);
      if (random() < 0.3) {
        sent.push(next);
        copies += 1;
      }
      const { crash, hub } = mortal();
      const record = recordOf({ ...next.envelope, at });
      // Two at once, now and then, at the same message.
      const two = random() < 0.2 ? take(well, record, invocation({ heldUntil: machine.at + 300_000 })) : undefined;
      const end = await take(hub, record, invocation({ heldUntil: machine.at + 300_000 }), crash);
      await two;
      if (end === 'again' || crash.dead) {
        kills += 1;
        machine.at += 301_000;
        sent.push(next);
      }
    }
    const whole = await consistent(on, id, { rows: COUNT, issued: COUNT, operations: 0 });
    expect(whole.reconciliation).toMatchObject({
      stated: { rows: COUNT },
      inLibrary: { rows: COUNT },
      missing: 0,
      equal: true,
    });
    const chunks = Math.ceil(COUNT / CHUNK);
    said.push(`${COUNT} rows: ${kills} kills, ${copies} copies, ${signatures.count} signatures for ${chunks} chunks`);
    expect(kills).toBeGreaterThan(2);
    // A death costs the signature of the chunk that was under way, and no other.
    expect(signatures.count).toBeLessThanOrEqual(chunks + kills);
  },
  FULL ? 900_000 : 120_000,
);

test('a bucket and a table that refuse, now a row, now the end of a turn: the chunk comes again, and no row fails', async () => {
  const on = await ground();
  let machine = Date.now();
  const hub = processOn(on, { machine: () => machine });
  const { id } = await callerOn(hub).handIn(titleRows(6));
  // The first answers are held back one after the other: of a row's transaction, of a file's put, of giving the chunk back.
  const table = counting(hub.client);
  for (const nth of [2, 4, 7]) table.fault({ kind: 'throttle', operation: 'TransactWriteItems', nth, final: true });
  counting(hub.s3).fault({ kind: 'refuse', operation: 'PutObject', nth: 12, final: true });
  let [at, again] = [NOW, 0];
  for (let next = hub.room.sent.shift(); next; next = hub.room.sent.shift()) {
    at = Math.max(at, next.envelope.at);
    const call = invocation({ heldUntil: machine + 300_000 });
    const { batchItemFailures } = await workMessages(hub.working, [recordOf({ ...next.envelope, at })], call);
    if (batchItemFailures.length === 0) continue;
    again += 1;
    machine += 301_000;
    hub.room.sent.push(next);
  }
  const whole = await consistent(on, id, { rows: 6, issued: 6, operations: 0 });
  expect(whole.progress?.outcomes.failed).toBe(0);
  said.push(`troubles: ${hub.signatures.count} signatures, ${again} messages again`);
});
