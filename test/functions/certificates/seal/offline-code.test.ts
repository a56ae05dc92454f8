import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { base45, fromBase45 } from '#functions/certificates/offline/base45.ts';
import { offlineCodeOf } from '#functions/certificates/offline-statement.ts';
import { type Batch, sealBatch } from '#functions/certificates/seal/batch.ts';
import { offlineCode, openOfflineCode } from '#functions/certificates/seal/offline-code.ts';
import { rootCertificate } from '#functions/certificates/seal/x509.ts';
import type { CertificateType } from '#schemas/certificate.ts';
import { batch, pageInput } from '../page-input.ts';
import { NOW, signer } from '../world.ts';

const { identifier, master } = pageInput();
const statement = { v: 1, identifier, typeName: '不动产权证书', fields: { '/number': '浙(2017)第1号' } } as const;

describe('Base45', () => {
  test.each([
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
  ])('%s, as in RFC 9285', (text, said) => {
    expect(base45(Buffer.from(text))).toBe(said);
    expect(Buffer.from(fromBase45(said)).toString()).toBe(text);
  });

  test('goes there and back, and nothing else comes back', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => Buffer.from(fromBase45(base45(bytes))).equals(bytes)));
    for (const none of ['A', 'GGW', ':::', 'ab', 'AAAA']) expect(() => fromBase45(none)).toThrow('not base45');
  });
});

describe('the offline code', () => {
  let other: Batch;
  beforeAll(async () => {
    const stranger = { ...signer, keyId: 'seal-2' };
    other = await sealBatch(
      { signer: stranger, root: await rootCertificate(stranger) },
      { name: '甲', code: '乙' },
      [Buffer.of(1)],
      NOW,
    );
  });

  test('says its minimum, and when and under which key it was sealed, to whoever has the public keys', async () => {
    const libraries = [other.library, batch.library];
    expect(await openOfflineCode(offlineCode(batch, statement), libraries)).toEqual({
      statement,
      by: batch.by,
      keyId: signer.keyId,
      from: NOW,
      until: NOW + 600_000,
    });
  });

  test('with one character changed says nothing', async () => {
    const code = offlineCode(batch, statement);
    const places = Array.from({ length: Math.floor(code.length / 5) }, (_, i) => i * 5);
    const opened = await Promise.all(
      places.map((at) =>
        openOfflineCode(code.slice(0, at) + (code[at] === '7' ? '8' : '7') + code.slice(at + 1), [batch.library]),
      ),
    );
    expect(opened.filter((one) => one !== undefined)).toEqual([]);
  });

  test('of another library, with another’s signature, or no code at all, says nothing', async () => {
    expect(await openOfflineCode(offlineCode(other, statement), [batch.library])).toBeUndefined();
    expect(
      await openOfflineCode(offlineCode({ ...batch, sign: other.sign }, statement), [batch.library]),
    ).toBeUndefined();
    expect(
      await openOfflineCode(offlineCode({ ...other, library: batch.library }, statement), [batch.library]),
    ).toBeUndefined();
    for (const none of ['', 'OT1:', 'OT1:AAA', 'https://onetrip.example/verify#x'])
      expect(await openOfflineCode(none, [batch.library])).toBeUndefined();
  });

  test('a statement too long for the page is cut until it fits', async () => {
    const type = certificateTypes.find(({ id }) => id === 'real-estate-title') as CertificateType;
    const long = { ...master, data: { ...master.data, location: '很长的坐落'.repeat(40) } };
    const code = offlineCodeOf(long, type, 938, (said) => offlineCode(batch, said));
    expect(code?.length).toBeLessThanOrEqual(938);
    const said = (await openOfflineCode(code ?? '', [batch.library]))?.statement.fields['/location'];
    expect(said).toMatch(/^很长的坐落.*…$/);
    expect(offlineCodeOf(long, type, 100, (one) => offlineCode(batch, one))).toBeUndefined();
  });
});
