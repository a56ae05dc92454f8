/**
 * `npm run archives:check -- --bucket … [--case …]`: every package of the archive against its own name and manifests, from S3 alone. Exit code
 * 1 when anything differs, with case and file named. With the operator's own credentials and region; the name is that of ArchivesBucket.
 */
import { S3Client } from '@aws-sdk/client-s3';
import { checkArchives } from '#functions/cases/archive/check.ts';
import { readPackages } from '#functions/cases/archive/packages.client.ts';
import { MISTYPED, mistyped, typed } from './typed.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const stop = (line: string): never => {
  process.stderr.write(`${line}\n`);
  process.exit(MISTYPED);
};

const text = { type: 'string' } as const;
const USAGE =
  'Usage: npm run archives:check -- --bucket <ArchivesBucket> [--case <number>]; --bucket is needed, --case checks one';
const { bucket, case: id } = typed(USAGE, { options: { bucket: text, case: text } }).values;
if (!bucket) mistyped(USAGE);
else {
  const endpoint = process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL;
  const s3 = new S3Client({
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    // The package's own digests tell what differs, by case and file; S3's own sum would end the check at the first.
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const done = await checkArchives(readPackages(s3, bucket), id, ({ packages, files, bytes }) =>
    say(`  ${packages} packages, ${files} files, ${bytes} bytes`),
  ).catch((error: Error) => stop(`${error.name}: ${error.message}`));
  for (const { case: of, file, fault } of done.differences) say(`  不一致 differs: ${of} ${file} ${fault}`);
  say(`已校验 checked: ${done.packages} packages, ${done.files} files; ${done.differences.length} differences`);
  if (id !== undefined && done.packages === 0) say(`  无档案包 no package: ${id}`);
  if (done.differences.length > 0 || (id !== undefined && done.packages === 0)) process.exitCode = 1;
}
