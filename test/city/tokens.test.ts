/** The token corpus against the whole city: never in, and told in the gateway's own words or in ours. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LocalCity } from '#infra/local/city.ts';
import { officerTokens } from '#infra/local/oidc/tokens.ts';
import { boot, call, HOMES, review } from './support.ts';
import { badTokens } from './tokens.ts';

let city: LocalCity;
beforeAll(async () => {
  city = await boot();
});
afterAll(() => city.stop());

test('no token of the corpus lets anybody in, and the good one does', async () => {
  const good = await city.token('housing-system', ['exchange']);
  const corpus = await badTokens({
    issuer: city.issuer,
    good,
    signing: city.oidc.keys.signing,
    now: city.clock.now(),
    idToken: (await officerTokens(city.issuer, 'officer-lou-yun', ['exchange'])).idToken,
    unscoped: await city.token('data-authority-system', ['registry']),
  });
  expect(corpus.length).toBeGreaterThan(30);
  city.engine.reset();
  for (const { name, authorization, status } of corpus) {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    const answer = await call(city, 'POST', HOMES, { headers, body: review() });
    expect(answer.status, name).toBe(status);
    const own = answer.text === JSON.stringify({ message: status === 401 ? 'Unauthorized' : 'Forbidden' });
    expect(own || answer.headers.get('content-type')?.includes('problem+json'), `${name}: ${answer.text}`).toBe(true);
  }
  const recorded = city.engine.read().filter(({ operation }) => operation === 'PutItem');
  expect(recorded).toEqual([]);
  expect((await call(city, 'POST', HOMES, { token: good, body: review() })).status).toBe(200);
});

test('a genuine token of another department is told which rule refuses it', async () => {
  const token = await city.token('health-system', ['exchange']);
  const answer = await call(city, 'POST', HOMES, { token, body: review() });
  expect(answer.status).toBe(403);
  expect(answer.body.denial?.rule).toBe('grant-missing');
  expect(answer.body.denial?.ask).toMatch(/\d{4}-/);
});
