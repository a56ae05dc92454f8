import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalCity, startCity } from '#infra/local/city.ts';
import { officerTokens } from '#infra/local/oidc/tokens.ts';
import { TOLD } from '#infra/local/operator.ts';
import { nameOf } from '#infra/local/places.ts';
import { startLine } from '#infra/local/up.ts';
import { badTokens } from '#test/city/tokens.ts';

const data = mkdtempSync(join(tmpdir(), 'onetrip-data-'));
let city: LocalCity;
beforeAll(async () => {
  city = await startCity({ port: 0, data, quiet: true, departments: ['real-estate'] });
});
afterAll(async () => {
  await city.stop();
  rmSync(data, { recursive: true, force: true });
});

const ask = (path: string, init: RequestInit & { token?: string } = {}) =>
  fetch(`${city.url}${path}`, {
    ...init,
    headers: { ...init.headers, ...(init.token ? { authorization: `Bearer ${init.token}` } : {}) },
  });

describe('the city', () => {
  it('is up when it says so, and says how long it took', async () => {
    expect(await (await ask('/health')).json()).toMatchObject({ status: 'ok' });
    expect(startLine(city)).toMatch(/^\d+\.\d s: .*engines \d+\.\d s/);
  });

  it('tells an operator of this machine where its engines are and what the hub keeps there', async () => {
    const said = readFileSync(join(data, 'operator.env'), 'utf8');
    for (const id of TOLD) expect(said).toContain(`\n${id}=${nameOf(city.deployment, id)}\n`);
    expect(said).toMatch(/\nAWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:\d+\n/);
  });

  it("refuses the whole corpus of tokens at the door, in the gateway's own shape", async () => {
    const good = await city.token('one-window-system', ['exchange']);
    const { idToken } = await officerTokens(city.issuer, 'officer-hu-min', ['exchange']);
    const unscoped = await city.token('health-system', ['catalogue']);
    const corpus = await badTokens({
      issuer: city.issuer,
      good,
      signing: city.oidc.keys.signing,
      now: city.clock.now(),
      idToken,
      unscoped,
    });
    const before = city.pool.logs('real-estate').length;
    for (const { name, authorization, status } of corpus) {
      const headers = { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) };
      const answer = await ask('/v1/exchange/real-estate/title', { method: 'POST', headers, body: '{}' });
      expect([name, answer.status, await answer.text()]).toEqual([
        name,
        status,
        `{"message":"${status === 401 ? 'Unauthorized' : 'Forbidden'}"}`,
      ]);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
    expect(city.pool.logs('real-estate')).toHaveLength(before);
    const let_in = await ask('/v1/exchange/real-estate/title', {
      method: 'POST',
      token: good,
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(let_in.status).toBe(400);
  });

  it('fires its schedules and comes to rest', async () => {
    expect(await city.fire('due-drain')).toMatchObject([{ ok: true }]);
    await city.settle();
    expect(city.engine.refusals()).toEqual([]);
  });

  it('moves its time: tokens end, new ones begin', async () => {
    const token = await city.token('housing-system');
    expect((await ask('/v1/resources', { token })).status).toBe(200);
    city.clock.advance(601_000);
    expect((await ask('/v1/resources', { token })).status).toBe(401);
    expect((await ask('/v1/resources', { token: await city.token('housing-system') })).status).toBe(200);
  });

  it('makes instances, and a killed one is replaced', async () => {
    const names = await city.instances('public', 3);
    expect(names).toHaveLength(3);
    for (const name of names) city.pool.kill(name);
    expect((await ask('/health')).status).toBe(200);
  });

  it('keeps what it was told when it starts again in the same folder', async () => {
    const manager = await city.token('data-authority-system');
    const suspended = await ask('/v1/departments/health/suspension', {
      method: 'PUT',
      token: manager,
      headers: { 'content-type': 'application/json' },
      body: '{"reason":"test"}',
    });
    expect(suspended.status).toBe(200);
    await city.stop();
    city = await startCity({ port: 0, data, quiet: true, dev: true, departments: ['real-estate'] });
    const answer = await ask('/v1/departments/health', { token: await city.token('data-authority-system') });
    expect(await answer.json()).toMatchObject({ id: 'health', suspended: { reason: 'test' } });
  });
});
