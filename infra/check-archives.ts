/**
 * `npm run archives:check -- --bucket … [--case …]`: every package of the archive against its own name and manifests, from S3 alone. Exit code
 * 1 when anything differs, with case and file named. With the operator's own credentials and region; the name is that of ArchivesBucket.
 */
import { parseArgs } from 'node:util';
import { S3Client } from '@aws-sdk/client-s3';
import { checkArchives } from '#functions/cases/archive/check.ts';
import { readPackages } from '#functions/cases/archive/packages.client.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { bucket: text, case: text } });
if (!values.bucket) {
  process.stderr.write('--bucket is needed\n');
  process.exitCode = 2;
} else {
  const endpoint = process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL;
  const s3 = new S3Client(endpoint ? { endpoint, forcePathStyle: true } : {});
  const done = await checkArchives(readPackages(s3, values.bucket), values.case, ({ packages, files, bytes }) =>
    say(`  ${packages} packages, ${files} files, ${bytes} bytes`),
  );
  for (const { case: id, file, fault } of done.differences) say(`  不一致 differs: ${id} ${file} ${fault}`);
  say(`已校验 checked: ${done.packages} packages, ${done.files} files; ${done.differences.length} differences`);
  if (values.case !== undefined && done.packages === 0) say(`  无档案包 no package: ${values.case}`);
  if (done.differences.length > 0 || (values.case !== undefined && done.packages === 0)) process.exitCode = 1;
}
