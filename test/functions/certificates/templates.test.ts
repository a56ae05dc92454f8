/** Every template as outside tools see it: texts read back, codes scan, and each line of text has the ink that it must have. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HU_YAN, LI_JIE, YAN_TAI } from '#city/cast.ts';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { departments } from '#city/departments.ts';
import { sampleLibrary } from '#city/generate/certificates/index.ts';
import { generate } from '#city/generate/index.ts';
import { makeIdentifier } from '#functions/certificates/identifier.ts';
import { faceOf } from '#functions/certificates/layout.ts';
import { makeMaster, masterText, sha256Hex } from '#functions/certificates/master.ts';
import { offlineCodeOf } from '#functions/certificates/offline-statement.ts';
import type { PageInput } from '#functions/certificates/page-input.ts';
import { checkAddress } from '#functions/certificates/press.ts';
import { offlineCode } from '#functions/certificates/seal/offline-code.ts';
import { LOOKS } from '#functions/certificates/template/index.ts';
import { type CertificateType, type IssueRequest, PageTemplate } from '#schemas/certificate.ts';
import { drawReference, has, inkOf, pixels, run, type TextMark, textsOf } from './drawn.ts';
import { batch } from './page-input.ts';
import { printer } from './world.ts';

const [pdftotext, pdftoppm, zbarimg, qpdf, pdfsig] = ['pdftotext', 'pdftoppm', 'zbarimg', 'qpdf', 'pdfsig'].map(has);
const samples = sampleLibrary(generate(), '2026-11-20');
const RARE: readonly string[] = [HU_YAN, LI_JIE, YAN_TAI];

/** The sample of a type; whose name holds rare characters, where there is one. */
const sampleOf = (type: string): IssueRequest | undefined => {
  const all = samples.map(({ request }) => request).filter((request) => request.type === type);
  return all.find(({ holders }) => holders.some(({ code }) => RARE.includes(code))) ?? all[0];
};

const inputOf = (type: CertificateType, request: IssueRequest): PageInput => {
  const office = departments.find(({ id }) => id === type.issuer) as (typeof departments)[number];
  const serial = '0A1B2C3D4E5F6G7H8I9J';
  const identifier = makeIdentifier({ typeCode: type.code, issuer: office.creditCode, serial, version: 1 });
  const master = makeMaster({ identifier, version: 1, status: { list: 1, index: 1 } }, request, type, office);
  const digest = sha256Hex(masterText(master));
  return {
    face: faceOf(master, type),
    identifier,
    digest,
    checkAddress: checkAddress('https://onetrip.example', identifier, digest),
    offlineCode: offlineCodeOf(master, type, 938, (statement) => offlineCode(batch, statement)) ?? '',
    dated: Date.parse(`${master.issuedOn}T00:00:00+08:00`),
  };
};
const stamp = {
  copy: '0b0e9a5e-2c1c-4a8e-9f1b-3f1d2c4b5a69',
  case: '330784-2026-000123',
  matter: '存量房转移登记（一件事）',
  department: '永康市行政服务中心',
  reason: '转移登记归档',
  madeAt: '2026-11-20 15:04',
  expiresAt: '2026-11-27 15:04',
};
const said = ({ glyphs }: TextMark) => glyphs.map(({ text }) => text).join('');
const flat = (text: string) => text.replaceAll(/\s/g, '');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'templates-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
const written = async (name: string, input: PageInput, seal?: typeof batch): Promise<string> => {
  const path = join(folder, `${name}.pdf`);
  writeFileSync(path, await printer.draw(input, seal));
  return path;
};
/** What pdfsig says of each signature: whether it is valid, and how much of the file it covers. */
const sealsOf = (pdf: string) =>
  [...run('pdfsig', '-nocert', pdf).stdout.matchAll(/Signature Validation: (.+)|^ {2}- (.+ document signed)$/gm)].map(
    ([, valid, covers]) => valid ?? covers,
  );
const SEALED = ['Total document signed', 'Signature is Valid.'];
const textOf = (pdf: string) => flat(run('pdftotext', '-raw', pdf, '-').stdout);

test('every template has a look, and a type that uses it', () => {
  expect(Object.keys(LOOKS).toSorted()).toEqual(PageTemplate.options.toSorted());
  expect([...new Set(certificateTypes.map(({ template }) => template))].toSorted()).toEqual(
    PageTemplate.options.toSorted(),
  );
});

const drawn = certificateTypes.flatMap((type) => {
  const request = sampleOf(type.id);
  return request ? [[type.id, inputOf(type, request)] as const] : [];
});

test('there is a sample of every type that lives, rare names among them', () => {
  expect(drawn.map(([id]) => id)).toEqual(certificateTypes.filter(({ ends }) => !ends).map(({ id }) => id));
  expect(drawn.filter(([, { face }]) => /[䶮㛃]/u.test(face.rows[0]?.text ?? '')).length).toBeGreaterThanOrEqual(5);
});

/** Names that only the second and the third font have. */
const rarer = (): (typeof drawn)[number] => {
  const type = certificateTypes.find(({ id }) => id === 'real-estate-title') as CertificateType;
  const request = sampleOf(type.id) as IssueRequest;
  const holders = request.holders.map((holder) => ({ ...holder, name: '徐𠮷𠀾' }));
  return ['a rarer name', inputOf(type, { ...request, holders })];
};

describe.each([...drawn, rarer()])('the page of %s', (id, input) => {
  test.skipIf(!pdftotext)('reads back, every text of it, and as a copy says for what it is', async () => {
    const text = textOf(await written(id, input));
    for (const one of [
      input.face.title,
      input.face.subtitle,
      input.face.issuer,
      input.face.number.text,
      input.identifier,
      input.digest,
      ...input.face.rows.flatMap((row) => [row.label, row.text]),
    ])
      expect(text).toContain(flat(one));
    const copy = textOf(await written(`${id}-copy`, { ...input, stamp }));
    for (const one of [stamp.case, stamp.matter, stamp.department, stamp.reason, stamp.expiresAt, stamp.copy])
      expect(copy).toContain(flat(one));
  });

  test.skipIf(!(pdfsig && qpdf))('bears one seal that is valid and covers all of it, as a copy too', async () => {
    for (const [name, of] of [
      [`${id}-sealed`, input],
      [`${id}-sealed-copy`, { ...input, stamp }],
    ] as const) {
      const pdf = await written(name, of, batch);
      expect(sealsOf(pdf).toSorted()).toEqual(SEALED.toSorted());
      expect(run('qpdf', '--check', pdf).status).toBe(0);
      const altered = `${pdf}.altered.pdf`;
      writeFileSync(altered, Buffer.concat([readFileSync(pdf), Buffer.from('\n1 0 obj\n<<>>\nendobj\n%%EOF\n')]));
      expect(sealsOf(altered)).not.toContain('Total document signed');
    }
  });

  test.skipIf(!(pdftoppm && zbarimg && qpdf))('is sound, and both codes scan at 150 dpi', async () => {
    const pdf = await written(`${id}-code`, input);
    expect(run('qpdf', '--check', pdf).status).toBe(0);
    run('pdftoppm', '-r', '150', '-png', '-singlefile', pdf, pdf);
    expect(run('zbarimg', '-q', '--raw', `${pdf}.png`).stdout.trim().split('\n').toSorted()).toEqual(
      [input.checkAddress, input.offlineCode].toSorted(),
    );
  });

  test.skipIf(!pdftoppm)('has the ink of a reference under each line of text', async () => {
    const reference = join(folder, `${id}-reference.pdf`);
    await drawReference(input, reference);
    const [page, right] = [pixels(await written(`${id}-ink`, input)), pixels(reference)];
    const marks = textsOf(input).filter(({ glyphs }) => glyphs.some(({ text }) => text.trim() !== ''));
    const texts = flat(marks.map(said).join(''));
    for (const { text } of input.face.rows) expect(texts).toContain(flat(text));
    for (const mark of marks) {
      const [ours, theirs] = [inkOf(page, mark), inkOf(right, mark)];
      const sum = (inks: readonly number[]) => inks.reduce((all, one) => all + one, 0);
      expect(Math.abs(sum(ours) - sum(theirs)) / sum(theirs), said(mark)).toBeLessThan(0.2);
      // A font is drawn with hints, an outline without: thin signs differ, but a blank has no ink at all.
      for (const [i, { text }] of mark.glyphs.entries())
        if (text.trim() !== '') expect(ours[i], `${text} in ${said(mark)}`).toBeGreaterThan((theirs[i] ?? 0) * 0.5);
    }
  });
});

describe.each(PageTemplate.options)('%s', (template) => {
  const [, title] = drawn.find(([id]) => id === 'real-estate-title') as (typeof drawn)[number];
  const long = '附记内容很长，'.repeat(140);
  const rows = [
    ...Array.from({ length: 40 }, (_, i) => ({ field: '/h', label: '持证主体', text: `共有人${i}（甲）` })),
    ...Array.from({ length: 60 }, (_, i) => ({
      field: `/data/items/${i}/tax`,
      label: i % 2 ? '税种' : '金额',
      text: `第${i}格`,
      cell: { list: '/items', line: Math.floor(i / 2), number: i % 2 === 0 },
    })),
    { field: '/data/notes', label: '附记', text: long },
  ];
  test.skipIf(!(qpdf && pdftotext))('goes on to further pages, nothing is lost and nothing said twice', async () => {
    const pdf = await written(`${template}-long`, { ...title, face: { ...title.face, template, rows } });
    expect(run('qpdf', '--check', pdf).status).toBe(0);
    const text = textOf(pdf);
    expect(text).toMatch(/第2页共\d+页/);
    expect(text.match(/附记内容很长/g)).toHaveLength(140);
    for (let i = 0; i < 60; i += 1) expect(text.split(`第${i}格`)).toHaveLength(2);
    for (let i = 0; i < 40; i += 1) expect(text.split(`共有人${i}（甲）`)).toHaveLength(2);
  });
});
