import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { departments } from '#city/departments.ts';
import { unprintable } from '#functions/certificates/glyphs.ts';
import { makeIdentifier } from '#functions/certificates/identifier.ts';
import { faceOf } from '#functions/certificates/layout.ts';
import { makeMaster, masterText, sha256Hex } from '#functions/certificates/master.ts';
import type { PageInput } from '#functions/certificates/page-input.ts';
import { checkAddress } from '#functions/certificates/press.ts';
import type { CertificateType, IssueRequest } from '#schemas/certificate.ts';
import type { Department } from '#schemas/department.ts';
import { issueRequest, printer } from './world.ts';

const has = (tool: string): boolean => spawnSync(tool, ['-h']).error === undefined;
const [pdftotext, pdftoppm, zbarimg, qpdf] = ['pdftotext', 'pdftoppm', 'zbarimg', 'qpdf'].map(has) as [
  boolean,
  boolean,
  boolean,
  boolean,
];
const type = certificateTypes[0] as CertificateType;
const office = departments.find((one) => one.id === 'real-estate') as Department;

const inputOf = (change: Partial<IssueRequest> = {}): PageInput => {
  const identifier = makeIdentifier({
    typeCode: type.code,
    issuer: office.creditCode,
    serial: '0A1B2C3D4E5F6G7H8I9J',
    version: 1,
  });
  const master = makeMaster(
    { identifier, version: 1, status: { list: 1, index: 1 } },
    issueRequest(change),
    type,
    office,
  );
  const digest = sha256Hex(masterText(master));
  return {
    face: faceOf(master, type),
    identifier,
    digest,
    checkAddress: checkAddress('https://onetrip.example', identifier, digest),
    dated: Date.parse(`${master.issuedOn}T00:00:00+08:00`),
  };
};
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
/** Grey levels of a page at 60 dpi (binary PGM). */
const pixels = (pdf: string) => {
  run('pdftoppm', '-gray', '-r', '60', '-f', '1', '-l', '1', pdf, pdf);
  const bytes = readFileSync(
    [`${pdf}-1.pgm`, `${pdf}-01.pgm`].find((path) => run('test', '-f', path).status === 0) ?? '',
  );
  const [, width, height] = /^P5\s(\d+) (\d+)\s255\s/.exec(bytes.toString('latin1', 0, 40)) ?? [];
  return { data: bytes.subarray(bytes.length - Number(width) * Number(height)), width: Number(width) };
};
/** Dark pixels in a box given in points. */
const ink = ({ data, width }: ReturnType<typeof pixels>, x: number, y: number, w: number, h: number): number => {
  const [scale, dark] = [60 / 72, 160];
  let count = 0;
  for (let row = Math.floor(y * scale); row < (y + h) * scale; row += 1)
    for (let column = Math.floor(x * scale); column < (x + w) * scale; column += 1)
      if ((data[row * width + column] ?? 255) < dark) count += 1;
  return count;
};

test('the same certificate is the same bytes, and names itself outside the compressed parts', async () => {
  const [a, b] = await Promise.all([printer.draw(inputOf()), printer.draw(inputOf())]);
  expect(Buffer.compare(a, b)).toBe(0);
  expect(Buffer.from(a).toString('latin1')).toContain(`(${inputOf().identifier})`);
  expect(a.length).toBeLessThan(256_000);
  expect(Buffer.compare(a, await printer.draw({ ...inputOf(), stamp }))).not.toBe(0);
});

test('the font is asked before it is used: what it has, and what it lacks', () => {
  expect(unprintable(printer.covers, '永康市 䶮㛃 （浙）·—㎡ A1')).toBeUndefined();
  expect(unprintable(printer.covers, '徐𠮷')).toBe('U+20BB7');
  expect(unprintable(printer.covers, 'a\u200bb')).toBe('U+200B');
});

describe('as outside tools see it', () => {
  test.skipIf(!pdftotext)('every text of the face reads back', async () => {
    const input = inputOf({ holders: [{ name: '胡䶮㛃', code: '330784196205099980', codeType: '111' }] });
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
    const flat = run('pdftotext', '-raw', await written('copy.pdf', { ...inputOf(), stamp }), '-').stdout.replaceAll(
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

  test.skipIf(!(pdftoppm && zbarimg)).each([90, 150])('the code reads back at %i dpi', async (dpi) => {
    const input = inputOf();
    const pdf = await written(`qr-${dpi}.pdf`, input);
    run('pdftoppm', '-r', String(dpi), '-png', '-singlefile', pdf, pdf);
    expect(run('zbarimg', '-q', '--raw', `${pdf}.png`).stdout.trim()).toBe(input.checkAddress);
  });

  test.skipIf(!pdftoppm)(
    'there is ink where there must be text: a page that extracts well may still be blank',
    async () => {
      const page = pixels(await written('ink.pdf', inputOf()));
      expect(ink(page, 150, 90, 300, 40)).toBeGreaterThan(400);
      expect(ink(page, 76, 630, 106, 106)).toBeGreaterThan(1500);
      const blank = pixels(
        await written('blank.pdf', { ...inputOf(), face: { ...inputOf().face, title: '　', rows: [] } }),
      );
      expect(ink(blank, 150, 90, 300, 40)).toBeLessThan(20);
      for (let row = 0; row < 9; row += 1)
        expect(ink(page, 194, 212 + row * 32, 320, 32)).toBeGreaterThan(ink(blank, 194, 212 + row * 32, 320, 32) + 30);
    },
  );

  test.skipIf(!(qpdf && pdftotext))(
    'long values wrap and many holders go on to further pages, each sound',
    async () => {
      const holders = Array.from({ length: 40 }, (_, i) => ({
        name: `共有人${i}`,
        code: '330784196205099980',
        codeType: '111' as const,
      }));
      const input = inputOf({ holders, data: { ...issueRequest().data, notes: '附记内容很长，'.repeat(140) } });
      const pdf = await written('long.pdf', input);
      expect(run('qpdf', '--check', pdf).status).toBe(0);
      const text = run('pdftotext', '-raw', pdf, '-').stdout.replaceAll(/\s/g, '');
      expect(text).toContain('第3页共');
      expect(text).toContain('共有人39');
      expect(text.match(/附记内容很长/g)).toHaveLength(140);
    },
  );
});
