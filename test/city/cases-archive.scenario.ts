/** 电子档案 of the case that was closed, once the clock has moved on: made by the deployed function under its own role. */
import { expect, test } from 'vitest';
import { checkArchives } from '#functions/cases/archive/check.ts';
import { readPackages } from '#functions/cases/archive/packages.client.ts';
import { closedCase } from './closed-case.ts';
import { boot } from './support.ts';

test('a closed case leaves one package in the archive, and its bytes are what its manifests say', async () => {
  const city = await boot();
  const packages = async () => {
    const bucket = city.deployment.ofType('AWS::S3::Bucket').find(({ id }) => id.startsWith('Archives'));
    return checkArchives(readPackages(city.admin.s3, bucket?.name ?? ''), closedCase.id, () => undefined);
  };
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
  expect(city.engine.refusals()).toEqual([]);
});
