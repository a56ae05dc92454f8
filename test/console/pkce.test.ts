/** The code flow: what is sent to the sign-in, and what of its answers is taken. */
import { expect, test } from 'vitest';
import { attempt, authorizeUrl, base64url, challengeOf, returned } from '#console/pkce.ts';

test('the example of RFC 7636, appendix B', async () => {
  expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  );
  expect(base64url(new Uint8Array([251, 255, 191, 0]))).toBe('-_-_AA');
});

test('an attempt is never the same twice, and its verifier is long enough', () => {
  const [one, other] = [attempt(), attempt()];
  expect(one.verifier).toMatch(/^[\w-]{43}$/);
  expect(new Set([one.state, one.verifier, other.state, other.verifier]).size).toBe(4);
});

test('the address names everything but the verifier', async () => {
  const made = { state: 'state-1', verifier: 'verifier-1' };
  const url = new URL(
    await authorizeUrl(
      {
        endpoints: { authorize: 'https://login.example.gov/auth?kc_locale=zh', token: '' },
        clientId: 'desk',
        redirect: 'https://hub.example.gov/console/callback',
        scopes: ['catalogue', 'uses'],
        prompt: 'none',
      },
      made,
    ),
  );
  expect(Object.fromEntries(url.searchParams)).toEqual({
    kc_locale: 'zh',
    response_type: 'code',
    client_id: 'desk',
    redirect_uri: 'https://hub.example.gov/console/callback',
    scope: 'openid catalogue uses',
    state: 'state-1',
    code_challenge: await challengeOf('verifier-1'),
    code_challenge_method: 'S256',
    prompt: 'none',
  });
  expect(url.href).not.toContain('verifier-1');
});

test.each([
  ['?code=abc&state=s&iss=https://login', { kind: 'code', code: 'abc' }],
  ['?code=abc&state=s', { kind: 'code', code: 'abc' }],
  ['?error=login_required&state=s', { kind: 'error', error: 'login_required' }],
  ['?error=%3Cscript%3E&state=s', { kind: 'error', error: 'no-code' }],
  ['?state=s', { kind: 'error', error: 'no-code' }],
  ['?code=abc&state=other', undefined],
  ['?code=abc&state=s&iss=https://elsewhere', undefined],
  ['', undefined],
])('%s comes back', (query, found) => {
  expect(returned(query, { state: 's', verifier: 'v' }, 'https://login')).toEqual(found);
});
