/**
 * `npm run certificates:rebuild -- --table … --bucket … --copies … --secret …`: makes the index of the certificate library again from its
 * files alone, after the table was lost. Stopped anywhere, it goes on where it was when it is started again. With the operator's own
 * credentials and region, as the AWS command line reads them; the names are those of the stack's resources CertificatesTable,
 * CertificatesBucket, CopiesBucket and HubSecret. While it runs, nothing may be issued.
 */
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { rebuild } from '#functions/certificates/rebuild/rebuild.ts';
import { rebuildDeps } from '#functions/certificates/rebuild/wired.client.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { mistyped, typed } from './typed.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const stop = (line: string): never => {
  process.stderr.write(`${line}\n`);
  process.exit(1);
};

const text = { type: 'string' } as const;
const USAGE =
  'Usage: npm run certificates:rebuild -- --table <name> --bucket <name> --copies <name> --secret <name>; all four are needed';
const { table, bucket, copies, secret } = typed(USAGE, {
  options: { table: text, bucket: text, copies: text, secret: text },
}).values;
if (!table || !bucket || !copies || !secret) mistyped(USAGE);
else {
  const endpoint = process.env.AWS_ENDPOINT_URL ? { endpoint: process.env.AWS_ENDPOINT_URL } : {};
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(endpoint), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const s3 = new S3Client({ ...endpoint, forcePathStyle: 'endpoint' in endpoint });
  const asked = await new SecretsManagerClient(endpoint).send(new GetSecretValueCommand({ SecretId: secret }));
  const keys = hubKeys(asked.SecretString ?? '');
  const deps = rebuildDeps({ s3, client, keys }, { table, bucket, copies });
  const { Count = 0 } = await client.send(new ScanCommand({ TableName: table, Limit: 1 }));
  const before = await deps.index.position();
  if (Count > 0 && !before) stop(`${table} is not empty: a table that is in use is not rebuilt`);
  if (before) say(`从上次处继续 going on: ${before.certificates} certificates`);
  const done = await rebuild(deps, ({ certificates, items }) => say(`  ${certificates} certificates, ${items} items`));
  say(`索引已重建 rebuilt: ${done.certificates} certificates, ${done.items} items; ${done.unissued} never issued`);
  for (const { folder, why } of done.broken) say(`  未重建 not rebuilt: ${folder}: ${why}`);
  if (done.broken.length > 0) process.exitCode = 1;
}
