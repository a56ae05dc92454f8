import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromMultibase, multibase } from '#functions/credentials/encoding/base58.ts';

// draft-msporny-base58-03, section 5.
test.each([
  ['Hello World!', 'z2NEpo7TZRRrLZSi2U'],
  ['The quick brown fox jumps over the lazy dog.', 'zUSm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z'],
])('the vector %s', (text, written) => {
  expect(multibase(Buffer.from(text))).toBe(written);
  expect(Buffer.from(fromMultibase(written)).toString()).toBe(text);
});

test('the vector 0x0000287fb4cd keeps its zeros', () => {
  expect(multibase(Buffer.from('0000287fb4cd', 'hex'))).toBe('z11233QC4');
  expect(Buffer.from(fromMultibase('z11233QC4')).toString('hex')).toBe('0000287fb4cd');
});

test('what is written is read', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100, minLength: 1 }), (bytes) => {
      expect(Uint8Array.from(fromMultibase(multibase(bytes)))).toEqual(bytes);
      const url = `u${Buffer.from(bytes).toString('base64url')}`;
      expect(Uint8Array.from(fromMultibase(url))).toEqual(bytes);
    }),
  );
});

test.each(['', 'z', 'abc', 'z0OIl', `z${'1'.repeat(600)}`, 'u==='])('%s is refused', (text) => {
  expect(() => fromMultibase(text)).toThrow();
});
