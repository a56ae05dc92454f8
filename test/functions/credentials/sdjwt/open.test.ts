/** Every test case of sd-jwt-python and every example of RFC 9901, and what RFC 9901 says must be refused. Sources: ../vectors/README.md. */
import { createHash, verify } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { SDJwtInstance } from '@sd-jwt/core';
import { describe, expect, test } from 'vitest';
import { openSdJwt } from '#functions/credentials/sdjwt/open.ts';
import { bind, type Case, digestOf, jwtOf, type Keys, NONCE, pair, present, readCase, VERIFIER } from './issuer.ts';

const FOLDER = 'test/functions/credentials/vectors';
const cases = ['sd-jwt-python', 'rfc9901'].flatMap((source) =>
  readdirSync(`${FOLDER}/${source}`).map(
    (name) => [`${source}/${name}`, readCase(readFileSync(`${FOLDER}/${source}/${name}`, 'utf8'))] as const,
  ),
);
const NOW = Date.parse('2026-11-20T02:00:00Z');
const keys: Keys = { issuer: pair(), holder: pair() };
const issuerKey = () => ({ curve: 'P-256', key: keys.issuer.publicKey }) as const;

test('there are 17 cases and 15 examples', () => {
  expect(cases).toHaveLength(32);
});

describe.each(cases)('%s', (_, one) => {
  test('the expected payload is read', () => {
    const { text, read } = present(one, keys, NOW);
    const opened = openSdJwt(text, { now: NOW, issuerKey, ...(one.bound ? { nonce: NONCE, audience: VERIFIER } : {}) });
    expect(opened.claims).toEqual(read);
    expect(opened.bound).toBe(one.bound);
    if (!one.expected) return;
    const { iss: _iss, cnf: _cnf, ...claims } = opened.claims;
    expect(claims).toEqual(one.expected);
  });

  test.skipIf(one.form === 'json')('a library reads the same', async () => {
    const { text, read } = present(one, keys, NOW);
    const library = new SDJwtInstance({
      hasher: (data) => createHash('sha256').update(String(data)).digest(),
      verifier: (data, signature) =>
        verify(
          'sha256',
          Buffer.from(data),
          { key: keys.issuer.publicKey, dsaEncoding: 'ieee-p1363' },
          Buffer.from(signature, 'base64url'),
        ),
    });
    const { payload } = await library.validate(text, { currentDate: NOW / 1000 });
    const { _sd_alg: _alg, ...claims } = payload as Record<string, unknown>;
    expect(claims).toEqual(read);
  });
});

const [, base] = cases.find(([name]) => name === 'sd-jwt-python/key_binding.yml') as readonly [string, Case];
const opening = (text: string, wanted: object = {}) => {
  try {
    openSdJwt(text, { now: NOW, issuerKey, ...wanted });
    return 'opened';
  } catch (error) {
    return (error as { rule?: string }).rule;
  }
};
const disclosure = (...parts: unknown[]) => Buffer.from(JSON.stringify(['salt', ...parts])).toString('base64url');
const sdJwt = (payload: object, ...disclosures: string[]) =>
  `${[jwtOf({ alg: 'ES256' }, payload, keys.issuer.privateKey), ...disclosures].join('~')}~`;

describe('RFC 9901, 7.1: refused', () => {
  const name = disclosure('name', 'A');
  test.each<[string, string, string]>([
    ['a disclosure that nothing refers to', sdJwt({ iss: 'x' }, name), 'disclosure-not-referenced'],
    ['a disclosure twice', sdJwt({ _sd: [digestOf(name)] }, name, name), 'disclosure-twice'],
    ['a digest twice', sdJwt({ _sd: [digestOf(name), digestOf(name)] }, name), 'digest-twice'],
    ['a digest in two places', sdJwt({ _sd: [digestOf(name)], a: { _sd: [digestOf(name)] } }, name), 'digest-twice'],
    ['a digest that is no text', sdJwt({ _sd: [1] }), 'digest'],
    ['digests that are no list', sdJwt({ _sd: 'x' }), 'digest'],
    ['a claim over a plain one', sdJwt({ name: 'B', _sd: [digestOf(name)] }, name), 'claim-twice'],
    ['a claim called _sd', sdJwt({ _sd: [digestOf(disclosure('_sd', []))] }, disclosure('_sd', [])), 'disclosure'],
    ['a claim called ...', sdJwt({ _sd: [digestOf(disclosure('...', 1))] }, disclosure('...', 1)), 'disclosure'],
    ['an element as a member', sdJwt({ _sd: [digestOf(disclosure(1))] }, disclosure(1)), 'disclosure-out-of-place'],
    ['a member as an element', sdJwt({ a: [{ '...': digestOf(name) }] }, name), 'disclosure-out-of-place'],
    [
      'an element with more than its digest',
      sdJwt({ a: [{ '...': digestOf(disclosure(1)), b: 1 }] }, disclosure(1)),
      'digest',
    ],
    ['four parts', sdJwt({ _sd: [digestOf(disclosure('a', 1, 2))] }, disclosure('a', 1, 2)), 'disclosure'],
    ['no JSON', sdJwt({ _sd: [digestOf('YQ')] }, 'YQ'), 'disclosure'],
    ['an unknown hash', sdJwt({ _sd_alg: 'md5' }), 'sd-alg'],
    ['a name of a prototype as hash', sdJwt({ _sd_alg: 'constructor' }), 'sd-alg'],
    ['expired', sdJwt({ exp: NOW / 1000 - 1000 }), 'expired'],
    ['not yet valid', sdJwt({ nbf: NOW / 1000 + 1000 }), 'not-yet-valid'],
    ['no tilde', sdJwt({ iss: 'x' }).slice(0, -1), 'sd-jwt'],
    ['another key', `${jwtOf({ alg: 'ES256' }, { iss: 'x' }, keys.holder.privateKey)}~`, 'signature'],
    ['no algorithm', `${jwtOf({ alg: 'none' }, { iss: 'x' }, keys.issuer.privateKey)}~`, 'signature'],
    [
      'a critical header',
      `${jwtOf({ alg: 'ES256', crit: ['x'] }, { iss: 'x' }, keys.issuer.privateKey)}~`,
      'signature',
    ],
    ['no JWT', 'x~', 'jwt'],
  ])('%s', (_, text, rule) => {
    expect(opening(text)).toBe(rule);
  });

  test('what is disclosed is what was signed: one character of a disclosure changed, it is nobody’s', () => {
    const { text } = present(base, keys, NOW);
    const [jwt, first = '', ...rest] = text.split('~');
    const other = Buffer.from(Buffer.from(first, 'base64url').toString().replace('John', 'Joan')).toString('base64url');
    expect(opening([jwt, other, ...rest].join('~'))).toBe('disclosure-not-referenced');
  });
});

describe('RFC 9901, 7.3: key binding refused', () => {
  const wanted = { nonce: NONCE, audience: VERIFIER };
  const { text } = present(base, keys, NOW);
  const presented = text.slice(0, text.lastIndexOf('~') + 1);
  const [jwt = '', ...parts] = presented.split('~');
  test.each<[string, string, string]>([
    ['none', presented, 'key-binding-required'],
    ['another nonce', presented + bind(presented, keys, NOW, { nonce: 'x' }), 'nonce'],
    ['another audience', presented + bind(presented, keys, NOW, { aud: 'x' }), 'audience'],
    ['over other disclosures', `${[jwt, ...parts.slice(1)].join('~')}${bind(presented, keys, NOW)}`, 'sd-hash'],
    ['by another key', presented + bind(presented, { ...keys, holder: keys.issuer }, NOW), 'key-binding'],
    ['of another type', presented + bind(presented, keys, NOW, {}, 'jwt'), 'key-binding'],
    ['without time', presented + bind(presented, keys, NOW, { iat: 'x' }), 'key-binding'],
    ['from the future', presented + bind(presented, keys, NOW + 3_600_000), 'issued-in-the-future'],
    ['of a holder without a key', `${sdJwt({ iss: 'x' })}${bind(sdJwt({ iss: 'x' }), keys, NOW)}`, 'no-holder-key'],
  ])('%s', (_, bad, rule) => {
    expect(opening(bad, wanted)).toBe(rule);
  });
});
