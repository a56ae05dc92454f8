import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Batch, sealBatch } from '#functions/certificates/seal/batch.ts';
import { attached, makeSeal, openSeal, openSealedData } from '#functions/certificates/seal/proof.ts';
import { only } from '#functions/certificates/seal/signer.ts';
import { rootCertificate, rootToBeSigned } from '#functions/certificates/seal/x509.ts';
import { NOW, signer } from '../world.ts';

const ISSUER = { name: '永康市市场监督管理局', code: '11330784MB1000001X' };
const masters = Array.from({ length: 5 }, (_, i) => Buffer.from(`{"identifier":"${i}","名":"证"}`));
const keyOf = only(signer);
let root: Buffer;
let batch: Batch;
let seals: Buffer[];
beforeAll(async () => {
  root = await rootCertificate(signer);
  batch = await sealBatch({ signer, root }, ISSUER, masters, NOW);
  seals = masters.map((master, i) => Buffer.from(makeSeal(batch, i, master)));
});

describe('a batch', () => {
  test('costs one signature, whatever its size, and has at most 256 certificates', async () => {
    let signatures = 0;
    const sign = (digest: Uint8Array) => {
      signatures += 1;
      return signer.sign(digest);
    };
    const counted = { ...signer, sign };
    for (const size of [1, 2, 256]) {
      signatures = 0;
      await sealBatch(
        { signer: counted, root },
        ISSUER,
        Array.from({ length: size }, (_, i) => Buffer.of(i)),
        NOW,
      );
      expect(signatures).toBe(1);
    }
    const many = Array.from({ length: 257 }, (_, i) => Buffer.of(i % 256));
    await expect(sealBatch({ signer, root }, ISSUER, many, NOW)).rejects.toThrow('256');
  });

  test('each of it is verified alone: by whom, when, under which key', () => {
    for (const [i, seal] of seals.entries())
      expect(openSeal(seal, masters[i] as Buffer, keyOf)).toMatchObject({
        keyId: signer.keyId,
        size: 5,
        from: NOW,
        until: NOW + 600_000,
      });
  });

  test('as one compact JWS too', () => {
    const jws = attached(JSON.parse(String(seals[3])), masters[3] as Buffer);
    expect(openSealedData(jws, keyOf)).toMatchObject({ payload: String(masters[3]), from: NOW });
    expect(openSealedData(jws.replace('..', '.e30.'), () => undefined)).toBeUndefined();
    expect(openSealedData(attached(JSON.parse(String(seals[3])), masters[2] as Buffer), keyOf)).toBeUndefined();
  });
});

describe('a seal does not open', () => {
  test('with another master, another place, another key of the library, or none', async () => {
    const [seal] = seals as [Buffer];
    expect(openSeal(seal, masters[1] as Buffer, keyOf)).toBeUndefined();
    expect(openSeal(seals[1] as Buffer, masters[0] as Buffer, keyOf)).toBeUndefined();
    expect(openSeal(seal, masters[0] as Buffer, () => undefined)).toBeUndefined();
    const other = await sealBatch({ signer, root }, ISSUER, masters, NOW);
    const foreign = {
      ...JSON.parse(String(seal)),
      jws: JSON.parse(String(makeSeal(other, 0, masters[1] as Buffer))).jws,
    };
    expect(openSeal(Buffer.from(JSON.stringify(foreign)), masters[0] as Buffer, keyOf)).toBeUndefined();
  });

  test('with any of its bytes changed', () => {
    const [seal] = seals as [Buffer];
    const step = process.env.ONETRIP_FULL === '1' ? 1 : 7;
    const unseen = Array.from({ length: Math.ceil(seal.length / step) }, (_, i) => i * step).filter((at) => {
      const changed = Buffer.from(seal);
      changed[at] = (changed[at] as number) ^ 1;
      return openSeal(changed, masters[0] as Buffer, keyOf) !== undefined;
    });
    expect(unseen).toEqual([]);
  });

  test('when the certificate commits to another tree', async () => {
    const small = await sealBatch({ signer, root }, ISSUER, [masters[0] as Buffer], NOW);
    const lies = { ...batch, chain: small.chain, sign: small.sign };
    expect(openSeal(makeSeal(lies, 0, masters[0] as Buffer), masters[0] as Buffer, keyOf)).toBeUndefined();
  });
});

describe('the certificates', () => {
  test('what the root says follows from the key alone', async () => {
    const again = await rootCertificate(signer);
    for (const one of [root, again]) expect(one.includes(rootToBeSigned(signer))).toBe(true);
    expect(new X509Certificate(root).verify(new X509Certificate(root).publicKey)).toBe(true);
  });

  const openssl = spawnSync('openssl', ['version']).error === undefined;
  test.skipIf(!openssl)('openssl takes them for a chain, strictly, today and in fifty years', () => {
    const folder = mkdtempSync(join(tmpdir(), 'seal-'));
    const file = (name: string, der: Uint8Array) => {
      writeFileSync(join(folder, name), new X509Certificate(der).toString());
      return join(folder, name);
    };
    const [own, library] = [file('own.pem', batch.chain[0]), file('root.pem', root)];
    for (const at of [NOW, NOW + 50 * 365 * 86_400_000]) {
      const time = ['-attime', String(at / 1000)];
      const run = spawnSync('openssl', ['verify', '-CAfile', library, '-x509_strict', '-check_ss_sig', ...time, own]);
      expect(String(run.stdout) + String(run.stderr)).toBe(`${own}: OK\n`);
    }
    const { stdout } = spawnSync('openssl', ['x509', '-in', own, '-noout', '-text'], { encoding: 'utf8' });
    expect(stdout).toContain('Not Before: Nov 20 02:00:00 2026 GMT, Not After: Nov 20 02:10:00 2026 GMT');
    rmSync(folder, { recursive: true });
  });
});
