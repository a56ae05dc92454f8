import { beforeAll, describe, expect, test } from 'vitest';
import { subjectHandle } from '#functions/kernel/digest.ts';
import { useOf } from '#functions/uses/use.ts';
import { counting } from '#test/engines/counting.ts';
import { Crash, type CrashPoints, everyCrashPoint } from '#test/engines/crash-points.ts';
import { documentClient } from '#test/engines/tables.ts';
import { lineOf } from '../../relay/records.ts';
import { issueBy, refusal, showBy, shownBy } from '../calls.ts';
import {
  app,
  CHEN_FUYING,
  caller,
  type Deps,
  depsOn,
  freshWorld,
  itemsIn,
  keys,
  LI_NA,
  MATTER,
  NOW,
  recordsOf,
  snapshotWith,
  type World,
} from '../world.ts';

let world: World;
let deps: Deps;
let identifier: string;
beforeAll(async () => {
  world = await freshWorld();
  deps = depsOn(world);
  ({ identifier } = await issueBy(deps));
});
const recordOf = async (id: string) => (await recordsOf(world)).find((one) => one.id === id);
const drawn = async () => (await recordsOf(world)).filter(({ kind }) => kind === 'show');

describe('a holder draws a code', () => {
  test('opaque, good for two minutes, kept as a digest with nothing of the holder in the clear; recorded', async () => {
    const { code, expiresAt } = await showBy(deps, identifier);
    expect([code, expiresAt]).toEqual([expect.stringMatching(/^[\w-]{22}$/), new Date(NOW + 120_000).toISOString()]);
    const [item] = (await itemsIn(world.client, world.names.certificates)).filter(({ sk }) => sk === 'show');
    expect(JSON.stringify(item)).not.toMatch(new RegExp(`${code}|${CHEN_FUYING}|${subjectHandle(keys, CHEN_FUYING)}`));
    expect(await drawn()).toMatchObject([
      { client: 'zheli-app', certificate: identifier, handle: subjectHandle(keys, CHEN_FUYING), found: true },
    ]);
  });

  test('only who holds it; that somebody does not is recorded before it is said', async () => {
    expect((await refusal(showBy(deps, identifier, { holder: LI_NA }))).code).toBe('not-found');
    expect((await drawn()).filter(({ found }) => !found)).toMatchObject([{ handle: subjectHandle(keys, LI_NA) }]);
  });

  test('only an app that is registered for it', async () => {
    expect((await refusal(showBy(deps, identifier, { caller: caller('one-window-system') }))).code).toBe('forbidden');
  });
});

describe('an officer reads what is shown', () => {
  test('without a ticket, under his grant; recorded with its ground, and told to the holder so', async () => {
    const { code } = await showBy(deps, identifier);
    const pulled = await shownBy(deps, code);
    expect(pulled).toMatchObject({ level: 'fields', certificate: { identifier }, data: { valid: true } });
    const record = await recordOf(pulled.pull);
    expect(record).toMatchObject({
      kind: 'pull',
      ground: 'shown',
      matter: MATTER,
      handle: subjectHandle(keys, CHEN_FUYING),
    });
    expect(record?.case).toBeUndefined();
    const { text } = useOf(snapshotWith(), lineOf(record as never), false);
    expect([text.zh, text.en]).toEqual([
      expect.stringContaining('经本人亮证'),
      expect.stringContaining('as its holder showed it'),
    ]);
  });

  test('at the lowest level that serves', async () => {
    const { code } = await showBy(deps, identifier);
    expect(await shownBy(deps, code, { fields: ['/valid'] })).toMatchObject({
      level: 'predicate',
      data: { valid: true },
    });
  });

  test('the same question again is answered under the same record; another question, or another caller, finds it used', async () => {
    const { code } = await showBy(deps, identifier);
    const first = await shownBy(deps, code);
    expect((await shownBy(deps, code, { now: NOW + 100_000 })).pull).toBe(first.pull);
    expect((await refusal(shownBy(deps, code, { fields: ['/area'] }))).code).toBe('code-used');
    const other = caller('onetrip-console', 'officer-xu-qing');
    expect((await refusal(shownBy(deps, code, { caller: other }))).code).toBe('code-used');
  });

  test('eight officers at once: one reads it', async () => {
    const { code } = await showBy(deps, identifier);
    const ask = (i: number) =>
      shownBy(deps, code, i % 2 ? {} : { caller: caller('onetrip-console', 'officer-xu-qing') });
    const settled = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        ask(i).then(
          ({ pull }) => pull,
          ({ code: why }) => why,
        ),
      ),
    );
    const told = settled.filter((one) => one !== 'code-used');
    expect([new Set(told).size, told.length]).toEqual([1, 4]);
  });

  test('too late, a code that never was, no grant', async () => {
    const { code } = await showBy(deps, identifier);
    expect((await refusal(shownBy(deps, code, { now: NOW + 120_000 }))).code).toBe('code-expired');
    expect((await refusal(shownBy(deps, 'A'.repeat(22)))).code).toBe('not-found');
    const none = depsOn(world, { snapshot: snapshotWith({ grants: [] }) });
    expect(await refusal(shownBy(none, code))).toMatchObject({ code: 'exchange-denied', rule: 'grant-missing' });
    expect((await shownBy(deps, code)).data).toMatchObject({ valid: true });
  });

  test('what it costs: the code, then a pull', async () => {
    const [table, bucket] = [counting(world.client), counting(world.bucket.client)];
    const { code } = await showBy(deps, identifier);
    expect({ ...table.calls, ...bucket.calls }).toEqual({ GetItem: 1, TransactWriteItems: 1 });
    table.reset();
    await shownBy(deps, code);
    expect({ ...table.calls, ...bucket.calls }).toEqual({ GetItem: 2, BatchGetItem: 1, TransactWriteItems: 1 });
  });
});

test('killed at every await boundary: never read without its record, never by two', async () => {
  const points = await everyCrashPoint(async (crash: CrashPoints) => {
    const fresh = await freshWorld();
    const after = { ...fresh, client: documentClient(fresh.endpoint) };
    const { identifier: id } = await issueBy(depsOn(after));
    const dying = depsOn(fresh, { crash });
    const answer = await showBy(dying, id, { caller: app })
      .then(({ code }) => shownBy(dying, code).then((pulled) => ({ code, pulled })))
      .catch((error: unknown) => {
        expect(error).toBeInstanceOf(Crash);
      });
    const records = await recordsOf(after);
    const shown = records.filter(({ kind }) => kind === 'show');
    const pulls = records.filter(({ kind }) => kind === 'pull');
    const codes = (await itemsIn(after.client, after.names.certificates)).filter(({ sk }) => sk === 'show');
    expect(codes).toHaveLength(shown.length);
    expect(codes.filter(({ used }) => used)).toHaveLength(pulls.length);
    if (answer) expect((await shownBy(depsOn(after), answer.code)).pull).toBe(answer.pulled.pull);
  });
  console.log(`show and shown: ${points} boundaries`);
  expect(points).toBe(12);
});
