import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { readXml } from '#functions/departments/protocols/xml.ts';
import { packing } from '#infra/bundle/packing.ts';
import { dropErrorClasses, foldConstantKeys, KEPT_ERRORS } from '#infra/bundle/slim.ts';
import { freshBucket, freshQueue } from '#test/engines/storage.ts';
import { freshTables, region } from '#test/engines/tables.ts';

/** Packs a source as a function is packed, runs it alone, and answers what it printed as JSON. */
const runPacked = async (source: string, env: Record<string, string>): Promise<unknown> => {
  const { outputFiles } = await build({
    ...packing,
    outdir: '/out',
    stdin: { contents: source, resolveDir: '.', loader: 'ts' },
  });
  const folder = mkdtempSync(join(tmpdir(), 'onetrip-slim-'));
  const code = outputFiles.find(({ path }) => path.endsWith('.js'))?.text ?? '';
  writeFileSync(join(folder, 'index.cjs'), code);
  const run = spawnSync(process.execPath, [join(folder, 'index.cjs')], {
    env: { AWS_REGION: region, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', ...env },
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  if (run.status !== 0) throw new Error(run.stderr.slice(-2000));
  return JSON.parse(run.stdout);
};

const caught = `const caught = (call) => call.then(() => 'nothing', (e) => ({ name: e.name, status: e.$metadata?.httpStatusCode, error: e }));
const print = (value) => process.stdout.write(JSON.stringify(value));`;

const crc32Of = (bytes: number[]): string => {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(Buffer.from(bytes)));
  return sum.toString('base64');
};

describe('the SDK, slimmed, still speaks', () => {
  test('DynamoDB: conditions and cancelled transactions by class, everything else by name', async () => {
    const { names, endpoint } = await freshTables('due');
    const source = `
      import { ConditionalCheckFailedException, DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
      import { DynamoDBDocumentClient, GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
      ${caught}
      const TableName = process.env.TABLE;
      const client = DynamoDBDocumentClient.from(new DynamoDBClient());
      const item = { pk: 'a', sk: 'b', n: 1.5, bytes: new Uint8Array([1, 2]), list: ['永', { deep: true }] };
      const put = { TableName, Item: item, ConditionExpression: 'attribute_not_exists(pk)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
      (async () => {
        await client.send(new PutCommand(put));
        const read = (await client.send(new GetCommand({ TableName, Key: { pk: 'a', sk: 'b' } }))).Item;
        const twice = await caught(client.send(new PutCommand(put)));
        const cancelled = await caught(client.send(new TransactWriteCommand({ TransactItems: [{ Put: put }] })));
        const missing = await caught(client.send(new GetCommand({ TableName: 'none-at-all', Key: { pk: 'a', sk: 'b' } })));
        print({
          read: { ...read, bytes: [...read.bytes] },
          twice: [twice.error instanceof ConditionalCheckFailedException, twice.name, twice.error.Item.pk],
          cancelled: [cancelled.error instanceof TransactionCanceledException, cancelled.error.CancellationReasons.map((r) => r.Code)],
          missing: [missing.name, missing.status],
        });
      })();`;
    expect(await runPacked(source, { AWS_ENDPOINT_URL: endpoint, TABLE: names.due })).toEqual({
      read: { pk: 'a', sk: 'b', n: 1.5, bytes: [1, 2], list: ['永', { deep: true }] },
      twice: [true, 'ConditionalCheckFailedException', { S: 'a' }],
      cancelled: [true, ['ConditionalCheckFailed']],
      missing: ['ResourceNotFoundException', 400],
    });
  });

  test('S3: bytes come back as they went, what is missing is named', async () => {
    const { name, endpoint } = await freshBucket();
    const source = `
      import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
      ${caught}
      const s3 = new S3Client({ forcePathStyle: true });
      const at = { Bucket: process.env.BUCKET, Key: 'certificates/a/b.pdf' };
      (async () => {
        await s3.send(new PutObjectCommand({ ...at, Body: new Uint8Array([0, 255, 10]), ContentType: 'application/pdf' }));
        const found = await s3.send(new GetObjectCommand(at));
        const missing = await caught(s3.send(new GetObjectCommand({ ...at, Key: 'certificates/none' })));
        print([[...(await found.Body.transformToByteArray())], found.ContentType, missing.name, missing.status]);
      })();`;
    expect(await runPacked(source, { AWS_ENDPOINT_URL: endpoint, BUCKET: name })).toEqual([
      [0, 255, 10],
      'application/pdf',
      'NoSuchKey',
      404,
    ]);
  });

  test('SQS: a batch is sent, a queue that is not there is named', async () => {
    const { url, endpoint } = await freshQueue();
    const source = `
      import { SQSClient, SendMessageBatchCommand } from '@aws-sdk/client-sqs';
      ${caught}
      const sqs = new SQSClient();
      const send = (QueueUrl) => sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: [{ Id: 'a', MessageBody: '永康' }] }));
      (async () => {
        const { Successful } = await send(process.env.QUEUE);
        const missing = await caught(send(process.env.QUEUE + '-not'));
        print([Successful.length, missing.name]);
      })();`;
    expect(await runPacked(source, { AWS_ENDPOINT_URL: endpoint, QUEUE: url })).toEqual([
      1,
      expect.stringMatching(/QueueDoesNotExist|NonExistentQueue/),
    ]);
  });
});

// What the engines of one machine do not ask for: a bucket with Object Lock refuses a put without checksum, China has host names of its own.
test.each([
  ['us-east-1', 'amazonaws.com'],
  ['cn-north-1', 'amazonaws.com.cn'],
])('in %s each client finds its host, and a file travels with its checksum', async (where, domain) => {
  const source = `
    import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
    import { GetPublicKeyCommand, KMSClient } from '@aws-sdk/client-kms';
    import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
    import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
    const sent = [];
    const requestHandler = { handle: async ({ hostname, headers }) => {
      sent.push([hostname, headers['x-amz-checksum-crc32'] ?? null, headers['x-amz-security-token']]);
      throw new Error('not sent');
    } };
    const one = { requestHandler, maxAttempts: 1 };
    const put = new PutObjectCommand({ Bucket: 'vault', Key: 'a', Body: new Uint8Array([1]), IfNoneMatch: '*' });
    (async () => {
      await new S3Client(one).send(put).catch(() => 0);
      await new DynamoDBClient(one).send(new ListTablesCommand({})).catch(() => 0);
      await new KMSClient(one).send(new GetPublicKeyCommand({ KeyId: 'k' })).catch(() => 0);
      await new SecretsManagerClient(one).send(new GetSecretValueCommand({ SecretId: 's' })).catch(() => 0);
      process.stdout.write(JSON.stringify(sent));
    })();`;
  expect(await runPacked(source, { AWS_REGION: where, AWS_SESSION_TOKEN: 'session' })).toEqual([
    [`vault.s3.${where}.${domain}`, crc32Of([1]), 'session'],
    [`dynamodb.${where}.${domain}`, null, 'session'],
    [`kms.${where}.${domain}`, null, 'session'],
    [`secretsmanager.${where}.${domain}`, null, 'session'],
  ]);
});

test('a page is still drawn, with the font and the QR code', async () => {
  const source = `
    import { readFileSync } from 'node:fs';
    import PDFDocument from 'pdfkit';
    import QRCode from 'qrcode';
    const pdf = new PDFDocument({ font: readFileSync(process.env.FONT) });
    const parts = [];
    pdf.on('data', (part) => parts.push(part));
    pdf.on('end', () => {
      const file = Buffer.concat(parts);
      process.stdout.write(JSON.stringify([file.subarray(0, 5).toString(), file.length > 3000, QRCode.create('永康').modules.size]));
    });
    pdf.text('不动产权证书 䶮㛃𠮷').end();`;
  const font = 'node_modules/@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf';
  expect(await runPacked(source, { FONT: font })).toEqual(['%PDF-', true, 21]);
});

describe('what is rewritten', () => {
  test('constant keys become their values, and nothing else changes', () => {
    const source = 'const _h = "http";\nvar a = { [_h]: [_h, 1], [_x]: 2 };';
    expect(foldConstantKeys(source)).toBe('const _h = "http";\nvar a = { "http": [_h, 1], [_x]: 2 };');
  });

  test('errors that functions import by class stay', () => {
    const imported = globSync('functions/**/*.ts')
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-/g)])
      .flatMap(([, names = '']) => names.match(/\b\w+Exception\b/g) ?? []);
    expect(imported.length).toBeGreaterThan(0);
    expect(imported.filter((name) => !KEPT_ERRORS.includes(name))).toEqual([]);
    const lines = KEPT_ERRORS.map((name) => `n0_registry.registerError(${name}$, ${name});`).join('\n');
    expect(dropErrorClasses(`${lines}\nn0_registry.registerError(Other$, Other);\n`)).toBe(`${lines}\n\n`);
  });
});

test('the XML parser, slimmed, reads what it reads unpacked, and refuses the same', async () => {
  const texts = [
    '<?xml version="1.0" encoding="GB2312"?><t:a xmlns:t="urn:t" b="1"><c> 007 </c><c>1e3 &lt;&amp;&#x4DAE;<![CDATA[<&>]]></c><!-- --></t:a>',
    '<a><b></a></b>',
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    '<a>&nbsp;</a>',
    '<__proto__/>',
  ];
  const said = (read: typeof readXml, text: string) => {
    try {
      return read(text);
    } catch (error) {
      return (error as { extra: { cause: string } }).extra.cause;
    }
  };
  const source = `
    import { readXml } from './functions/departments/protocols/xml.ts';
    const said = ${said.toString()};
    process.stdout.write(JSON.stringify(${JSON.stringify(texts)}.map((text) => said(readXml, text))));`;
  expect(await runPacked(source, {})).toEqual(texts.map((text) => said(readXml, text)));
});
