/** 法律保全 killed at every await boundary: a hold that was answered is kept, and every file ends as the holds are. */
import { beforeAll, expect, test } from 'vitest';
import { type CrashPoints, everyCrashPoint } from '#test/engines/crash-points.ts';
import { issueBy } from '../calls.ts';
import { putItem } from '../operations/stored.ts';
import { reborn } from '../reborn.ts';
import { relay, relayOnce } from '../relay/by-hand.ts';
import { streamOf } from '../relay/stream-of.ts';
import { type Deps, depsOn, freshWorld, NOW, type World } from '../world.ts';
import { heldIn, holdsOf, placeBy, releaseBy, TITLE } from './calls.ts';

let certificate: { readonly identifier: string };
beforeAll(async () => {
  const deps = depsOn(await freshWorld());
  const { identifier } = await issueBy(deps);
  // Of no record of its own nothing is told, so the relay needs no master.
  const { record: _none, ...stored } = (await deps.certificates.get(identifier))!;
  certificate = stored;
});

interface Lives {
  /** Which dies, and which is whole, on the same table and bucket. */
  readonly mortal: World;
  readonly after: World;
  readonly whole: Deps;
  readonly identifier: string;
}

/** A certificate with three files, as far as holds go by it. */
const lives = async (): Promise<Lives> => {
  const mortal = await freshWorld();
  const after = reborn(mortal);
  const whole = depsOn(after);
  const { identifier } = certificate;
  await putItem(after, { pk: identifier, sk: 'certificate', ...certificate });
  for (const text of ['a', 'b', 'c']) await whole.files.put(TITLE, identifier, 'json', Buffer.from(text), undefined);
  return { mortal, after, whole, identifier };
};

/** `act` and the relay, one of which dies; then both again, the relay twice. `meanwhile`: right after the death. */
const dying = async (
  { mortal, after, whole }: Lives,
  crash: CrashPoints,
  act: (deps: Deps) => Promise<unknown>,
  meanwhile: () => void = () => undefined,
): Promise<void> => {
  const own = depsOn(mortal, { crash });
  const answer = await act(own).catch((error: unknown) => {
    expect(crash.dead).toBe(true);
    return error;
  });
  const answered = !crash.dead;
  if (answered) {
    const failed = await relayOnce(mortal, own, streamOf(after));
    expect(failed.length > 0).toBe(crash.dead);
  }
  meanwhile();
  const again = await act(whole);
  if (answered) expect(again).toEqual(answer);
  for (let i = 0; i < 2; i += 1) await relay(after, whole);
};

test('placed: one hold, and all files have it', async () => {
  const points = await everyCrashPoint(async (crash) => {
    const all = await lives();
    const { after, whole, identifier } = all;
    await dying(all, crash, (deps) => placeBy(deps, identifier));
    expect((await holdsOf(whole, identifier)).items).toHaveLength(1);
    expect(await holdsOf(whole, identifier)).toMatchObject({ held: true, settled: true });
    expect(heldIn(after, identifier)).toEqual({ 'json held': 3, 'operation held': 1, 'legalhold held': 1 });
  });
  console.log(`legal hold placed: ${points} boundaries`);
  expect(points).toBeGreaterThan(20);
});

test('the last is released: all files are free', async () => {
  const points = await everyCrashPoint(async (crash) => {
    const all = await lives();
    const { after, whole, identifier } = all;
    const hold = await placeBy(whole, identifier);
    await relay(after, whole);
    await dying(all, crash, (deps) => releaseBy(deps, hold, { now: NOW + 1 }));
    expect(await holdsOf(whole, identifier)).toMatchObject({ held: false, settled: true });
    expect(heldIn(after, identifier)).toEqual({ 'json free': 3, 'operation free': 1, 'legalhold free': 2 });
  });
  console.log(`legal hold released: ${points} boundaries`);
  expect(points).toBeGreaterThan(20);
});

test('another one stands while one is released: no file is free at any boundary', async () => {
  await everyCrashPoint(async (crash) => {
    const all = await lives();
    const { after, whole, identifier } = all;
    const hold = await placeBy(whole, identifier);
    await placeBy(whole, identifier, { key: 'h2' });
    await relay(after, whole);
    await dying(
      all,
      crash,
      (deps) => releaseBy(deps, hold),
      () => {
        const { 'legalhold held': acts, 'legalhold free': newest = 0, ...others } = heldIn(after, identifier);
        expect(others).toEqual({ 'json held': 3, 'operation held': 1 });
        // The file of the release itself is put first and held then.
        expect([acts === 3, acts === 2 && newest <= 1]).toContain(true);
      },
    );
    expect(heldIn(after, identifier)).toEqual({ 'json held': 3, 'operation held': 1, 'legalhold held': 3 });
  });
});
