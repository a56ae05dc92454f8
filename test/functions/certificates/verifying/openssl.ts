/** Signs a page anew with a key that is not the library's, as a forger would: openssl makes key, certificate and CMS. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasOpenssl = ((): boolean => {
  try {
    return execFileSync('openssl', ['version']).length > 0;
  } catch {
    return false;
  }
})();

const RANGE = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/;

/** `page`: a sealed PDF. `kind`: of the forger's key. The same bytes, but for what stands in the signature's place. */
export const resigned = (page: Buffer, kind: 'ec' | 'rsa'): Buffer => {
  const folder = mkdtempSync(join(tmpdir(), 'forger-'));
  const at = (name: string) => join(folder, name);
  try {
    const key = kind === 'ec' ? ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] : ['rsa:2048'];
    const own = ['-nodes', '-x509', '-days', '3650', '-subj', '/CN=永康市自然资源和规划局', '-utf8'];
    execFileSync('openssl', ['req', '-newkey', ...key, ...own, '-keyout', at('key'), '-out', at('cert')], {
      stdio: 'pipe',
    });
    const [start = 0, before = 0, after = 0, rest = 0] =
      RANGE.exec(page.toString('latin1'))?.slice(1).map(Number) ?? [];
    writeFileSync(at('content'), Buffer.concat([page.subarray(start, before), page.subarray(after, after + rest)]));
    const cms = ['cms', '-sign', '-binary', '-in', at('content'), '-signer', at('cert'), '-inkey', at('key')];
    execFileSync('openssl', [...cms, '-md', 'sha256', '-cades', '-outform', 'DER', '-out', at('cms')], {
      stdio: 'pipe',
    });
    const forged = Buffer.from(page);
    const place = after - before - 2;
    forged.write(readFileSync(at('cms')).toString('hex').padEnd(place, '0'), before + 1, 'latin1');
    return forged;
  } finally {
    rmSync(folder, { recursive: true });
  }
};
