import { createHash } from 'node:crypto';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it, test } from 'vitest';
import type * as z from 'zod';
import { SignatureSettings, signer, verifier } from '#functions/departments/protocols/signatures.ts';
import { hasOpenssl, opensslDigest, opensslHmac } from './openssl.ts';

const settings = (given: z.input<typeof SignatureSettings>): SignatureSettings => SignatureSettings.parse(given);
const sign = (given: z.input<typeof SignatureSettings>, ...parts: string[]): string => signer(settings(given))(parts);

describe('the published vectors', () => {
  // RFC 4231, 4.2 to 4.4, 4.7 and 4.8; the data as text in a charset where its bytes are text.
  it.each([
    ['0b'.repeat(20), 'Hi There', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    ['4a656665', 'what do ya want for nothing?', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
    [
      'aa'.repeat(131),
      'Test Using Larger Than Block-Size Key - Hash Key First',
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
    [
      'aa'.repeat(131),
      'This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.',
      '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2',
    ],
  ])('HMAC-SHA-256, RFC 4231, %#', (key, data, mac) => {
    expect(sign({ kind: 'hmac-sha256', key }, data)).toBe(mac);
    expect(verifier(settings({ kind: 'hmac-sha256', key }))([data], mac)).toBe(true);
  });

  it.each([
    ['a', 'bc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['abcd'.repeat(15), 'abcd', 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
  ])('SM3, GB/T 32905, annex A, %#', (data, secret, digest) => {
    expect(sign({ kind: 'sm3-concat', secret }, data)).toBe(digest);
  });

  it.each([
    ['', 'a', '0cc175b9c0f1b6a831c399e269772661'],
    ['a', 'bc', '900150983cd24fb0d6963f7d28e17f72'],
    ['message', ' digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
  ])('MD5, RFC 1321, %#', (data, secret, digest) => {
    expect(sign({ kind: 'md5-concat', secret }, data)).toBe(digest);
    expect(sign({ kind: 'md5-concat', secret, result: 'HEX' }, data)).toBe(digest.toUpperCase());
    expect(sign({ kind: 'md5-concat', secret: data || 'a', secretAt: 'before' }, data ? secret : '')).toBe(digest);
  });
});

describe('what is signed', () => {
  const one = fc.constantFrom('gbk', 'gb18030', 'gb2312', 'utf-8');

  it.each(['md5', 'sm3'] as const)('is, for %s, the bytes of the charset in the order of the parts', (algorithm) => {
    const kind = `${algorithm}-concat` as const;
    fc.assert(
      fc.property(fc.array(fc.constantFrom('永康', '王强', 'a=1', '')), one, (parts, charset) => {
        for (const secretAt of ['before', 'after', 'both'] as const) {
          const all = { before: ['密', ...parts], after: [...parts, '密'], both: ['密', ...parts, '密'] }[secretAt];
          const bytes = iconv.encode(all.join('&'), charset);
          const expected = createHash(algorithm).update(bytes).digest('base64');
          expect(sign({ kind, secret: '密', secretAt, separator: '&', charset, result: 'base64' }, ...parts)).toBe(
            expected,
          );
        }
      }),
    );
  });

  test.skipIf(!hasOpenssl())('gets the same digests and MACs from OpenSSL', () => {
    const text = '永康市王记餐饮有限公司';
    const bytes = iconv.encode(text, 'gbk');
    const key = '0123456789abcdef';
    const gbk = { charset: 'gbk' as const, secret: '公司' };
    expect(sign({ kind: 'md5-concat', ...gbk }, '永康市王记餐饮', '有限')).toBe(opensslDigest('md5', bytes));
    expect(sign({ kind: 'sm3-concat', ...gbk }, '永康市王记餐饮', '有限')).toBe(opensslDigest('sm3', bytes));
    expect(sign({ kind: 'hmac-sm3', key, charset: 'gbk' }, text)).toBe(opensslHmac('sm3', key, bytes));
    expect(sign({ kind: 'hmac-sha256', key, charset: 'gbk' }, text)).toBe(opensslHmac('sha256', key, bytes));
  });

  it('is refused when the charset lacks a character of it; such a signature fits nothing', () => {
    const given = { kind: 'md5-concat', secret: 's', charset: 'gb2312' } as const;
    expect(() => sign(given, '李㛃')).toThrow('unprocessable');
    expect(verifier(settings(given))(['李㛃'], 'd41d8cd98f00b204e9800998ecf8427e')).toBe(false);
  });
});

const KINDS = [
  { kind: 'hmac-sha256', key: '00ff' },
  { kind: 'hmac-sm3', key: 'AP8=', keyEncoding: 'base64', result: 'base64' },
  { kind: 'hmac-sha256', key: '密', keyEncoding: 'utf-8', result: 'HEX' },
  { kind: 'md5-concat', secret: 's', charset: 'gbk' },
  { kind: 'sm3-concat', secret: 's', result: 'HEX' },
] as const;

describe.each(KINDS)('$kind, written as $result', (given) => {
  const verify = verifier(settings(given));

  it('fits its own text and no other, in its own spelling and no other', () => {
    const right = sign(given, '永康', '1');
    expect([verify(['永康', '1'], right), verify(['永康', '2'], right)]).toEqual([true, false]);
    const spellings = [
      right.toUpperCase(),
      right.toLowerCase(),
      ` ${right}`,
      `${right}\n`,
      right.slice(0, -2),
      `${right}00`,
    ];
    expect(spellings.filter((spelling) => spelling !== right && verify(['永康', '1'], spelling))).toEqual([]);
  });

  it('is false for whatever else comes, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (signature) => {
        expect(verify(['永康'], signature)).toBe(false);
      }),
    );
  });
});

describe('settings', () => {
  it.each([
    { kind: 'hmac-sha256', key: 'xyz' },
    { kind: 'hmac-sha256', key: 'abc' },
    { kind: 'hmac-sm3', key: 'AP8', keyEncoding: 'base64' },
    { kind: 'md5-concat', secret: '' },
    { kind: 'md5-concat', secret: 's', charset: 'latin1' },
    { kind: 'md5-concat', secret: 's', secretPlace: 'before' },
    { kind: 'sha1-concat', secret: 's' },
    { kind: 'sm2', privateKey: '00'.repeat(32) },
    { kind: 'sm2', publicKey: `04${'11'.repeat(64)}` },
    { kind: 'sm2', userId: '永康' },
  ])('that cannot be meant are refused: %j', (given) => {
    expect(SignatureSettings.safeParse(given).success).toBe(false);
  });

  it('without a key neither sign nor verify', () => {
    expect(() => signer(settings({ kind: 'sm2' }))).toThrow('no private key');
    expect(() => verifier(settings({ kind: 'sm2' }))).toThrow('no public key');
  });
});
