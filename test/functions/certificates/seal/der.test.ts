import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { elements, integer, octets, oid, sequence, setOf, time } from '#functions/certificates/seal/der.ts';

const openssl = spawnSync('openssl', ['version']).error === undefined;
test.skipIf(!openssl).each([
  ['1.2.840.10045.4.3.2', 'ecdsa-with-SHA256'],
  ['2.5.4.3', 'commonName'],
  // A UUID as an arc (X.667) is larger than any number.
  ['2.25.170319738427801485632688871696622971977', '2.25.170319738427801485632688871696622971977'],
])('openssl reads the object identifier %s', (id, said) => {
  const { stdout } = spawnSync('openssl', ['asn1parse', '-inform', 'DER'], { input: oid(id) });
  expect(String(stdout)).toMatch(new RegExp(`OBJECT +:${said.replaceAll('.', '\\.')}\n`));
});

test('what is made is taken apart again, whatever its length', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 4 }), (parts) => {
      const [whole] = elements(sequence(...parts.map((part) => octets(part))));
      expect(whole?.tag).toBe(0x30);
      expect(elements(whole?.content ?? Buffer.alloc(0)).map(({ content }) => content)).toEqual(
        parts.map((part) => Buffer.from(part)),
      );
    }),
  );
});

test('what is cut off, or of indefinite length, is no DER', () => {
  const whole = sequence(octets(Buffer.alloc(300)));
  for (const cut of [1, 3, 100, whole.length - 1]) expect(() => elements(whole.subarray(0, cut))).toThrow('not DER');
  expect(() => elements(Buffer.of(0x30, 0x80, 0, 0))).toThrow('not DER');
});

test('numbers stay positive, sets are in order, years from 2050 on have four digits', () => {
  expect([127, 128, 255, 256, 40_000].map((n) => integer(n).toString('hex'))).toEqual([
    '02017f',
    '02020080',
    '020200ff',
    '02020100',
    '0203009c40',
  ]);
  expect(setOf(octets(Buffer.of(2)), octets(Buffer.of(1))).toString('hex')).toBe('3106040101040102');
  expect(time(Date.parse('2049-12-31T23:59:59Z')).toString('latin1')).toBe('\x17\r491231235959Z');
  expect(time(Date.parse('2050-01-01T00:00:00Z')).toString('latin1')).toBe('\x18\x0f20500101000000Z');
});
