/** The machine's own OpenSSL, as the other side of a signature. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const run = (args: readonly string[], input: Uint8Array = Buffer.of()): Buffer => {
  const { status, stdout } = spawnSync('openssl', args, { input });
  if (status !== 0) throw new Error(`openssl ${args[0]} failed`);
  return stdout;
};

/** Whether there is one that speaks SM2. */
export const hasOpenssl = (): boolean => {
  const { stdout } = spawnSync('openssl', ['ecparam', '-list_curves'], { encoding: 'utf8' });
  return stdout?.includes('SM2') ?? false;
};

export const opensslDigest = (algorithm: 'md5' | 'sm3', bytes: Uint8Array): string =>
  run(['dgst', `-${algorithm}`, '-binary'], bytes).toString('hex');

export const opensslHmac = (algorithm: 'sha256' | 'sm3', keyHex: string, bytes: Uint8Array): string =>
  run(['dgst', `-${algorithm}`, '-mac', 'HMAC', '-macopt', `hexkey:${keyHex}`, '-binary'], bytes).toString('hex');

export interface OpensslSm2 {
  readonly privateKey: string;
  readonly publicKey: string;
  /** In DER. */
  sign(message: Uint8Array): Buffer;
  verify(message: Uint8Array, signature: Uint8Array): boolean;
  close(): void;
}

/** A new pair of keys; signatures are under the default user id. */
export const opensslSm2 = (): OpensslSm2 => {
  const folder = mkdtempSync(join(tmpdir(), 'sm2-'));
  const [key, pub, message, signature] = ['key', 'pub', 'message', 'signature'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  writeFileSync(key, run(['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2']), { mode: 0o600 });
  run(['pkey', '-in', key, '-pubout', '-out', pub]);
  const text = run(['pkey', '-in', key, '-noout', '-text']).toString().replace(/[\s:]/g, '');
  const way = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'];
  return {
    privateKey: (/priv([0-9a-f]+)pub/.exec(text)?.[1] ?? '').slice(-64).padStart(64, '0'),
    publicKey: /pub(04[0-9a-f]{128})/.exec(text)?.[1] ?? '',
    sign: (bytes) => {
      writeFileSync(message, bytes);
      run(['pkeyutl', '-sign', '-inkey', key, '-in', message, '-out', signature, ...way]);
      return readFileSync(signature);
    },
    verify: (bytes, given) => {
      writeFileSync(message, bytes);
      writeFileSync(signature, given);
      const args = ['pkeyutl', '-verify', '-pubin', '-inkey', pub, '-in', message, '-sigfile', signature, ...way];
      return spawnSync('openssl', args).status === 0;
    },
    close: () => rmSync(folder, { recursive: true }),
  };
};
