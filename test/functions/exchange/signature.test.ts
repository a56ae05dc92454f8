import { createHmac, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { type InnerList, parseItem, parseList } from 'structured-headers';
import { describe, expect, test } from 'vitest';
import { type SigningJwk, signer } from '#client/sdk/sign.ts';
import { type Signed, verifySignature } from '#functions/exchange/signature.ts';
import { type Jwk, signatureBase, signatureFits } from '#functions/exchange/signature-base.ts';
import type { Message } from '#functions/kernel/request.ts';
import { BODY, ED25519_PRIVATE, KEYS, REQUEST, SHARED_SECRET, TRANSFORMED, VECTORS } from './rfc9421.ts';
import { NOW } from './world.ts';

const inputOf = (text: string): InnerList => parseList(text)[0] as InnerList;
const keyidOf = (input: InnerList): string => String(input[1].get('keyid'));

describe('RFC 9421, appendix B', () => {
  test.each(VECTORS.map((vector) => [vector.section, vector] as const))('%s', (_section, vector) => {
    const input = inputOf(vector.input);
    const base = signatureBase(input, vector.message);
    expect(base).toBe([...vector.lines, `"@signature-params": ${vector.input}`].join('\n'));
    const signature = Buffer.from(vector.signature, 'base64');
    const key = KEYS[keyidOf(input)];
    if (key) {
      expect(signatureFits(key as Jwk, base, signature)).toBe(true);
      expect(signatureFits(key as Jwk, `${base} `, signature)).toBe(false);
    } else {
      const made = createHmac('sha256', Buffer.from(SHARED_SECRET, 'base64')).update(base).digest('base64');
      expect(made).toBe(vector.signature);
    }
    if (keyidOf(input) === 'test-key-ed25519')
      expect(sign(null, Buffer.from(base), createPrivateKey(ED25519_PRIVATE)).toString('base64')).toBe(
        vector.signature,
      );
  });

  test.each(TRANSFORMED)('B.4: %s: still good is %s', (_what, good, message) => {
    const vector = VECTORS.find(({ section }) => section === 'B.4')!;
    const input = inputOf(vector.input);
    const fits = signatureFits(
      KEYS['test-key-ed25519'] as Jwk,
      signatureBase(input, message),
      Buffer.from(vector.signature, 'base64'),
    );
    expect(fits).toBe(good);
  });

  test('the digest of the test request is that of its body (RFC 9530)', () => {
    const [value] = parseItem(REQUEST.headers['content-digest'].replace('sha-512=', ''));
    expect(Buffer.from(value as ArrayBuffer)).toHaveLength(64);
    expect(BODY).toBe('{"hello": "world"}');
  });
});

const pair = (kind: 'EC' | 'OKP' | 'RSA', kid: string) => {
  const made =
    kind === 'EC'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : kind === 'OKP'
        ? generateKeyPairSync('ed25519')
        : generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    secret: { ...made.privateKey.export({ format: 'jwk' }), kid } as SigningJwk,
    open: { ...made.publicKey.export({ format: 'jwk' }), kid } as Jwk,
  };
};
const PAIRS = { EC: pair('EC', 'ec'), OKP: pair('OKP', 'okp'), RSA: pair('RSA', 'rsa') };
const client = { id: 'tax-system', keys: Object.values(PAIRS).map(({ open }) => open) };

const question = {
  method: 'POST',
  url: 'https://hub.example/v1/exchange/deeds/title',
  headers: { host: 'hub.example', 'content-type': 'application/json', 'idempotency-key': 'k-1' },
  body: JSON.stringify({ request: { holder: 'somebody' } }),
};
const signed = async (kind: keyof typeof PAIRS = 'EC', message = question, at = NOW): Promise<Message> => ({
  method: message.method,
  url: message.url,
  headers: await signer(PAIRS[kind].secret, () => at)(message),
  body: Buffer.from(message.body),
});
const judged = (message: Message, now = NOW, who = client) => verifySignature(message, who, now);
const edited = ({ headers, ...rest }: Message, edit: Record<string, string | undefined>): Message => ({
  ...rest,
  headers: Object.fromEntries(
    Object.entries({ ...headers, ...edit }).filter((e): e is [string, string] => e[1] !== undefined),
  ),
});
const inputEdited = (message: Message, change: (input: string) => string): Message =>
  edited(message, { 'signature-input': change(String(message.headers['signature-input'])) });

describe('a question signed by the SDK', () => {
  test.each(['EC', 'OKP', 'RSA'] as const)('%s verifies, and any other instant within five minutes', async (kind) => {
    const message = await signed(kind);
    const found = judged(message) as Signed;
    expect(found).toMatchObject({ created: NOW / 1000, key: PAIRS[kind].open });
    expect(found.base).toContain('"@path": /v1/exchange/deeds/title');
    expect([judged(message, NOW - 29_000), judged(message, NOW + 299_000)]).toEqual([found, found]);
    expect([judged(message, NOW - 31_000), judged(message, NOW + 301_000)]).toEqual([
      'signature-not-yet',
      'signature-expired',
    ]);
  });

  test('the same nonce always gives the same id, another one another', async () => {
    const message = await signed();
    const ids = [judged(message), judged(message), judged(await signed())].map((one) => (one as Signed).id);
    expect(new Set(ids).size).toBe(2);
    expect(ids[0]).toBe(ids[1]);
  });

  test('no signature, or one for another service, is none', async () => {
    const message = await signed();
    expect(judged({ ...message, headers: question.headers })).toBeUndefined();
    expect(judged(inputEdited(message, (input) => input.replace('tag="onetrip"', 'tag="other"')))).toBeUndefined();
  });

  test.each([
    ['signature-malformed', (m: Message) => edited(m, { signature: undefined })],
    ['signature-malformed', (m: Message) => edited(m, { 'signature-input': undefined })],
    ['signature-malformed', (m: Message) => edited(m, { 'signature-input': 'onetrip=((' })],
    ['signature-malformed', (m: Message) => edited(m, { signature: 'onetrip=:!:' })],
    ['signature-malformed', (m: Message) => edited(m, { signature: 'other=:AAAA:' })],
    [
      'signature-malformed',
      (m: Message) => inputEdited(m, (input) => `${input}, second=${input.slice(input.indexOf('=') + 1)}`),
    ],
    ['signature-incomplete', (m: Message) => inputEdited(m, (input) => input.replace('"@path" ', ''))],
    ['signature-incomplete', (m: Message) => inputEdited(m, (input) => input.replace(' "content-digest"', ''))],
    ['signature-incomplete', (m: Message) => inputEdited(m, (input) => input.replace(' "idempotency-key"', ''))],
    ['signature-incomplete', (m: Message) => inputEdited(m, (input) => input.replace('"@method"', '"@method";req'))],
    ['signature-incomplete', (m: Message) => inputEdited(m, (input) => input.replace(/;nonce="[^"]*"/, ''))],
    [
      'signature-incomplete',
      (m: Message) => inputEdited(m, (input) => input.replace(/;nonce="[^"]*"/, ';nonce="short"')),
    ],
    ['signature-incomplete', (m: Message) => inputEdited(m, (input) => input.replace(/;created=\d+/, ''))],
    ['signature-incomplete', (m: Message) => inputEdited(m, (input) => input.replace(/;keyid="[^"]*"/, ''))],
    ['signature-incomplete', (m: Message) => inputEdited(m, (input) => input.replace('"@path"', '"@path" "x-none"'))],
    ['signature-key-unknown', (m: Message) => inputEdited(m, (input) => input.replace('keyid="ec"', 'keyid="xx"'))],
    [
      'signature-algorithm',
      (m: Message) => inputEdited(m, (input) => input.replace(/alg="[^"]*"/, 'alg="hmac-sha256"')),
    ],
    ['signature-digest', (m: Message) => ({ ...m, body: Buffer.from('{}') })],
    ['signature-digest', (m: Message) => edited(m, { 'content-digest': 'md5=:AAAA:' })],
    ['signature-invalid', (m: Message) => edited(m, { 'idempotency-key': 'k-2' })],
    ['signature-invalid', (m: Message) => ({ ...m, url: m.url.replace('title', 'other') })],
    ['signature-invalid', (m: Message) => ({ ...m, url: m.url.replace('hub.', 'hub2.') })],
    [
      'signature-invalid',
      (m: Message) => inputEdited(m, (input) => input.replace('keyid="ec"', 'keyid="okp"').replace(/;alg="[^"]*"/, '')),
    ],
    [
      'signature-invalid',
      (m: Message) => inputEdited(m, (input) => input.replace(/created=\d+/, `created=${NOW / 1000 - 1}`)),
    ],
  ] as const)('%s', async (rule, spoil) => {
    expect(judged(spoil(await signed()))).toBe(rule);
  });

  test('a query must be covered, and a GET has no body to cover', async () => {
    const asked = { method: 'GET', url: 'https://hub.example/v1/x?after=1', headers: { host: 'hub.example' } };
    const headers = await signer(PAIRS.EC.secret, () => NOW)(asked);
    const message: Message = { ...asked, headers, body: Buffer.alloc(0) };
    expect(judged(message)).toMatchObject({ created: NOW / 1000 });
    expect(judged({ ...message, url: `${message.url}0` })).toBe('signature-invalid');
    expect(judged(inputEdited(message, (input) => input.replace(' "@query"', '')))).toBe('signature-incomplete');
  });

  test('weak keys sign nothing', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const weak = { id: 'weak', keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'weak' } as Jwk] };
    const headers = await signer(
      { ...privateKey.export({ format: 'jwk' }), kid: 'weak' },
      () => NOW,
    )(question).catch(() => undefined);
    // 1,024 bits cannot even hold SHA-512 with a salt of 64 bytes.
    expect(headers).toBeUndefined();
    const message = inputEdited(await signed('RSA'), (input) => input.replace('keyid="rsa"', 'keyid="weak"'));
    expect(judged(message, NOW, weak)).toBe('signature-algorithm');
  });

  test('whatever covered byte is changed, it is refused', async () => {
    const message = await signed('OKP');
    const covered = [
      'content-type',
      'idempotency-key',
      'content-digest',
      'signature',
      'signature-input',
      'body',
      'url',
    ];
    const runs = process.env.ONETRIP_FULL === '1' ? 10_000 : 300;
    fc.assert(
      fc.property(fc.constantFrom(...covered), fc.nat(), fc.integer({ min: 33, max: 126 }), (where, at, code) => {
        const text =
          where === 'body' ? message.body.toString() : where === 'url' ? message.url : String(message.headers[where]);
        const i = where === 'url' ? text.indexOf('/v1') + (at % (text.length - text.indexOf('/v1'))) : at % text.length;
        const sign = String.fromCharCode(code);
        fc.pre(text[i] !== sign && (where !== 'url' || /[a-z/]/.test(sign)));
        const spoiled = text.slice(0, i) + sign + text.slice(i + 1);
        const changed =
          where === 'body'
            ? { ...message, body: Buffer.from(spoiled) }
            : where === 'url'
              ? { ...message, url: spoiled }
              : edited(message, { [where]: spoiled });
        // Another label, or another case of a base64 padding bit, may say the very same: then it is the same signature.
        const verdict = judged(changed);
        return (
          typeof verdict === 'string' || verdict === undefined || verdict.base === (judged(message) as Signed).base
        );
      }),
      { numRuns: runs, seed: 9421 },
    );
    expect(judged(message)).toMatchObject({ key: PAIRS.OKP.open });
  });
});
