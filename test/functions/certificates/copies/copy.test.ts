import { beforeAll, describe, expect, test } from 'vitest';
import { copyToken } from '#functions/certificates/copies/copy-token.ts';
import { sha256 } from '#functions/kernel/digest.ts';
import { isAttested } from '#functions/kernel/receipt.ts';
import { counting } from '#test/engines/counting.ts';
import { copyBy, copySeenBy, issueBy, redeemBy, refusal } from '../calls.ts';
import {
  CASE,
  CHEN_FUYING,
  caller,
  type Deps,
  depsOn,
  freshWorld,
  itemsIn,
  keys,
  NOW,
  recordsOf,
  type World,
} from '../world.ts';

const DAY = 86_400_000;
let world: World;
let deps: Deps;
let identifier: string;
beforeAll(async () => {
  world = await freshWorld();
  deps = depsOn(world);
  ({ identifier } = await issueBy(deps));
});

describe('a copy', () => {
  test('is made once: its own identity, end and token; recorded; its bytes wait', async () => {
    const copied = await copyBy(deps, identifier);
    expect(copied.copy).toMatchObject({
      expiresAt: new Date(NOW + 7 * DAY).toISOString(),
      redeemBy: new Date(NOW + DAY).toISOString(),
    });
    expect(JSON.stringify(copied)).not.toContain('JVBERi');
    // What it showed may be taken into the case, as of any pull.
    const { receipt, data: answer } = copied;
    expect(receipt).toMatchObject({ exchange: copied.pull, case: CASE, certificate: identifier, level: 'copy' });
    expect(receipt && isAttested(keys, receipt, { subject: CHEN_FUYING, answer })).toBe(true);
    const records = await recordsOf(world);
    expect(records.find((one) => one.id === copied.pull)).toMatchObject({ kind: 'copy', level: 'copy', case: CASE });
    expect((await copyBy(deps, identifier)).copy.identifier).not.toBe(copied.copy.identifier);
  });

  test('a repeat under the same key answers the same copy and token under the same record, and makes nothing', async () => {
    const first = await copyBy(deps, identifier, { key: 'c1' });
    const bucket = counting(world.bucket.client);
    const again = await copyBy(deps, identifier, { key: 'c1', now: NOW + 60_000 });
    expect([again.pull, again.copy]).toEqual([first.pull, first.copy]);
    expect(bucket.calls).toEqual({});
    expect(await refusal(copyBy(deps, identifier, { key: 'c1', reason: '别的' }))).toMatchObject({
      code: 'idempotency-key-reused',
    });
  });

  test('five at once under one key make one copy', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => copyBy(deps, identifier, { key: 'c5' })));
    expect(new Set(all.map((one) => one.copy.token)).size).toBe(1);
    expect(new Set(all.map((one) => one.copy.sha256)).size).toBe(1);
    expect(new Set(all.map((one) => one.pull)).size).toBe(1);
  });

  test('nothing of token or party stands in the table in the clear, and another key makes another token', async () => {
    const { copy } = await copyBy(deps, identifier);
    const item = (await itemsIn(world.client, world.names.certificates)).find(
      ({ pk }) => pk === `copy#${copy.identifier}`,
    );
    expect(item?.token).toBe(sha256(copy.token));
    expect(JSON.stringify(item)).not.toContain(copy.token);
    expect(JSON.stringify(item)).not.toContain(CHEN_FUYING);
    expect(copyToken({ kept: new Uint8Array(32) }, copy.identifier)).not.toBe(copyToken(keys, copy.identifier));
  });
});

describe('the state of a copy', () => {
  test.each([
    ['waits', 0, 'waiting'],
    ['nobody came within a day', DAY, 'lapsed'],
    ['has run out', 7 * DAY, 'expired'],
  ])('%s', async (_, later, state) => {
    const { copy } = await copyBy(deps, identifier);
    const seen = await copySeenBy(deps, copy.identifier, { now: NOW + later });
    expect(seen).toMatchObject({
      copy: copy.identifier,
      certificate: identifier,
      case: CASE,
      sha256: copy.sha256,
      state,
    });
    expect(JSON.stringify(seen)).not.toMatch(new RegExp(`${CHEN_FUYING}|${copy.token}`));
  });

  test('redeemed, since when; for another department it is not there', async () => {
    const { copy } = await copyBy(deps, identifier);
    await redeemBy(deps, copy.token, { now: NOW + 5000 });
    expect(await copySeenBy(deps, copy.identifier)).toMatchObject({
      state: 'redeemed',
      redeemedAt: new Date(NOW + 5000).toISOString(),
    });
    const other = caller('housing-system');
    expect(await refusal(copySeenBy(deps, copy.identifier, { caller: other }))).toMatchObject({ code: 'not-found' });
    const none = '0b0e9a5e-2c1c-4a8e-9f1b-3f1d2c4b5a69';
    expect(await refusal(copySeenBy(deps, none))).toMatchObject({ code: 'not-found' });
  });
});
