/** 电子档案 of the case that was closed, once the clock has moved on: made by the deployed function under its own role. */
import { expect, test } from 'vitest';
import { checkArchives } from '#functions/cases/archive/check.ts';
import { readPackages } from '#functions/cases/archive/packages.client.ts';
import { unzipped } from '#functions/cases/archive/unzip.ts';
import { closedCase } from './closed-case.ts';
import { boot } from './support.ts';

test('a closed case leaves one package in the archive, its bytes are what its manifests say, and the licence that it issued lies in it', async () => {
  const city = await boot();
  const bucket = city.deployment.ofType('AWS::S3::Bucket').find(({ id }) => id.startsWith('Archives'));
  const archive = readPackages(city.admin.s3, bucket?.name ?? '');
  const packages = async () => checkArchives(archive, closedCase.id, () => undefined);
  await expect
    .poll(
      async () => {
        await city.fire('due-drain');
        await city.settle();
        return (await packages()).packages;
      },
      { timeout: 100_000, interval: 5_000 },
    )
    .toBe(1);
  const checked = await packages();
  expect(checked.differences).toEqual([]);
  expect(checked.files).toBeGreaterThan(5);
  for await (const name of archive.list(closedCase.id)) {
    const paths = [...(await unzipped(closedCase.id, await archive.get(name))).keys()];
    const copies = ['master.json', 'seal.json', 'page.pdf', 'page.ofd'];
    expect(paths).toEqual(
      expect.arrayContaining(
        ['library.json', ...copies.map((one) => `certificates/000001/${one}`)].map((one) => `data/${one}.aes`),
      ),
    );
  }
  expect(city.engine.refusals()).toEqual([]);
});
