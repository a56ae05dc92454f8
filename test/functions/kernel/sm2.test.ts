import fc from 'fast-check';
import { sm2 } from 'sm-crypto-v2';
import { describe, expect, it, test } from 'vitest';
import { SignatureSettings, signer, verifier } from '#functions/departments/protocols/signatures.ts';
import { isPrivateKey, isPublicKey, sm2Sign, sm2Verify } from '#functions/kernel/sm2.ts';
import { hasOpenssl, opensslSm2 } from '#test/functions/departments/protocols/openssl.ts';

const USER = '1234567812345678';
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const hex = (number: bigint): string => number.toString(16).padStart(64, '0');
const full = process.env.ONETRIP_FULL === '1';

// GB/T 32918.5-2017, annex A.2: the key, the message and the signature of the standard's own example.
const STANDARD = {
  privateKey: '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8',
  publicKey:
    '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  message: 'message digest',
  r: 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3',
  s: 'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
};
const raw = Buffer.from(STANDARD.r + STANDARD.s, 'hex');
const der = Buffer.from(`3046022100${STANDARD.r}022100${STANDARD.s}`, 'hex');
const message = Buffer.from(STANDARD.message);
const fits = (signature: Buffer, form: 'raw' | 'der'): boolean =>
  sm2Verify(message, signature, STANDARD.publicKey, USER, form);

describe('the example of GB/T 32918.5', () => {
  it('is a signature, in both forms, of this text, key and user id only', () => {
    expect([fits(raw, 'raw'), fits(der, 'der')]).toEqual([true, true]);
    expect([fits(der, 'raw'), fits(raw, 'der')]).toEqual([false, false]);
    expect(sm2Verify(Buffer.from('other'), raw, STANDARD.publicKey, USER, 'raw')).toBe(false);
    expect(sm2Verify(message, raw, STANDARD.publicKey, 'ALICE123@YAHOO.COM', 'raw')).toBe(false);
    expect(sm2Verify(message, raw, sm2.generateKeyPairHex().publicKey, USER, 'raw')).toBe(false);
  });

  it('is made again by its key', () => {
    for (const form of ['raw', 'der'] as const)
      expect(fits(sm2Sign(message, STANDARD.privateKey, USER, form), form)).toBe(true);
  });
});

describe('a signature out of form', () => {
  it.each([
    ['r is zero', hex(0n), STANDARD.s],
    ['s is zero', STANDARD.r, hex(0n)],
    ['r is the order', hex(ORDER), STANDARD.s],
    ['s is the order', STANDARD.r, hex(ORDER)],
    ['r and s are all ones', 'f'.repeat(64), 'f'.repeat(64)],
    ['r and s make zero', hex(1n), hex(ORDER - 1n)],
    ['s is the other of ECDSA', STANDARD.r, hex(ORDER - BigInt(`0x${STANDARD.s}`))],
    ['r and s are exchanged', STANDARD.s, STANDARD.r],
  ])('is refused: %s', (_why, r, s) => {
    expect(fits(Buffer.from(r + s, 'hex'), 'raw')).toBe(false);
  });

  it.each([
    ['a byte follows', `${der.toString('hex')}00`],
    ['a byte is missing', der.toString('hex').slice(0, -2)],
    ['a superfluous zero', `3047022200${'00'}${STANDARD.r}022100${STANDARD.s}`],
    ['negative numbers', `30440220${STANDARD.r}0220${STANDARD.s}`],
    ['a long length', `308146022100${STANDARD.r}022100${STANDARD.s}`],
    ['another tag', `3146022100${STANDARD.r}022100${STANDARD.s}`],
    ['nothing', ''],
    ['empty numbers', '300402000200'],
  ])('is refused in DER: %s', (_why, bytes) => {
    expect(fits(Buffer.from(bytes, 'hex'), 'der')).toBe(false);
  });

  it('is refused whatever was changed in it', () => {
    const change = fc.record({ at: fc.nat({ max: 71 }), by: fc.integer({ min: 1, max: 255 }) });
    fc.assert(
      fc.property(change, fc.constantFrom('raw', 'der'), ({ at, by }, form) => {
        const changed = Buffer.from(form === 'raw' ? raw : der);
        changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ by;
        expect(fits(changed, form)).toBe(false);
      }),
      { numRuns: full ? 1_000 : 100 },
    );
  });
});

describe('a key', () => {
  it.each([hex(0n), hex(ORDER - 1n), hex(ORDER), 'f'.repeat(64), 'ab', '', `0x${'1'.repeat(62)}`])(
    '%j signs nothing',
    (key) => {
      expect(isPrivateKey(key)).toBe(false);
      expect([isPrivateKey(hex(1n)), isPrivateKey(hex(ORDER - 2n))]).toEqual([true, true]);
    },
  );

  it('that is no point of the curve verifies nothing', () => {
    const off = STANDARD.publicKey.replace(/.$/, '4');
    const compressed = `03${STANDARD.publicKey.slice(2, 66)}`;
    const bad = [off, compressed, STANDARD.publicKey.slice(2), `04${'0'.repeat(128)}`, '00', ''];
    expect(bad.filter(isPublicKey)).toEqual([]);
    expect(isPublicKey(STANDARD.publicKey)).toBe(true);
    expect([off, '00', ''].filter((key) => sm2Verify(message, raw, key, USER, 'raw'))).toEqual([]);
  });
});

describe.skipIf(!hasOpenssl())('OpenSSL, under the default user id', () => {
  test('fifty texts are signed there and verified here, and the other way round', () => {
    const other = opensslSm2();
    try {
      const settings = SignatureSettings.parse({
        kind: 'sm2',
        privateKey: other.privateKey,
        publicKey: other.publicKey,
      });
      const inGbk = SignatureSettings.parse({ ...settings, charset: 'gbk', result: 'base64' });
      for (const [i, text] of fc.sample(fc.string({ minLength: 1, maxLength: 200 }), full ? 500 : 50).entries()) {
        const bytes = Buffer.from(text);
        expect(verifier(settings)([text], other.sign(bytes).toString('hex'))).toBe(true);
        expect(other.verify(bytes, Buffer.from(signer(settings)([text]), 'hex'))).toBe(true);
        expect(verifier(settings)([`${text}x`], other.sign(bytes).toString('hex'))).toBe(false);
        if (i === 0) {
          const gbk = Buffer.from('d3c0bfb5', 'hex');
          expect(other.verify(gbk, Buffer.from(signer(inGbk)(['永', '康']), 'base64'))).toBe(true);
          expect(verifier(inGbk)(['永', '康'], other.sign(gbk).toString('base64'))).toBe(true);
        }
      }
    } finally {
      other.close();
    }
  });
});
