import { beforeAll, expect, test } from 'vitest';
import { handOut } from '#functions/departments/protocols/ferry/hand-out.ts';
import { unpack } from '#functions/departments/protocols/ferry/parcel.ts';
import { readSheet } from '#functions/departments/protocols/ferry/sheet.ts';
import { hubKeys as derive } from '#functions/kernel/digest.ts';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import { hubKeys } from './other-side.ts';
import { askAboutCast, LEASE_MS, memoryQuestions, T0, tables, verifies, type World } from './world.ts';

let world: Awaited<ReturnType<typeof tables>>;
beforeAll(async () => {
  world = await tables();
});

/** Numbers of the questions in a parcel, read with the hub's public key only. */
const idsIn = async ({ deps, department }: World, now: number): Promise<string[]> => {
  const out = await handOut(deps, now);
  if (!out) return [];
  const { manifest, files } = await unpack(out, verifies(hubKeys.publicKey), department);
  return manifest.files.flatMap(({ name, rows }) => {
    const columns =
      name === 'identity.csv' ? ['问题编号', '公民身份号码'] : ['问题编号', '公民身份号码', '不动产单元号', '地址'];
    return readSheet(files.get(name) ?? Buffer.alloc(0), columns, rows).map((row) => row.问题编号 ?? '');
  });
};
const take = async ({ deps }: World, now: number): Promise<string> => {
  const out = await handOut(deps, now);
  const parcel = out && (await deps.parcels.get(out.id));
  if (!parcel) throw new Error('nothing was handed out');
  await deps.parcels.taken(parcel, now);
  return parcel.id;
};

test('all that waits goes into one parcel; a lost answer gets the same bytes again', async () => {
  const one = world();
  const ids = askAboutCast(one.questions);
  const first = await handOut(one.deps, T0);
  expect(await handOut(one.deps, T0 + 1000)).toEqual(first);
  expect((await idsIn(one, T0)).sort()).toEqual([...ids].sort());
  expect(one.questions.listed.size).toBe(0);
});

test('what is asked while a parcel is away goes into the next; the first is handed out again after its lease', async () => {
  const one = world();
  askAboutCast(one.questions);
  const first = await take(one, T0);
  expect(await handOut(one.deps, T0 + 1000)).toBeNull();
  one.questions.ask(
    { applicant: '330784198506149995', unitNumber: '330784001002GB00007F00010008', address: '丽州中路, "8"号㛃𠮷' },
    'standard-address',
  );
  const second = await take(one, T0 + 2000);
  expect(second).not.toBe(first);
  expect((await handOut(one.deps, T0 + LEASE_MS))?.id).toBe(first);
  await take(one, T0 + LEASE_MS);
  expect((await handOut(one.deps, T0 + LEASE_MS + 2000))?.id).toBe(second);
});

test('a parcel that no longer opens holds up no other', async () => {
  const one = world();
  askAboutCast(one.questions);
  const first = await handOut(one.deps, T0);
  const other = derive(JSON.stringify({ version: 2, master: 'n'.repeat(40) }));
  const [id] = askAboutCast(one.questions);
  const next = await handOut({ ...one.deps, keys: async () => other }, T0 + 1000);
  expect(next?.id).not.toBe(first?.id);
  expect(next && (await one.deps.parcels.get(next.id))?.questions[0]?.ids).toContain(id);
});

test('a question that a spreadsheet would run is not carried; it fails, and the others go', async () => {
  const one = world();
  const bad = one.questions.ask(
    { applicant: '330784198506149995', unitNumber: 'x', address: '=cmd|x' },
    'standard-address',
  );
  const lost = one.questions.ask({ holder: '\ufffd\ue000' });
  const unknown = one.questions.ask({}, 'not-ferried');
  const good = one.questions.ask({ holder: '330784198506149995' });
  expect(await idsIn(one, T0)).toEqual([good]);
  expect([...one.questions.answers]).toEqual([bad, lost, unknown].map((id) => [id, { failed: 'department-error' }]));
});

test('a long list is carried in parcels of bounded size, each question once', async () => {
  const one = world();
  const address = '永'.repeat(200);
  const ids = Array.from({ length: 260 }, () =>
    one.questions.ask(
      { applicant: '330784198506149995', unitNumber: '330784001002GB00007F00010008', address },
      'standard-address',
    ),
  );
  const seen: string[] = [];
  for (let i = 0; i < 4 && seen.length < ids.length; i += 1) {
    seen.push(...(await idsIn(one, T0 + i)));
    await take(one, T0 + i);
  }
  expect(seen).toEqual(ids);
});

test('two couriers at once make one parcel', async () => {
  const questions = memoryQuestions();
  const one = world(undefined, questions);
  askAboutCast(questions);
  const made = await Promise.all(
    Array.from({ length: 4 }, () => handOut(world(undefined, questions, one.department).deps, T0)),
  );
  expect(new Set(made.map((parcel) => parcel?.id)).size).toBe(1);
});

test('killed at any moment: the next call hands out every question, in one parcel', async () => {
  const boundaries = await everyCrashPoint(async (crash) => {
    const questions = memoryQuestions();
    const dying = world(crash, questions);
    const ids = [questions.ask({ holder: '330784198506149995' }), questions.ask({ holder: '330784198802039985' })];
    await handOut(dying.deps, T0).catch(() => undefined);
    const after = world(undefined, questions, dying.department);
    expect(await idsIn(after, T0 + 1)).toEqual(ids);
    await take(after, T0 + 1);
    expect(await handOut(after.deps, T0 + 2)).toBeNull();
    expect(questions.listed.size).toBe(0);
  });
  expect(boundaries).toBeGreaterThan(8);
});
