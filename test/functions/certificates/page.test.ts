import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unprintable } from '#functions/certificates/glyphs.ts';
import type { PageInput } from '#functions/certificates/page-input.ts';
import { openOfflineCode } from '#functions/certificates/seal/offline-code.ts';
import { batch, pageInput } from './page-input.ts';
import { issueRequest, printer } from './world.ts';

const has = (tool: string): boolean => spawnSync(tool, ['-h']).error === undefined;
const [pdftotext, pdftoppm, zbarimg, qpdf] = ['pdftotext', 'pdftoppm', 'zbarimg', 'qpdf'].map(has) as [
  boolean,
  boolean,
  boolean,
  boolean,
];
const stamp = {
  copy: '0b0e9a5e-2c1c-4a8e-9f1b-3f1d2c4b5a69',
  case: '330784-2026-000123',
  matter: 'existing-house-transfer',
  department: '永康市行政服务中心',
  reason: '转移登记归档',
  madeAt: '2026-11-20 15:04',
  expiresAt: '2026-11-27 15:04',
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'page-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const written = async (name: string, input: PageInput): Promise<string> => {
  const path = join(folder, name);
  writeFileSync(path, await printer.draw(input));
  return path;
};
const run = (tool: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(tool, args, { encoding: 'utf8', maxBuffer: 64_000_000 });
  return { status, stdout, stderr };
};
test('the same certificate is the same bytes, and names itself outside the compressed parts', async () => {
  const input = pageInput();
  const [a, b] = await Promise.all([printer.draw(input), printer.draw(input)]);
  expect(Buffer.compare(a, b)).toBe(0);
  expect(Buffer.from(a).toString('latin1')).toContain(`(${input.identifier})`);
  expect(a.length).toBeLessThan(256_000);
  expect(Buffer.compare(a, await printer.draw({ ...input, stamp }))).not.toBe(0);
});

test('the font is asked before it is used: what it has, and what it lacks', () => {
  expect(unprintable(printer.covers, '永康市 䶮㛃 （浙）·—㎡ A1')).toBeUndefined();
  // The second font has 𠮷, the third 𠀾; the last character of plane 2 has none of them.
  expect(unprintable(printer.covers, '徐𠮷𠀾')).toBeUndefined();
  expect(unprintable(printer.covers, '徐𪛟')).toBe('U+2A6DF');
  expect(unprintable(printer.covers, 'a\u200bb')).toBe('U+200B');
});

describe('as outside tools see it', () => {
  test.skipIf(!pdftotext)('every text of the face reads back', async () => {
    const input = pageInput({ holders: [{ name: '胡䶮㛃𠮷𠀾', code: '330784196205099980', codeType: '111' }] });
    const flat = run('pdftotext', '-raw', await written('text.pdf', input), '-').stdout.replaceAll(/\s/g, '');
    for (const text of [
      input.face.title,
      input.face.issuer,
      input.identifier,
      ...input.face.rows.map((row) => row.text),
    ])
      expect(flat).toContain(text.replaceAll(/\s/g, ''));
  });

  test.skipIf(!pdftotext)('a copy says for what, by whom, when and until when', async () => {
    const flat = run('pdftotext', '-raw', await written('copy.pdf', { ...pageInput(), stamp }), '-').stdout.replaceAll(
      /\s/g,
      '',
    );
    for (const text of [
      '仅供330784-2026-000123',
      '永康市行政服务中心',
      '有效期至2026-11-2715:04',
      stamp.copy,
      '转移登记归档',
    ])
      expect(flat).toContain(text);
  });

  test.skipIf(!(pdftoppm && zbarimg)).each([150, 300])('both codes read back at %i dpi', async (dpi) => {
    const input = pageInput();
    const pdf = await written(`qr-${dpi}.pdf`, input);
    run('pdftoppm', '-r', String(dpi), '-png', '-singlefile', pdf, pdf);
    const read = run('zbarimg', '-q', '--raw', `${pdf}.png`).stdout.trim().split('\n');
    const code = input.offlineCode ?? '';
    expect(read.sort()).toEqual([input.checkAddress, code].sort());
    expect((await openOfflineCode(code, [batch.library]))?.statement.identifier).toBe(input.identifier);
  });

  test.skipIf(!(qpdf && pdftotext))(
    'long values wrap and many holders go on to further pages, each sound',
    async () => {
      const holders = Array.from({ length: 40 }, (_, i) => ({
        name: `共有人${i}`,
        code: '330784196205099980',
        codeType: '111' as const,
      }));
      const input = pageInput({ holders, data: { ...issueRequest().data, notes: '附记内容很长，'.repeat(140) } });
      const pdf = await written('long.pdf', input);
      expect(run('qpdf', '--check', pdf).status).toBe(0);
      const text = run('pdftotext', '-raw', pdf, '-').stdout.replaceAll(/\s/g, '');
      expect(text).toContain('第3页共');
      expect(text).toContain('共有人39');
      expect(text.match(/附记内容很长/g)).toHaveLength(140);
    },
  );
});
