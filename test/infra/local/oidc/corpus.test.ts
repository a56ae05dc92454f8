import { afterAll, beforeAll, expect, test } from 'vitest';
import { clients } from '#city/clients.ts';
import { officers } from '#city/officers.ts';
import { movableClock } from '#infra/local/clock.ts';
import { authorizer } from '#infra/local/gateway/authorizer.ts';
import { type LocalOidc, startOidc } from '#infra/local/oidc/oidc.ts';
import { clientToken, officerTokens } from '#infra/local/oidc/tokens.ts';
import { badTokens } from '#test/city/tokens.ts';

let oidc: LocalOidc;
beforeAll(async () => {
  oidc = await startOidc({ clients, officers });
});
afterAll(() => oidc.stop());

test('the good token is let in, and of the corpus none', async () => {
  const clock = movableClock();
  const system = (id: string, scope: string) => clientToken(oidc.issuer, id, oidc.clientKeys(id), [scope]);
  const good = await system('one-window-system', 'exchange');
  const { idToken } = await officerTokens(oidc.issuer, 'officer-hu-min', ['exchange']);
  const corpus = await badTokens({
    issuer: oidc.issuer,
    good,
    signing: oidc.keys.signing,
    now: clock.now(),
    idToken,
    unscoped: await system('health-system', 'catalogue'),
  });
  const authorize = authorizer(clock);
  const route = {
    key: 'POST /x',
    method: 'POST',
    segments: ['x'],
    functionArn: 'arn',
    timeoutMs: 1,
    authorizer: { issuer: oidc.issuer, audience: ['onetrip'] },
    scopes: ['exchange'],
  };
  expect(await authorize([`Bearer ${good}`], route)).toMatchObject({ claims: { client_id: 'one-window-system' } });
  for (const { name, authorization, status } of corpus) {
    const answer = await authorize(authorization === undefined ? undefined : [authorization], route);
    expect([name, answer]).toEqual([name, expect.objectContaining({ status })]);
  }
  expect(corpus.length).toBeGreaterThanOrEqual(35);
});
