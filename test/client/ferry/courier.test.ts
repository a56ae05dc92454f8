import { randomUUID } from 'node:crypto';
import * as disk from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { round } from '#client/ferry/courier.ts';
import { type Disk, folder } from '#client/ferry/folder.ts';
import { type Hub, Refused } from '#client/ferry/hub.ts';
import { FERRY_LIMITS, type Parcel } from '#schemas/ferry.ts';
import { type CrashPoints, everyCrashPoint } from '#test/engines/crash-points.ts';
import { drafted } from '#test/functions/departments/protocols/ferry/other-side.ts';

let root: string;
beforeAll(async () => {
  root = await disk.mkdtemp(join(tmpdir(), 'courier-'));
});
afterAll(() => disk.rm(root, { recursive: true }));

const { mkdir, readdir, lstat, readFile, writeFile, rename, rm } = disk;
const dying = (crash: CrashPoints): Disk =>
  Object.fromEntries(
    Object.entries({ mkdir, readdir, lstat, readFile, writeFile, rename, rm }).map(([name, call]) => [
      name,
      crash.around(call as never),
    ]),
  ) as unknown as Disk;

const answers = () =>
  drafted({
    label: { kind: 'answers', answers: { parcel: randomUUID(), sha256: 'a'.repeat(64) } },
    sheets: new Map([['identity.csv', [['问题编号'], ['1']]]]),
  });
const delta = (number: number) =>
  drafted({
    label: { kind: 'void-cards', delta: { number, day: '2026-10-09' } },
    sheets: new Map([['void-cards.csv', [['公民身份号码']]]]),
  });

/** A hub that remembers: parcels are offered until they are taken, and every repeat is heard. */
const hubOf = (outgoing: readonly string[] = [], refuses: (parcel: Parcel) => Error | undefined = () => undefined) => {
  const waiting = [...outgoing];
  const brought: string[] = [];
  const hub: Hub = {
    next: async () =>
      waiting[0] === undefined ? null : { id: waiting[0], manifest: `manifest of ${waiting[0]}`, archive: 'emlw' },
    taken: async (id) => void waiting.splice(waiting.indexOf(id), 1),
    bring: async (parcel) => {
      const error = refuses(parcel);
      if (error) throw error;
      brought.push(parcel.manifest);
    },
  };
  return { hub, waiting, brought };
};
const tells: string[] = [];
const carrying = (hub: Hub, place: string, from: Disk = disk, patienceMs = 60_000) => ({
  hub,
  folder: folder(place, from),
  patienceMs,
  tell: (event: string, rule?: string) => void tells.push(`${event} ${rule ?? ''}`.trim()),
});
const fresh = async (): Promise<string> => {
  const place = await disk.mkdtemp(join(root, 'd-'));
  await folder(place, disk).open();
  return place;
};
const arrive = async (place: string, name: string, { manifest, archive }: Parcel) => {
  await disk.writeFile(join(place, 'incoming', `${name}.zip`), Buffer.from(archive, 'base64'));
  await disk.writeFile(join(place, 'incoming', `${name}.manifest`), manifest);
};
const ls = async (place: string): Promise<Record<string, string[]>> =>
  Object.fromEntries(
    await Promise.all(
      ['outgoing', 'incoming', 'done', 'refused'].map(async (one) => [
        one,
        (await disk.readdir(join(place, one))).sort(),
      ]),
    ),
  );

describe('on the way out', () => {
  test('killed at any moment, the next courier puts out everything once, archive before manifest', async () => {
    const boundaries = await everyCrashPoint(async (crash) => {
      const place = await fresh();
      const { hub, waiting } = hubOf(['p1', 'p2']);
      const dead = { ...hub, next: crash.around(hub.next), taken: crash.around(hub.taken) };
      await round(0, carrying(dead, place, dying(crash)));
      for (const file of await disk.readdir(join(place, 'outgoing')))
        if (file.endsWith('.manifest'))
          expect(await disk.readFile(join(place, 'outgoing', file.replace('.manifest', '.zip')), 'utf8')).toBe('zip');
      expect(await round(0, carrying(hub, place))).toBe(true);
      expect(waiting).toEqual([]);
      const { outgoing } = await ls(place);
      expect(outgoing?.filter((file) => !file.endsWith('.part'))).toEqual([
        'p1.manifest',
        'p1.zip',
        'p2.manifest',
        'p2.zip',
      ]);
    });
    expect(boundaries).toBeGreaterThan(20);
  });
});

describe('on the way in', () => {
  test('killed at any moment, the next courier brings it and puts it away', async () => {
    const boundaries = await everyCrashPoint(async (crash) => {
      const place = await fresh();
      const { hub, brought } = hubOf();
      const parcel = answers();
      await arrive(place, 'a', parcel);
      await round(0, carrying({ ...hub, bring: crash.around(hub.bring) }, place, dying(crash)));
      const after = carrying(hub, place);
      await after.folder.tidy(0, 1000);
      expect(await round(0, after)).toBe(true);
      expect(new Set(brought)).toEqual(new Set([parcel.manifest]));
      expect(await ls(place)).toMatchObject({ incoming: [], done: ['a.manifest', 'a.zip'], refused: [] });
    });
    expect(boundaries).toBeGreaterThan(8);
  });

  test('what the hub refuses lies in refused/ with its rule, at whatever moment the courier was killed', async () => {
    await everyCrashPoint(async (crash) => {
      const place = await fresh();
      const { hub } = hubOf([], () => new Refused('sheet-rows'));
      await arrive(place, 'a', answers());
      await round(0, carrying(hub, place, dying(crash)));
      const after = carrying(hub, place);
      await after.folder.tidy(0, 1000);
      await round(0, after);
      expect(await ls(place)).toMatchObject({ incoming: [], done: [], refused: ['a.manifest', 'a.reason', 'a.zip'] });
      expect(await disk.readFile(join(place, 'refused/a.reason'), 'utf8')).toBe('sheet-rows\n');
    });
  });

  test('a hub that cannot be reached changes nothing; other parcels still go', async () => {
    const place = await fresh();
    const [first, second] = [answers(), answers()];
    const { hub, brought } = hubOf([], ({ manifest }) =>
      manifest === first.manifest ? new Error('http-503') : undefined,
    );
    await arrive(place, 'a', first);
    await arrive(place, 'b', second);
    expect(await round(0, carrying(hub, place))).toBe(false);
    expect(brought).toEqual([second.manifest]);
    expect(await ls(place)).toMatchObject({ incoming: ['a.manifest', 'a.zip'], refused: [] });
  });

  test('deltas go by their number, and none overtakes one that failed', async () => {
    const place = await fresh();
    const [first, second] = [delta(1), delta(2)];
    await arrive(place, 'a', second);
    await arrive(place, 'b', first);
    const failing = hubOf([], () => new Error('http-503'));
    await round(0, carrying(failing.hub, place));
    const { hub, brought } = hubOf();
    await round(0, carrying(hub, place));
    expect(brought).toEqual([first.manifest, second.manifest]);
  });

  test('a manifest that cannot be read holds up no answer and nothing that goes out, but every delta', async () => {
    const place = await fresh();
    const [answer, next] = [answers(), delta(2)];
    await arrive(place, 'a', delta(1));
    await arrive(place, 'b', answer);
    await arrive(place, 'c', next);
    const { hub, brought, waiting } = hubOf(['p1']);
    const locked = join(place, 'incoming/a.manifest');
    const readFile = (path: string) => (path === locked ? Promise.reject(new Error('EACCES')) : disk.readFile(path));
    expect(await round(0, carrying(hub, place, { ...disk, readFile } as Disk))).toBe(false);
    expect([brought, waiting]).toEqual([[answer.manifest], []]);
    await round(0, carrying(hub, place));
    expect(brought).toHaveLength(3);
  });

  test('a name that is used again keeps its new archive while the manifest is on its way', async () => {
    const place = await fresh();
    const { hub } = hubOf([], () => new Refused('card-row'));
    await arrive(place, 'delta-1', delta(1));
    await round(0, carrying(hub, place));
    const zip = join(place, 'incoming/delta-1.zip');
    await disk.writeFile(zip, 'put right');
    const soon = new Date(Date.now() + 1000);
    await disk.utimes(zip, soon, soon);
    await carrying(hub, place).folder.tidy(Date.now(), 60_000);
    expect(await ls(place)).toMatchObject({ incoming: ['delta-1.zip'] });
  });

  test('an archive that is not whole is waited for, and shown to the hub when patience ends', async () => {
    const place = await fresh();
    const parcel = answers();
    const { hub, brought } = hubOf();
    await arrive(place, 'a', { ...parcel, archive: parcel.archive.slice(0, 40) });
    expect(await round(Date.now(), carrying(hub, place))).toBe(true);
    expect(brought).toEqual([]);
    await round(Date.now() + 61_000, carrying(hub, place));
    expect(brought).toHaveLength(1);
  });

  test('what is no plain pair of files is never sent', async () => {
    const place = await fresh();
    const { hub, brought } = hubOf();
    const incoming = (name: string) => join(place, 'incoming', name);
    await disk.writeFile(join(place, 'secret'), 'x');
    await disk.symlink(join(place, 'secret'), incoming('link.manifest'));
    await disk.symlink(join(place, 'secret'), incoming('archive.zip'));
    await disk.writeFile(incoming('archive.manifest'), '{}');
    await disk.writeFile(incoming('bad name.manifest'), '{}');
    await disk.writeFile(incoming('long.manifest'), Buffer.alloc(FERRY_LIMITS.manifest + 1, 0x20));
    await disk.writeFile(incoming('huge.manifest'), '{}');
    await disk.writeFile(incoming('huge.zip'), Buffer.alloc(FERRY_LIMITS.archive + 1));
    await round(Date.now() + 61_000, carrying(hub, place));
    expect(brought).toEqual([]);
    const { refused } = await ls(place);
    expect(refused).toEqual(expect.arrayContaining(['archive.reason', 'huge.reason', 'long.reason']));
    expect((await ls(place)).incoming).toEqual(['bad name.manifest', 'link.manifest']);
  });
});

test('what was put away is removed when it was kept long enough, and nothing else', async () => {
  const place = await fresh();
  const { hub } = hubOf();
  await arrive(place, 'a', answers());
  await round(0, carrying(hub, place));
  await arrive(place, 'b', answers());
  const { folder: one } = carrying(hub, place);
  await one.tidy(Date.now(), 60_000);
  expect((await ls(place)).done).toHaveLength(2);
  await one.tidy(Date.now() + 61_000, 60_000);
  expect(await ls(place)).toMatchObject({ done: [], incoming: ['b.manifest', 'b.zip'] });
});

test('what is told names no file and no content', () => {
  expect(new Set(tells.map((one) => one.replace(/ .*/, '')))).toEqual(
    new Set(['put', 'brought', 'refused', 'not', 'round']),
  );
});
