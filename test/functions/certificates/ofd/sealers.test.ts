import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from 'vitest';
import { drawSealedOfd } from '#functions/certificates/ofd/draw.ts';
import { sm2Root } from '#functions/certificates/ofd/seal/make-seal.ts';
import { sealers } from '#functions/certificates/ofd/seal/sealers.ts';
import { keepSeal } from '#functions/certificates/ofd/seal/seals.client.ts';
import { ElectronicSeal, electronicSealsStore } from '#functions/certificates/ofd/seal/seals.store.ts';
import { verifyOfd } from '#functions/certificates/ofd/verify-ofd.ts';
import { keepKey } from '#functions/certificates/seal/keys.client.ts';
import { sealKeysStore } from '#functions/certificates/seal/keys.store.ts';
import { sealing } from '#functions/certificates/seal/sealing.ts';
import { sm2Keys, sm2Signer } from '#functions/certificates/seal/sm2-signer.ts';
import { StoredFiles } from '#functions/certificates/stored.ts';
import { counting } from '#test/engines/counting.ts';
import { Crash, type CrashPoints, everyCrashPoint } from '#test/engines/crash-points.ts';
import { credentials, documentClient, region } from '#test/engines/tables.ts';
import { freshWorld, itemsIn, type World } from '../world.ts';
import { font, inputOf } from './opened.ts';
import { NOW, OFFICE } from './sealed.ts';

const department = { department: 'real-estate', ...OFFICE };
const SECRET = JSON.stringify({ version: 1, master: 'a secret for tests only, long enough' });

const instance = ({ client, names, bucket }: World, secret = SECRET) => {
  const keys = sm2Keys(secret);
  const authority = sealing({
    signer: () => sm2Signer(keys('authority')),
    certify: sm2Root,
    sealKeys: sealKeysStore(client, names.certificates),
    keepKey: keepKey(bucket.client, bucket.name),
  });
  const open = sealers({
    fonts: font,
    authority,
    keys: async () => keys,
    seals: electronicSealsStore(client, names.certificates),
    keepSeal: keepSeal(bucket.client, bucket.name),
  });
  return { open, authority };
};

/** The same tables and bucket seen by a new instance, whose clients are whole. */
const reborn = ({ bucket, ...rest }: World): World => ({
  ...rest,
  client: documentClient(rest.endpoint),
  bucket: { ...bucket, client: new S3Client({ endpoint: bucket.endpoint, region, credentials, forcePathStyle: true }) },
});

let world: World;
beforeEach(async () => {
  world = await freshWorld();
});

const kept = async () => {
  const { Contents = [] } = await world.bucket.client.send(
    new ListObjectsV2Command({ Bucket: world.bucket.name, Prefix: 'keys/seals/' }),
  );
  return Promise.all(
    Contents.map(async ({ Key }) => {
      const { Body } = await world.bucket.client.send(new GetObjectCommand({ Bucket: world.bucket.name, Key }));
      return ElectronicSeal.parse(JSON.parse((await Body?.transformToString()) ?? ''));
    }),
  );
};
const stored = async () => (await itemsIn(world.client, world.names.certificates)).filter(({ pk }) => pk === 'seals');

describe('what a department seals with', () => {
  test('is made once, kept beside the files too, and the same for every instance', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => instance(world).open(department, NOW)));
    const third = await instance(world).open(department, NOW);
    expect([second?.seal, third.seal]).toEqual([first?.seal, first?.seal]);
    expect(await stored()).toHaveLength(1);
    expect((await kept()).map(({ seal }) => seal)).toContain(Buffer.from(third.seal).toString('base64'));
    const { root } = await instance(world).authority(NOW);
    const { checks } = await verifyOfd(await drawSealedOfd(font, inputOf(), third, NOW), [root]);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  test('costs an instance two reads, and then nothing', async () => {
    await instance(world).open(department, NOW);
    const counted = counting(world.client);
    const { open } = instance(world);
    await open(department, NOW);
    await open(department, NOW + 1000);
    expect(counted.calls).toEqual({ GetItem: 2 });
  });

  test('is another for another name, another period, another secret', async () => {
    const { open } = instance(world);
    const all = await Promise.all([
      open(department, NOW),
      open({ ...department, name: '永康市自然资源局' }, NOW),
      open(department, Date.parse('2030-01-01T00:00:00+08:00')),
      instance(world, JSON.stringify({ version: 2, master: 'another secret for tests, long enough' })).open(
        department,
        NOW,
      ),
    ]);
    expect(new Set(all.map(({ certificate }) => Buffer.from(certificate).toString('hex'))).size).toBe(4);
    expect(await stored()).toHaveLength(4);
  });

  test('killed at every boundary of its making: there is one seal in the end, and its copy', async () => {
    const points = await everyCrashPoint(async (crash: CrashPoints) => {
      const dying = await freshWorld();
      world = reborn(dying);
      counting(dying.client, crash);
      counting(dying.bucket.client, crash);
      await instance(dying)
        .open(department, NOW)
        .catch((error: unknown) => expect(error).toBeInstanceOf(Crash));
      const { seal } = await instance(world).open(department, NOW);
      expect(await stored()).toHaveLength(1);
      expect((await kept()).map((one) => one.seal)).toContain(Buffer.from(seal).toString('base64'));
    });
    expect(points).toBe(12);
  });
});

test('a seal as it was first written, and the files of a certificate before and since there is OFD, are read for ever', () => {
  const written =
    '{"v":1,"department":"real-estate","sealer":"I87OJVRJDuKMexAOwu2X8495z9yJffDA9G9fbXyej84","authority":"kK3mJ8c","seal":"MAA=","certificate":"MAA=","madeAt":1795140000000}';
  expect(JSON.stringify(ElectronicSeal.parse(JSON.parse(written)))).toBe(written);
  const [json, jws, seal, pdf, ofd] = ['1', '2', '3', '4', '5'].map((digit) => digit.repeat(64));
  for (const files of [
    { json, jws, pdf },
    { json, seal, pdf },
    { json, seal, pdf, ofd },
  ])
    expect(StoredFiles.parse(files)).toEqual(files);
});
