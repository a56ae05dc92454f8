/** Keys and secrets on one machine, checked by node:crypto and by keeping them over a restart. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeKeyCommand, GetPublicKeyCommand, KMSClient, SignCommand, VerifyCommand } from '@aws-sdk/client-kms';
import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, expect, test } from 'vitest';
import { startKms } from '#infra/local/engines/kms.ts';
import { startSecrets } from '#infra/local/engines/secrets.ts';
import { deployment } from './assembly.ts';

const folder = mkdtempSync(join(tmpdir(), 'onetrip-keys-'));
const read = deployment([]);
const [keyResource] = read.ofType('AWS::KMS::Key');
const KeyId = keyResource!.name;
const kmsServer = await startKms(read, folder);
const config = (port: number) => ({
  endpoint: `http://127.0.0.1:${port}`,
  region: 'us-east-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  maxAttempts: 1,
});
const kms = new KMSClient(config(kmsServer.port));
afterAll(async () => {
  await kmsServer.stop();
  rmSync(folder, { recursive: true });
});

const SigningAlgorithm = 'ECDSA_SHA_256';
const openKey = async (client = kms) => {
  const { PublicKey, KeySpec } = await client.send(new GetPublicKeyCommand({ KeyId }));
  expect(KeySpec).toBe('ECC_NIST_P256');
  return createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
};

test('what KMS signs, node:crypto verifies: the message itself or its digest, many times', async () => {
  const key = await openKey();
  for (let n = 0; n < 40; n += 1) {
    const message = Buffer.from(`印章 ${n}`);
    const digest = createHash('sha256').update(message).digest();
    const [Message, MessageType] = n % 2 === 0 ? [message, 'RAW' as const] : [digest, 'DIGEST' as const];
    const { Signature } = await kms.send(new SignCommand({ KeyId, Message, MessageType, SigningAlgorithm }));
    expect(verify('sha256', message, key, Signature!)).toBe(true);
    for (const asked of [{ Message: message }, { Message: digest, MessageType: 'DIGEST' as const }]) {
      const answer = await kms.send(new VerifyCommand({ KeyId, Signature, SigningAlgorithm, ...asked }));
      expect(answer.SignatureValid).toBe(true);
    }
  }
});

test('a signature over something else is not valid, in either message type', async () => {
  const Message = Buffer.alloc(32, 7);
  const { Signature } = await kms.send(new SignCommand({ KeyId, Message, MessageType: 'DIGEST', SigningAlgorithm }));
  const bent = Buffer.from(Signature!);
  bent[bent.length - 1] = bent[bent.length - 1]! ^ 1;
  const check = (more: object) =>
    kms.send(new VerifyCommand({ KeyId, Message, MessageType: 'DIGEST', Signature, SigningAlgorithm, ...more }));
  await expect(check({ Message: Buffer.alloc(32, 8) })).rejects.toMatchObject({ name: 'KMSInvalidSignatureException' });
  await expect(check({ Signature: bent })).rejects.toMatchObject({ name: 'KMSInvalidSignatureException' });
  await expect(check({ Signature: Buffer.from('no DER') })).rejects.toMatchObject({
    name: 'KMSInvalidSignatureException',
  });
  await expect(check({ MessageType: 'RAW' })).rejects.toMatchObject({ name: 'KMSInvalidSignatureException' });
});

test.each([
  [{ KeyId: 'none' }, 'NotFoundException'],
  [{ KeyId: 'alias/none' }, 'NotFoundException'],
  [{ Message: Buffer.alloc(4097) }, 'ValidationException'],
  [{ MessageType: 'DIGEST', Message: Buffer.alloc(31) }, 'ValidationException'],
  [{ SigningAlgorithm: 'ECDSA_SHA_384' }, 'InvalidKeyUsageException'],
] as const)('errors as KMS names them: %j', async (more, name) => {
  const sign = { KeyId, Message: Buffer.from('x'), SigningAlgorithm, ...more } as const;
  await expect(kms.send(new SignCommand(sign))).rejects.toMatchObject({ name });
});

test('the key is the same after a restart, its file for the owner only', async () => {
  const again = await startKms(read, folder);
  const other = new KMSClient(config(again.port));
  const spki = async (client: KMSClient) => (await openKey(client)).export({ format: 'pem', type: 'spki' });
  expect(await spki(other)).toBe(await spki(kms));
  const described = await other.send(new DescribeKeyCommand({ KeyId: keyResource!.arn }));
  expect(described.KeyMetadata).toMatchObject({ KeyId, Arn: keyResource!.arn, KeyState: 'Enabled' });
  await again.stop();
  expect(readdirSync(folder).map((file) => statSync(join(folder, file)).mode & 0o777)).toEqual([0o600]);
});

test('secrets are generated from the template, settable, and kept', async () => {
  const file = join(folder, 'vault', 'secrets.json');
  const first = await startSecrets(read, file);
  const client = new SecretsManagerClient(config(first.port));
  const [{ name: SecretId, arn } = { name: '', arn: '' }] = read.ofType('AWS::SecretsManager::Secret');
  const value = async (more = {}) =>
    (await client.send(new GetSecretValueCommand({ SecretId, ...more }))).SecretString ?? '';
  const generated = await value();
  expect(JSON.parse(generated)).toEqual({ version: 1, master: expect.stringMatching(/^[A-Za-z0-9]{48}$/) });
  await client.send(new PutSecretValueCommand({ SecretId: arn, SecretString: 'set by the runner' }));
  expect([await value(), await value({ VersionStage: 'AWSPREVIOUS' })]).toEqual(['set by the runner', generated]);
  const described = await client.send(new DescribeSecretCommand({ SecretId }));
  expect(Object.values(described.VersionIdsToStages ?? {})).toEqual([['AWSCURRENT'], ['AWSPREVIOUS']]);
  await expect(client.send(new GetSecretValueCommand({ SecretId: 'none' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  await first.stop();
  const second = await startSecrets(read, file);
  const kept = await new SecretsManagerClient(config(second.port)).send(new GetSecretValueCommand({ SecretId }));
  expect(kept.SecretString).toBe('set by the runner');
  await second.stop();
});
