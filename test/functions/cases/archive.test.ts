import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { casesOver } from '#functions/cases/archive/cases-over.ts';
import { checkArchives } from '#functions/cases/archive/check.ts';
import { unzipped } from '#functions/cases/archive/unzip.ts';
import { isForArchive } from '#functions/cases/over.ts';
import { crashPoints } from '#test/engines/crash-points.ts';
import { archiveRoom } from './archive-room.ts';
import { pdf } from './papers/papers-world.ts';
import { restaurant } from './restaurant.ts';
import { XU } from './world.ts';

/** A case that was filed with a file and refused, and what archives it. */
const ended = async (crash = crashPoints()) => {
  const room = await archiveRoom('2017-09-25 08:50', { crash });
  const { world } = room;
  const { id } = (await world.open(restaurant())).body as { id: string };
  const { digest } = (await world.upload(id, pdf('章程'))).body;
  await world.act(id, {
    act: 'hand-in',
    materials: [{ material: 'company-setup/articles', medium: 'electronic', files: [digest] }],
  });
  await world.act(id, { act: 'file' });
  await world.act(id, { act: 'refuse', reason: '不属于本窗口', basis: '行政许可法第三十二条' }, { as: XU });
  return { ...room, id };
};
const check = (store: Parameters<typeof checkArchives>[0], id?: string) => checkArchives(store, id, () => undefined);

describe('the archive', () => {
  test('a case that has ended is one package, in which nothing of anybody can be read, locked for its term', async () => {
    const { id, archive, deps, keys, store, bucket } = await ended();
    await archive(id);
    const kept = await deps.archives.get(id);
    expect(kept).toMatchObject({ state: 'kept', until: Date.parse('2027-09-25T00:50:00Z') });
    expect(await keys()).toEqual([`archives/${id}/${kept?.sha256}.zip`]);
    const bytes = await store.get({ case: id, sha256: kept?.sha256 ?? '' });
    for (const word of ['王强', '章程', '不属于本窗口', '%PDF']) expect(bytes.includes(word)).toBe(false);
    const files = [...(await unzipped(id, bytes)).keys()];
    expect(files).toEqual(
      expect.arrayContaining([
        'bagit.txt',
        'bag-info.txt',
        'manifest-sha256.txt',
        'manifest-sha512.txt',
        'tagmanifest-sha256.txt',
        'tagmanifest-sha512.txt',
        'data/key.json',
        'data/form.json.aes',
        'data/timeline.json.aes',
        'data/timeline.pdf.aes',
        'data/decisions/food-licence.json.aes',
        'data/files/000001.pdf.aes',
        'data/slips/000003-receipt.html.aes',
        'data/slips/000004-not-accepted.html.aes',
      ]),
    );
    expect(bucket.locks.of(`${bucket.name}/${(await keys())[0]}`)).toMatchObject({ until: kept?.until });
  });

  test('killed at any boundary it is one package of the same bytes', async () => {
    const whole = await ended();
    const from = whole.crash.passed;
    await whole.archive(whole.id);
    const boundaries = whole.crash.passed - from;
    expect(boundaries).toBeGreaterThan(10);
    for (let boundary = 0; boundary < boundaries; boundary += 3) {
      const { id, archive, keys, crash, deps, store } = await ended();
      crash.at(crash.passed + boundary);
      await expect(archive(id)).rejects.toThrow();
      const meant = crash.dead;
      crash.at(Number.POSITIVE_INFINITY);
      const before = await deps.archives.get(id);
      await archive(id);
      await archive(id);
      const kept = await deps.archives.get(id);
      expect([meant, kept?.state, (await keys()).length]).toEqual([true, 'kept', 1]);
      if (before) expect(kept?.sha256).toBe(before.sha256);
      expect((await check(store)).differences).toEqual([]);
    }
  });

  test('one byte that is another is found and named', async () => {
    const { id, archive, keys, store, bucket } = await ended();
    await archive(id);
    const [Key = ''] = await keys();
    const good = await check(store, id);
    expect([good.packages, good.differences]).toEqual([1, []]);
    const { Body } = await bucket.client.send(new GetObjectCommand({ Bucket: bucket.name, Key }));
    const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
    const at = bytes.indexOf('data/form.json.aes') + 'data/form.json.aes'.length + 40;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await bucket.client.send(new PutObjectCommand({ Bucket: bucket.name, Key, Body: bytes }));
    const { differences } = await check(store, id);
    expect(differences).toContainEqual({ case: id, file: '', fault: 'differs-from-its-name' });
    expect(differences.length).toBeGreaterThan(1);
  });

  test('comes by the timer that the end of the case sets, twice as once', async () => {
    const { world, id, deps, keys, archive } = await ended();
    const timer = world.timers.get(`${id}#archive`);
    expect(timer).toEqual({
      id: `${id}#archive`,
      dueAt: world.now(),
      room: 'case-archives',
      type: 'case.archive',
      data: { case: id },
    });
    const { type, dueAt, data } = timer ?? {};
    const told = { v: 1, id: `case-archives#${id}#archive@${dueAt}`, type: type ?? '', at: dueAt ?? 0, data } as const;
    const consumer = casesOver(archive);
    await consumer(told, world.now());
    await consumer(told, world.now() + 60_000);
    expect([(await keys()).length, (await deps.archives.get(id))?.state]).toEqual([1, 'kept']);
  });

  test('waits for the check of what was decided on a commitment', async () => {
    const { world, id } = await ended();
    const found = await world.deps.cases.load(id);
    const [task] = found?.tasks ?? [];
    if (!found || !task) throw new Error('no task');
    const check = { officers: ['a', 'b'], text: '现场核查', photos: [], late: false, at: 1, by: 'a' };
    const one = { task: task.matter, party: 'wang', file: '', term: 60, at: 0, checks: [] };
    const decided = (commitment: (typeof found.commitments)[number], state: typeof task.state = 'approved') =>
      isForArchive({ ...found, state: 'closed', tasks: [{ ...task, state }], commitments: [commitment] });
    expect(decided(one)).toBe(false);
    expect(decided({ ...one, checks: [{ ...check, found: 'failed' }] })).toBe(false);
    expect(
      decided({
        ...one,
        checks: [
          { ...check, found: 'failed' },
          { ...check, found: 'passed' },
        ],
      }),
    ).toBe(true);
    expect(decided({ ...one, revokedAt: 2 })).toBe(true);
    expect(decided(one, 'denied')).toBe(true);
  });

  test('a draft, and a case that goes on, leave no package', async () => {
    const { world, archive, keys } = await ended();
    const { id } = (await world.open(restaurant())).body as { id: string };
    await archive(id);
    await world.act(id, { act: 'withdraw', onBehalf: 'wang' });
    await archive(id);
    expect(await keys()).toEqual([]);
    expect([...world.timers.keys()].filter((timer) => timer.startsWith(id))).toEqual([]);
  });
});
