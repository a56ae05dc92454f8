/** KMS has SM2 in China only, so the other side is openssl, which like KMS signs a digest that it does not make. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KMSClient } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sm2Root } from '#functions/certificates/ofd/seal/make-seal.ts';
import { readCertificate } from '#functions/certificates/ofd/seal/read-seal.ts';
import { sm2KmsSigner } from '#functions/certificates/seal/sm2-kms.client.ts';
import { signSm2, sm2Point } from '#functions/certificates/seal/sm2-signer.ts';
import { DEFAULT_USER_ID, sm2Verify } from '#functions/kernel/sm2.ts';
import { type JsonService, startJsonService } from '#infra/local/engines/json-service.ts';
import { hasOpenssl } from '#test/functions/departments/protocols/openssl.ts';

const openssl = (...args: string[]): Buffer => {
  const { status, stdout, stderr } = spawnSync('openssl', args);
  if (status !== 0) throw new Error(`openssl ${args[0]}: ${stderr}`);
  return stdout;
};

describe.skipIf(!hasOpenssl())('an SM2 key in KMS', () => {
  let folder: string;
  let service: JsonService;
  const asked: Record<string, string>[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sm2-kms-'));
    const [key, digest] = [join(folder, 'key'), join(folder, 'digest')];
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2', '-out', key);
    service = await startJsonService({
      GetPublicKey: () => ({
        PublicKey: openssl('pkey', '-in', key, '-pubout', '-outform', 'DER').toString('base64'),
      }),
      Sign: (input) => {
        asked.push(input);
        writeFileSync(digest, Buffer.from(input.Message, 'base64'));
        return { Signature: openssl('pkeyutl', '-sign', '-inkey', key, '-in', digest).toString('base64') };
      },
    });
  });
  afterAll(async () => {
    await service.stop();
    rmSync(folder, { recursive: true });
  });

  test('signs what is hashed with its public key and the default user id, and can certify itself', async () => {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const kms = new KMSClient({ endpoint: `http://127.0.0.1:${service.port}`, region: 'cn-north-1', credentials });
    const signer = await sm2KmsSigner(kms, 'key-1')();
    expect([signer.algorithm, signer.publicKey.crv]).toEqual(['SM2', 'SM2']);
    const message = Buffer.from('电子印章');
    const signature = Buffer.from(await signSm2(signer, message));
    const point = sm2Point(signer.publicKey);
    expect(sm2Verify(message, signature, point, DEFAULT_USER_ID, 'der')).toBe(true);
    expect(sm2Verify(Buffer.from('电子印'), signature, point, DEFAULT_USER_ID, 'der')).toBe(false);
    expect(asked[0]).toMatchObject({ KeyId: 'key-1', MessageType: 'DIGEST', SigningAlgorithm: 'SM2DSA' });
    const root = readCertificate(await sm2Root(signer));
    expect(sm2Verify(root.body, root.signature, root.point, DEFAULT_USER_ID, 'der')).toBe(true);
  });
});
