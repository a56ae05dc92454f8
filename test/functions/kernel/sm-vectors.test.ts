/** SM3 and SM4 are Node's own; these are the examples of their standards, so that another Node is noticed. */
import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { DEFAULT_USER_ID, publicKeyOf, sm2Digest, sm2SignDigest, sm2Verify } from '#functions/kernel/sm2.ts';
import { hasOpenssl, opensslDigest, opensslHmac, opensslSm2 } from '#test/functions/departments/protocols/openssl.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const sm3 = (bytes: Uint8Array) => createHash('sm3').update(bytes).digest('hex');

describe('SM3, GB/T 32905-2016, annex A', () => {
  test.each([
    ['A.1', 'abc', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
    ['A.2', 'abcd'.repeat(16), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732'],
    // ISO/IEC 10118-3, of no bytes.
    ['empty', '', '1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b'],
  ])('example %s', (_name, message, digest) => {
    expect(sm3(Buffer.from(message))).toBe(digest);
  });

  test.skipIf(!hasOpenssl())('the machine’s openssl agrees, with a key too', () => {
    for (const length of [0, 1, 55, 56, 63, 64, 65, 1000]) {
      const bytes = Buffer.alloc(length, 'SM3 ');
      expect(sm3(bytes)).toBe(opensslDigest('sm3', bytes));
      expect(createHmac('sm3', hex('00112233')).update(bytes).digest('hex')).toBe(
        opensslHmac('sm3', '00112233', bytes),
      );
    }
  });
});

describe('SM4, GB/T 32907-2016, annex A', () => {
  const key = hex('0123456789abcdeffedcba9876543210');
  const once = (block: Uint8Array): Buffer => {
    const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false);
    return Buffer.concat([cipher.update(block), cipher.final()]);
  };

  test('example A.1, there and back', () => {
    const encrypted = once(key);
    expect(encrypted.toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
    const decipher = createDecipheriv('sm4-ecb', key, null).setAutoPadding(false);
    expect(Buffer.concat([decipher.update(encrypted), decipher.final()])).toEqual(key);
  });

  test('example A.2: a million times', { timeout: 60_000 }, () => {
    const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false);
    let block = key;
    for (let i = 0; i < 1_000_000; i += 1) block = cipher.update(block);
    expect(block.toString('hex')).toBe('595298c7c6fd271f0402f804c33d3f66');
  });

  // RFC 8998 and its base draft-ribose-cfrg-sm4, A.2: the modes that Node has.
  test.each([
    ['sm4-cbc', '78ebb11cc40b0a48312aaeb2040244cb4cb7016951909226979b0d15dc6a8f6d'],
    ['sm4-ctr', 'ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7'],
  ])('%s', (mode, expected) => {
    const iv = hex('000102030405060708090a0b0c0d0e0f');
    const plain = {
      'sm4-cbc': hex('aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffffaaaaaaaabbbbbbbb'),
      'sm4-ctr': hex('aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd'),
    }[mode];
    const cipher = createCipheriv(mode, key, iv);
    const text = Buffer.concat([cipher.update(plain ?? Buffer.of()), cipher.final()]).toString('hex');
    expect(text.slice(0, expected.length)).toBe(expected);
  });
});

describe('SM2 over a digest', () => {
  // GB/T 32918.5-2017, annex A.2.
  const privateKey = '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8';
  const message = Buffer.from('message digest');

  test('e is that of the standard', () => {
    expect(sm2Digest(message, publicKeyOf(privateKey), DEFAULT_USER_ID).toString('hex')).toBe(
      'f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640',
    );
  });

  test('what signs e has signed the message', () => {
    const publicKey = publicKeyOf(privateKey);
    const signature = sm2SignDigest(sm2Digest(message, publicKey, DEFAULT_USER_ID), privateKey);
    expect(sm2Verify(message, signature, publicKey, DEFAULT_USER_ID, 'der')).toBe(true);
    expect(sm2Verify(message, signature, publicKey, '', 'der')).toBe(false);
  });

  test.skipIf(!hasOpenssl())('openssl takes it under the default user id', () => {
    const other = opensslSm2();
    const signature = sm2SignDigest(sm2Digest(message, other.publicKey, DEFAULT_USER_ID), other.privateKey);
    expect(other.verify(message, signature)).toBe(true);
    expect(other.verify(Buffer.from('message digesT'), signature)).toBe(false);
    other.close();
  });
});
