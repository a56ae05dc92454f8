import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { clients, isSystem } from '#city/clients.ts';
import { departments } from '#city/departments.ts';
import { officers } from '#city/officers.ts';
import { assertion, curl, run } from '#infra/local/oidc/assertion.ts';
import { type LocalOidc, startOidc } from '#infra/local/oidc/oidc.ts';
import { clientToken, officerTokens } from '#infra/local/oidc/tokens.ts';
import { ROLE_SCOPES, Scope } from '#schemas/access.ts';

const data = mkdtempSync(join(tmpdir(), 'onetrip-oidc-'));
const clock = { moved: 0, now: () => Date.now() + clock.moved };
const noise = vi.spyOn(console, 'warn');
let oidc: LocalOidc;
beforeAll(async () => {
  oidc = await startOidc({ clients, officers, departments, dataDir: data, clock });
});
afterAll(async () => {
  await oidc.stop();
  rmSync(data, { recursive: true });
});

const verified = async (token: string, audience = 'onetrip') =>
  (await jwtVerify(token, createRemoteJWKSet(new URL(oidc.jwksUri)), { issuer: oidc.issuer, audience })).payload;

const grant = async (fields: Record<string, string>) => {
  const response = await fetch(`${oidc.issuer}/token`, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: response.status, ...((await response.json()) as { error?: string; access_token?: string }) };
};
const byAssertion = async (clientId: string, signed: string, scope: string) =>
  grant({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_id: clientId,
    client_assertion: signed,
    scope,
  });

test('every department system gets an RS256 access token of ten minutes with what the authorizer needs', async () => {
  for (const { id, scopes } of clients.filter((client) => isSystem(client.id))) {
    const token = await clientToken(oidc.issuer, id, oidc.clientKeys(id), scopes);
    const { sub, client_id, scope, iat = 0, exp = 0, aud } = await verified(token);
    expect({ sub, client_id, scope, aud }).toEqual({ sub: id, client_id: id, scope: scopes.join(' '), aud: 'onetrip' });
    expect(exp - iat).toBe(600);
    expect(JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())).toMatchObject({ alg: 'RS256' });
  }
});

test('an officer signs in by code and PKCE through the page, and gets the scopes that his roles carry', async () => {
  for (const { id, roles } of officers) {
    // These are for programs beside departments, apps of holders and systems that issue: the console may not even ask for them.
    const scopes = Scope.options.filter((scope) => !['ferry', 'agent', 'holder', 'credentials.issue'].includes(scope));
    const { accessToken, idToken } = await officerTokens(oidc.issuer, id, scopes);
    const carried = new Set(roles.flatMap((role) => ROLE_SCOPES[role]));
    const access = await verified(accessToken);
    expect(access).toMatchObject({ sub: id, client_id: 'onetrip-console', aud: 'onetrip' });
    expect(new Set(String(access.scope).split(' '))).toEqual(carried);
    expect(await verified(idToken, 'onetrip-console')).toMatchObject({ sub: id });
    await expect(verified(idToken)).rejects.toThrow('aud');
  }
});

test('a system gets no scope beyond its own, and no token by the key of another', async () => {
  const good = await assertion(oidc.issuer, 'health-system', oidc.clientKeys('health-system'));
  expect(await byAssertion('health-system', good, 'registry.manage')).toMatchObject({
    status: 400,
    error: 'invalid_scope',
  });
  const forged = await assertion(oidc.issuer, 'health-system', oidc.clientKeys('fire-system'));
  expect(await byAssertion('health-system', forged, 'exchange')).toMatchObject({
    status: 401,
    error: 'invalid_client',
  });
  const fresh = await assertion(oidc.issuer, 'health-system', oidc.clientKeys('health-system'));
  expect((await byAssertion('health-system', fresh, 'exchange')).status).toBe(200);
  expect(await byAssertion('health-system', fresh, 'exchange')).toMatchObject({ status: 401, error: 'invalid_client' });
  expect(() => oidc.clientKeys('onetrip-console')).toThrow('no key');
});

test('the console gets no token without an officer, and no code without PKCE or for another address', async () => {
  expect(
    await grant({ grant_type: 'client_credentials', client_id: 'onetrip-console', scope: 'exchange' }),
  ).toMatchObject({ status: 400, error: 'invalid_request' });
  const ask = (params: Record<string, string>) =>
    fetch(
      `${oidc.issuer}/auth?${new URLSearchParams({ client_id: 'onetrip-console', response_type: 'code', scope: 'openid', ...params })}`,
      {
        redirect: 'manual',
      },
    );
  const home = 'http://127.0.0.1:9/callback';
  expect((await ask({ redirect_uri: home })).headers.get('location')).toContain('error=invalid_request');
  const elsewhere = await ask({
    redirect_uri: 'https://example.org/callback',
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
  });
  expect(elsewhere.status).toBe(400);
  expect(await elsewhere.text()).toBe('登录未成功 Sign-in failed: invalid_redirect_uri');
});

test('the page needs no script, lets nothing in from outside, and refuses a wrong password without saying which was wrong', async () => {
  const params = {
    client_id: 'onetrip-console',
    response_type: 'code',
    scope: 'openid exchange',
    redirect_uri: 'http://127.0.0.1:9/callback',
  };
  const challenge = { code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' };
  const first = await fetch(`${oidc.issuer}/auth?${new URLSearchParams({ ...params, ...challenge })}`, {
    redirect: 'manual',
  });
  const cookie = first.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const url = new URL(first.headers.get('location') ?? '', oidc.issuer);
  const page = await fetch(url, { headers: { cookie } });
  const html = await page.text();
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("form-action 'self' http://127.0.0.1:9");
  expect(policy).not.toContain('unsafe');
  expect(html).not.toMatch(/<script|https?:/);
  expect(html).toContain('<html lang="zh-CN">');
  for (const { id, name } of officers) for (const text of [id, name]) expect(html).toContain(text);
  const post = (body: Record<string, string>, headers: Record<string, string> = { cookie }) =>
    fetch(url, { method: 'POST', headers, body: new URLSearchParams(body), redirect: 'manual' });
  for (const wrong of [
    { officer: 'officer-hu-min', password: '000000' },
    { officer: 'nobody"><b>', password: oidc.password },
  ]) {
    const refused = await post(wrong);
    expect(refused.status).toBe(401);
    const text = await refused.text();
    expect(text).toContain('人员或口令不对');
    expect(text).not.toContain('<b>');
  }
  expect((await post({ officer: 'officer-hu-min', password: oidc.password }, {})).status).toBe(400);
  expect((await post({ officer: 'x'.repeat(10_000), password: '' })).status).toBe(400);
  expect((await post({ officer: 'officer-hu-min', password: oidc.password })).status).toBe(303);
});

test('keys are kept for the next start, readable by their owner only', async () => {
  expect(statSync(join(data, 'sign-in.json')).mode & 0o777).toBe(0o600);
  const again = await startOidc({ clients, officers, dataDir: data });
  expect(again.publicKeys).toEqual(oidc.publicKeys);
  expect(again.keys.signing.n).toBe(oidc.keys.signing.n);
  expect(JSON.stringify(again.publicKeys)).not.toContain('"d"');
  await again.stop();
});

test('the first call with curl: the assertion program prints what the token endpoint takes', async () => {
  const second = await startOidc({ clients, officers, dataDir: data });
  const signed = await run(['health-system'], data);
  const words = curl(second.issuer, signed, ['exchange', 'catalogue']);
  expect(words).toContain(`${second.issuer}/token`);
  const fields = [...words.matchAll(/-d (\S+?)=(\S+)/g)].map(([, name, value]) => [
    name,
    decodeURIComponent(value ?? ''),
  ]);
  const response = await fetch(`${second.issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams(fields as [string, string][]),
  });
  expect(await response.json()).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: 'exchange catalogue' });
  expect(await run(['--curl', 'health-system', 'catalogue'], data)).toContain('scope=catalogue');
  await expect(run(['nobody'], data)).rejects.toThrow('Name one of: one-window-system');
  await expect(run(['health-system'], join(data, 'nowhere'))).rejects.toThrow('No running city');
  await second.stop();
});

test("tokens carry the city's time when its clock is moved", async () => {
  clock.moved = 3_600_000;
  const token = await clientToken(oidc.issuer, 'health-system', oidc.clientKeys('health-system'), ['exchange']);
  clock.moved = 0;
  const { iat = 0, exp = 0 } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    iat: number;
    exp: number;
  };
  expect(iat * 1000).toBeGreaterThan(Date.now() + 3_590_000);
  expect(iat * 1000).toBeLessThanOrEqual(Date.now() + 3_600_000);
  expect(exp - iat).toBe(600);
});

test('the sign-in is quiet', () => {
  expect(noise).not.toHaveBeenCalled();
});
