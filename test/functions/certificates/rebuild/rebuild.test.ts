/** The library survives the loss of its table: issued, operated and copied, dropped, rebuilt from S3 alone, and every item is what it was. */
import { beforeAll, describe, expect, test } from 'vitest';
import { rebuild } from '#functions/certificates/rebuild/rebuild.ts';
import { rebuildDeps } from '#functions/certificates/rebuild/wired.client.ts';
import { open as openSealed } from '#functions/kernel/sealed.ts';
import { freshTables } from '#test/engines/tables.ts';
import { copyBy, findBy, issueBy, pullBy, refusal, verifyBy } from '../calls.ts';
import { placeBy, releaseBy } from '../legal-hold/calls.ts';
import { everyOperation, operateBy } from '../operations/calls.ts';
import { relay } from '../relay/by-hand.ts';
import { type Deps, depsOn, freshWorld, itemsIn, keys, LI_NA, singleType, snapshotWith, type World } from '../world.ts';

let world: World;
let deps: Deps;
let live: string;
const snapshot = everyOperation([
  ...snapshotWith().raw.certificateTypes.filter(({ id }) => id !== singleType.id),
  singleType,
]);

beforeAll(async () => {
  world = await freshWorld();
  deps = depsOn(world, { snapshot });
  const issue = async (key: string, change: object = {}) =>
    (await issueBy(deps, { key, number: `号${key}`, ...change })).identifier;
  const single = { type: singleType.id, data: { ownership: '单独' } };
  live = await issue('live');
  await pullBy(deps, live);
  await copyBy(deps, live, { key: 'c' });
  const held = await issue('held');
  await pullBy(deps, held);
  await operateBy(deps, held, { legalBasis: '第十七条' });
  const two = await issue('two', {
    holders: [...['330784196205099980', LI_NA]].map((code) => ({ name: '甲', code, codeType: '111' })),
  });
  await operateBy(deps, two);
  await operateBy(deps, two, { operation: 'release', ifMatch: 2 });
  await operateBy(deps, two, { operation: 'other', text: '其他', ifMatch: 3 });
  const first = await placeBy(deps, held);
  await placeBy(deps, held, { key: 'h2' });
  await releaseBy(deps, first);
  await issue('next', { operation: 'change', supersedes: live });
  await issue('one', single);
  const gone = await issue('gone', { ...single, holders: [{ name: '李娜', code: LI_NA, codeType: '111' }] });
  await operateBy(deps, gone, { operation: 'cancel' });
  // Refused after its files were made: they lie in S3, and nothing was issued.
  expect(await refusal(issue('twice', single))).toMatchObject({ code: 'conflict' });
  await relay(world, deps);
});

const emptied = async (): Promise<World> => {
  const { names, client, endpoint } = await freshTables('certificates', 'exchanges', 'quotas');
  return { ...world, names, client, endpoint };
};
const depsFor = ({ client, names, bucket }: World) =>
  rebuildDeps(
    { s3: bucket.client, client, keys },
    { table: names.certificates, bucket: bucket.name, copies: bucket.name },
  );

type Stored = Record<string, unknown>;
/** Sealed words are compared opened: each sealing is another text. Of a copy it is not kept who redeems it, nor under which key it was asked for. How far its locks are is found out again. */
const comparable = (items: Stored[]) =>
  items
    .filter(({ sk, pk }) => !(sk === 'copy' && String(pk).startsWith('key#')) && !String(sk).startsWith('locks#'))
    .map(({ token: _t, keyVersion, ...item }) => {
      const { pk, sk, said, sealed, revision, hold, act } = item;
      if (sk === 'master') return { ...item, sealed: openSealed(keys.kept, `master\n${pk}`, String(sealed)) };
      if (hold !== undefined)
        return { ...item, said: openSealed(keys.kept, `legal-hold\n${pk}\n${hold}\n${act}`, String(said)) };
      if (said !== undefined)
        return { ...item, said: openSealed(keys.kept, `operation\n${pk}\n${revision}`, String(said)) };
      const { sealed: _s, ...rest } = item;
      return String(pk).startsWith('copy#') ? rest : { ...rest, keyVersion };
    })
    .sort((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1));

describe('rebuilt from S3 alone', () => {
  test('every item is what it was, and no more: not what was never issued', async () => {
    const other = await emptied();
    const steps: number[] = [];
    const done = await rebuild(depsFor(other), ({ certificates }) => steps.push(certificates));
    const [before, after] = await Promise.all(
      [world, other].map(({ client, names }) => itemsIn(client, names.certificates)),
    );
    expect(comparable(after!)).toEqual(comparable(before!));
    console.log(`${done.certificates} certificates, ${done.items} items, ${done.unissued} never issued`);
    expect(done).toMatchObject({ certificates: 6, unissued: 1, broken: [] });
    expect(steps.at(-1)).toBe(6);
  });

  test('it goes on as if nothing had happened: found, verified, refused alike, repeated alike', async () => {
    const other = await emptied();
    await rebuild(depsFor(other));
    const again = depsOn(other, { snapshot });
    expect((await verifyBy(again, { identifier: live })).checks).toEqual(
      (await verifyBy(deps, { identifier: live })).checks,
    );
    expect((await findBy(again)).map(({ identifier }) => identifier).sort()).toEqual(
      (await findBy(deps)).map(({ identifier }) => identifier).sort(),
    );
    expect((await issueBy(again, { key: 'live', number: '号live' })).identifier).toBe(live);
    expect(await refusal(issueBy(again, { key: 'x', number: '号held' }))).toMatchObject({
      errors: [{ rule: 'number-taken' }],
    });
    expect(
      await refusal(issueBy(again, { key: 'y', number: '号y', type: singleType.id, data: { ownership: '单独' } })),
    ).toMatchObject({
      errors: [{ rule: 'holder-has-one-already' }],
    });
  });

  test('stopped anywhere, it goes on where it was, and once more changes nothing', async () => {
    const other = await emptied();
    const whole = depsFor(other);
    let left = 3;
    const stopping = {
      ...whole,
      folders: async function* (after?: string) {
        for await (const folder of whole.folders(after)) {
          if (left-- === 0) return;
          yield folder;
        }
      },
      beside: async function* () {
        yield* [];
        throw new Error('stopped');
      },
    };
    await expect(rebuild(stopping)).rejects.toThrow('stopped');
    expect(await whole.index.position()).toMatchObject({ certificates: expect.any(Number) });
    const all: string[] = [];
    for await (const { name } of whole.folders()) all.push(name);
    const rest: string[] = [];
    await rebuild({
      ...whole,
      read: (folder) => {
        rest.push(folder.name);
        return whole.read(folder);
      },
    });
    expect(rest).toEqual(all.slice(3));
    await rebuild(whole);
    const [before, after] = await Promise.all(
      [world, other].map(({ client, names }) => itemsIn(client, names.certificates)),
    );
    expect(comparable(after!)).toEqual(comparable(before!));
  });

  test('files that do not fit together are named and left out; the others are there', async () => {
    const other = await emptied();
    const whole = depsFor(other);
    const done = await rebuild({
      ...whole,
      folders: async function* () {
        for await (const folder of whole.folders())
          yield { ...folder, keys: folder.keys.filter((key) => !key.endsWith('.pdf')) };
      },
      read: async (folder) => {
        const found = await whole.read(folder);
        // Its files come in the order of their digests; that the last of all is missing nobody can see.
        const rest = found?.operations.filter(({ revision }) => revision > 2) ?? [];
        return found && rest.length > 1 ? { ...found, operations: rest } : found;
      },
    });
    expect(done.broken).toMatchObject([{ why: 'operations are missing' }]);
    expect(done.certificates).toBe(5);
  });
});
