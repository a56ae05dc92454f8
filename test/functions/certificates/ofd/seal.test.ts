import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawOfd, drawSealedOfd } from '#functions/certificates/ofd/draw.ts';
import { packed } from '#functions/certificates/ofd/package.ts';
import { sm3 } from '#functions/certificates/ofd/seal/electronic-seal.ts';
import { periodOf } from '#functions/certificates/ofd/seal/make-seal.ts';
import { readCertificate } from '#functions/certificates/ofd/seal/read-seal.ts';
import { verifyOfd } from '#functions/certificates/ofd/verify-ofd.ts';
import { elements, sequence } from '#functions/certificates/seal/der.ts';
import { hasOpenssl } from '#test/functions/departments/protocols/openssl.ts';
import { all, font, inputOf, numbers, stamp, unzipped, xml } from './opened.ts';
import { library, NOW, OFFICE } from './sealed.ts';

const LIST = 'Doc_0/Signs/Sign_0/Signature.xml';
const VALUE = 'Doc_0/Signs/Sign_0/SignedValue.dat';

let ours: Awaited<ReturnType<typeof library>>;
let theirs: Awaited<ReturnType<typeof library>>;
let sealed: Uint8Array;
let files: Map<string, Buffer>;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'seal-'));
  [ours, theirs] = await Promise.all([library(), library('of another library, with another key')]);
  sealed = await drawSealedOfd(font, inputOf(), await ours.sealer(), NOW);
  files = await unzipped(sealed);
});
afterAll(() => rmSync(folder, { recursive: true }));

const broken = async (bytes: Uint8Array, roots = [ours.root]): Promise<string[]> =>
  (await verifyOfd(bytes, roots)).checks.filter(({ ok }) => !ok).map(({ name }) => name);
const without = (path: string) => packed(new Map([...files].filter(([name]) => name !== path)));
const changed = (path: string, change: (bytes: Buffer) => Buffer) =>
  packed(new Map([...files].map(([name, bytes]) => [name, name === path ? change(bytes) : bytes] as const)));
const text = (from: string, to: string) => (bytes: Buffer) => {
  const before = bytes.toString('utf8');
  expect(before).toContain(from);
  return Buffer.from(before.replace(from, to));
};

describe('a sealed OFD', () => {
  test('is whole: every check by its name, and what it says of itself', async () => {
    const { checks, ...said } = await verifyOfd(sealed, [theirs.root, ours.root]);
    expect(checks.map(({ name, ok }) => [name, ok])).toEqual(
      ['form', 'signature', 'seal', 'chain', 'time', 'coverage', 'digest'].map((name) => [name, true]),
    );
    expect(said).toEqual({
      identifier: inputOf().identifier,
      by: `${OFFICE.name}电子证照专用章`,
      seal: expect.stringMatching(/^11330784MB000TD29Y-2025-/),
      sealedAt: NOW,
      root: ours.root,
    });
  });

  test('names the seal where the reader looks for it, over the foot of the last page', async () => {
    const list = xml(files.get(LIST));
    const references = all(list, 'Reference').map(({ attributes }) => attributes.FileRef);
    expect(references.sort()).toEqual(
      [...files.keys()]
        .filter((name) => ![LIST, VALUE].includes(name))
        .map((name) => `/${name}`)
        .sort(),
    );
    const [annotation] = all(list, 'StampAnnot');
    const pages = all(xml(files.get('Doc_0/Document.xml')), 'Page');
    expect(annotation?.attributes.PageRef).toBe(pages.at(-1)?.attributes.ID);
    const [x = 0, y = 0, width = 0, height = 0] = numbers(annotation?.attributes.Boundary);
    expect([x > 100, y > 200, x + width < 210, y + height < 297, width === height]).toEqual(Array(5).fill(true));
    const data = all(xml(files.get('OFD.xml')), 'CustomData').map((one) => [one.attributes.Name, one.text]);
    expect(Object.fromEntries(data)).toMatchObject({
      ZZQZR: OFFICE.name,
      ZZQZSJ: '2026-11-20 10:00',
      ZZQZMC: `${OFFICE.name}电子证照专用章`,
    });
  });

  test('a copy is sealed like the certificate', async () => {
    const copy = await drawSealedOfd(font, { ...inputOf(), stamp }, await ours.sealer(), NOW);
    expect(await broken(copy)).toEqual([]);
  });
});

describe('each wrong is called by its own name', () => {
  test('a file of the document changed, by one byte of its content', async () => {
    for (const path of [...files.keys()].filter((name) => ![LIST, VALUE].includes(name) && !name.startsWith('OFD'))) {
      const bytes = await changed(path, (before) => {
        const after = Buffer.from(before);
        after[after.length >> 1] = (after[after.length >> 1] ?? 0) ^ 1;
        return after;
      });
      const { checks } = await verifyOfd(bytes, [ours.root]);
      const wrong = checks.filter(({ ok }) => !ok);
      if (path.endsWith('Signatures.xml')) expect(wrong.length).toBeGreaterThan(0);
      else expect(wrong).toEqual([{ name: 'digest', ok: false, files: [path] }]);
    }
  });

  test('a page exchanged with that of another certificate', async () => {
    const other = await unzipped(
      await drawSealedOfd(font, inputOf({ number: '浙(2017)永康市不动产权第0099999号' }), await ours.sealer(), NOW),
    );
    const page = 'Doc_0/Pages/Page_0/Content.xml';
    expect(await broken(await changed(page, () => other.get(page) as Buffer))).toEqual(['digest']);
  });

  test('a file added, or taken away', async () => {
    const added = await packed(new Map([...files, ['Doc_0/Annots/Page_0.xml', Buffer.from('<a/>')] as const]));
    const { checks } = await verifyOfd(added, [ours.root]);
    expect(checks.filter(({ ok }) => !ok)).toEqual([
      { name: 'coverage', ok: false, files: ['Doc_0/Annots/Page_0.xml'] },
    ]);
    expect(await broken(await without('Doc_0/Res/F1.ttf'))).toEqual(['digest']);
  });

  test('the list of digests changed to fit', async () => {
    const page = 'Doc_0/Pages/Page_0/Content.xml';
    const forged = text('陈福英', '陈福荣')(files.get(page) as Buffer);
    const list = text(
      sm3(files.get(page) as Buffer).toString('base64'),
      sm3(forged).toString('base64'),
    )(files.get(LIST) as Buffer);
    const bytes = await packed(new Map([...files, [page, forged] as const, [LIST, list] as const]));
    expect(await broken(bytes)).toEqual(['signature']);
  });

  test('sealed by another library, under the same names', async () => {
    const foreign = await drawSealedOfd(font, inputOf(), await theirs.sealer(), NOW);
    expect(await broken(foreign)).toEqual(['chain']);
    expect(await broken(foreign, [])).toEqual(['chain']);
    expect(await broken(foreign, [ours.root, theirs.root])).toEqual([]);
  });

  test('sealed with a seal that is another department’s', async () => {
    const [mine, other] = [
      await ours.sealer(),
      await ours.sealer({ name: '永康市公安局', code: '11330784002587412K' }),
    ];
    const stolen = await drawSealedOfd(font, inputOf(), { ...mine, seal: other.seal }, NOW);
    expect(await broken(stolen)).toEqual(['signature']);
    const foreign = await theirs.sealer();
    expect(await broken(await drawSealedOfd(font, inputOf(), { ...mine, seal: foreign.seal }, NOW))).toEqual([
      'signature',
      'chain',
    ]);
  });

  test('sealed before the seal was made, or after it ended', async () => {
    const sealer = await ours.sealer();
    const { from, until } = periodOf(NOW);
    for (const [at, wrong] of [
      [from - 1000, ['time']],
      [from, []],
      [until - 1000, []],
      [until, ['time']],
    ] as const)
      expect(await broken(await drawSealedOfd(font, inputOf(), sealer, at))).toEqual(wrong);
  });

  test('no OFD, no seal, a second seal', async () => {
    for (const bytes of [
      Buffer.of(),
      Buffer.from('%PDF-1.7'),
      await drawOfd(font, inputOf()),
      await without(VALUE),
      await without(LIST),
    ])
      expect(await broken(bytes)).toEqual(['form']);
    const second = await changed(
      'Doc_0/Signs/Signatures.xml',
      text('<ofd:Signature ID="s001"', '<ofd:Signature ID="s002" BaseLoc="/x"/><ofd:Signature ID="s001"'),
    );
    expect(await broken(second)).toEqual(['form', 'digest']);
  });

  const flipped = (at: number, bits: number) =>
    changed(VALUE, (before) => {
      const after = Buffer.from(before);
      after[at] = (after[at] ?? 0) ^ bits;
      return after;
    });

  test('any flipped byte of the signed value', async () => {
    const value = files.get(VALUE) as Buffer;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: value.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, bits) => {
          expect((await broken(await flipped(at, bits))).length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 25, examples: [[0, 1]] },
    );
  });

  test('any flipped bit of the signed value that no signature covers: tags, lengths, unused bits', async () => {
    const value = files.get(VALUE) as Buffer;
    const [outer] = elements(value);
    const [body, certificate, algorithm, signature] = elements(outer?.content ?? Buffer.of());
    const places = [outer, certificate, algorithm, signature].flatMap((one) => {
      const begin = (one?.whole.byteOffset ?? 0) - value.byteOffset;
      const head = (one?.whole.length ?? 0) - (one?.content.length ?? 0);
      // Of the signature the unused bits too.
      return Array.from({ length: one === signature ? head + 1 : head }, (_, i) => begin + i);
    });
    expect(places.length).toBeGreaterThan(10);
    expect(body?.tag).toBe(0x30);
    for (const at of places)
      for (let bit = 0; bit < 8; bit += 1) expect(await broken(await flipped(at, 1 << bit))).toEqual(['signature']);
  });

  test('a signed value written otherwise: a longer length, something after it or in it', async () => {
    const value = files.get(VALUE) as Buffer;
    const [outer] = elements(value);
    const content = outer?.content ?? Buffer.of();
    const length = Buffer.of(content.length >> 16, content.length >> 8, content.length);
    const written = [
      Buffer.concat([Buffer.of(0x30, 0x83), length, content]),
      Buffer.concat([value, Buffer.of(5, 0)]),
      sequence(content, Buffer.of(5, 0)),
    ];
    expect(sequence(content)).toEqual(value);
    for (const other of written) expect(await broken(await changed(VALUE, () => other))).toEqual(['signature']);
  });
});

describe.skipIf(!hasOpenssl())('the certificates, as openssl sees them', () => {
  const openssl = (...args: string[]) => spawnSync('openssl', args, { encoding: 'utf8' });
  const DISTID = ['-vfyopt', 'distid:1234567812345678'];
  const pem = (name: string, der: Uint8Array): string => {
    const path = join(folder, `${name}.pem`);
    const lines = Buffer.from(der)
      .toString('base64')
      .replaceAll(/(.{64})/g, '$1\n');
    writeFileSync(path, `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`);
    return path;
  };

  test('go back to the library’s own under the default user id, and to no other', async () => {
    const { certificate } = await ours.sealer();
    const [root, other, leaf] = [pem('root', ours.root), pem('other', theirs.root), pem('leaf', certificate)];
    const verify = (authority: string, file: string, ...more: string[]) =>
      openssl('verify', ...more, '-x509_strict', '-CAfile', authority, file).status;
    expect(verify(root, root, ...DISTID)).toBe(0);
    expect(verify(root, leaf, ...DISTID)).toBe(0);
    expect(verify(other, leaf, ...DISTID)).not.toBe(0);
    expect(verify(root, leaf, '-vfyopt', 'distid:another')).not.toBe(0);
    // `verify` does not look at what a root says of itself.
    const { body, signature } = readCertificate(Buffer.from(ours.root));
    const [signed, value, key] = ['signed', 'value', 'key'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    writeFileSync(signed, body);
    writeFileSync(value, signature);
    writeFileSync(key, openssl('x509', '-in', root, '-noout', '-pubkey').stdout);
    const way = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'];
    const own = openssl('pkeyutl', '-verify', '-pubin', '-inkey', key, '-in', signed, '-sigfile', value, ...way);
    expect(own.status).toBe(0);
    const said = openssl('x509', '-in', leaf, '-noout', '-text', '-nameopt', 'utf8').stdout;
    for (const part of [
      'SM2-with-SM3',
      'ASN1 OID: SM2',
      'CA:FALSE',
      'Digital Signature, Non Repudiation',
      OFFICE.code,
      OFFICE.name,
    ])
      expect(said).toContain(part);
  });
});
