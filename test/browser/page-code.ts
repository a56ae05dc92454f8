/** The code for checks without a network, read off the page that the library keeps. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { LocalCity } from '#infra/local/city.ts';
import { nameOf } from '#infra/local/places.ts';

/** Undefined where poppler or zbar is missing. */
export const offlineCodeOn = async (
  { admin, deployment }: LocalCity,
  identifier: string,
  folder: string,
): Promise<string | undefined> => {
  const Bucket = nameOf(deployment, 'CertificatesBucket');
  const { Contents = [] } = await admin.s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'certificates/' }));
  const serial = identifier.split('.').at(-3) ?? '';
  const Key = Contents.map((one) => one.Key ?? '').find((key) => key.includes(serial) && key.endsWith('.pdf'));
  const { Body } = await admin.s3.send(new GetObjectCommand({ Bucket, Key }));
  const page = join(folder, 'page');
  writeFileSync(`${page}.pdf`, (await Body?.transformToByteArray()) ?? '');
  spawnSync('pdftoppm', ['-r', '150', '-png', '-singlefile', `${page}.pdf`, page]);
  const { stdout } = spawnSync('zbarimg', ['-q', '--raw', `${page}.png`], { encoding: 'utf8' });
  return (stdout ?? '').split('\n').find((text) => text.startsWith('OT1:'));
};
