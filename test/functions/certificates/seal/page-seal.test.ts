import { spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueBy } from '../calls.ts';
import { depsOn, freshWorld } from '../world.ts';

const has = (tool: string): boolean => spawnSync(tool, ['-h']).error === undefined;
const [pdfsig, qpdf] = [has('pdfsig'), has('qpdf')];

let folder: string;
let page: Buffer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sealed-'));
  const deps = depsOn(await freshWorld());
  const { identifier, type } = await issueBy(deps);
  const stored = await deps.certificates.get(identifier);
  page = Buffer.from(await deps.files.get(type, identifier, 'pdf', stored!.files.pdf));
});
afterAll(() => rmSync(folder, { recursive: true }));

const seen = (tool: string, args: readonly string[], bytes: Uint8Array): string => {
  const path = join(folder, `${createHash('sha256').update(bytes).digest('hex')}.pdf`);
  writeFileSync(path, bytes);
  return spawnSync(tool, [...args, path], { encoding: 'utf8' }).stdout;
};
const pdfsigOf = (bytes: Uint8Array) => seen('pdfsig', ['-nocert'], bytes);

describe.skipIf(!pdfsig)('pdfsig says of a page', () => {
  test('that its signature is valid and all of it is signed, once, by the issuing department', () => {
    const said = pdfsigOf(page);
    expect(said).toContain('Signature is Valid');
    expect(said).toContain('Total document signed');
    expect(said).toContain('ETSI.CAdES.detached');
    expect(said).toContain('Signer Certificate Common Name: 永康市自然资源和规划局');
    expect(said.match(/Signature #/g)).toHaveLength(1);
  });

  test('with one bit changed, wherever: that it is not', () => {
    const whole = pdfsigOf(page);
    for (let at = 200; at < page.length; at += 4001) {
      const changed = Buffer.from(page);
      changed[at] = (changed[at] as number) ^ 1;
      // Zeros after the signature are no part of it; the library's hash of the whole file sees them.
      if (page.subarray(at - 40, at + 40).every((byte) => byte === 0x30)) continue;
      expect(pdfsigOf(changed)).not.toBe(whole);
    }
  });

  test('with something appended: that not all of it is signed', () => {
    const appended = Buffer.concat([page, Buffer.from('\n1 0 obj\n<<>>\nendobj\n%%EOF\n')]);
    expect(pdfsigOf(appended)).not.toContain('\n  - Total document signed');
  });
});

test.skipIf(!qpdf)('qpdf finds nothing wrong with it', () => {
  expect(seen('qpdf', ['--check'], page)).toContain('No syntax or stream encoding errors found');
});

test('it forbids further changes, carries its chain, and claims no time but that of the dictionary', () => {
  const text = page.toString('latin1');
  expect(text).toMatch(/\/TransformMethod \/DocMDP/);
  expect(text).toMatch(/\/Perms <<\s*\/DocMDP \d+ 0 R/);
  expect(text).toContain('/M (D:20261120020000Z)');
  const [, hex = ''] = /\/Contents <([0-9a-f]+)>/.exec(text) ?? [];
  const cms = Buffer.from(hex, 'hex');
  // signing-time, 1.2.840.113549.1.9.5
  expect(cms.includes(Buffer.from('06092a864886f70d010905', 'hex'))).toBe(false);
  const certificates = [...cms.toString('latin1').matchAll(/0\x82..0\x82/gs)].flatMap(({ index }) => {
    const der = cms.subarray(index, index + 4 + cms.readUInt16BE(index + 2));
    try {
      return [new X509Certificate(der)];
    } catch {
      return [];
    }
  });
  expect(certificates.map(({ subject }) => subject.split('\n').at(-1))).toEqual([
    'CN=永康市自然资源和规划局（不动产登记中心）',
    'CN=seal-1',
  ]);
});
