import { expect, test } from 'vitest';
import { hub } from './hub.ts';

const reads = (as: string) => ({ as, query: {} });

test('on eight instances a suspended system and officer are refused within 30 s, and let in again after', async () => {
  const { instance, call, pass } = await hub();
  const instances = Array.from({ length: 8 }, instance);
  const all = (as: string) => Promise.all(instances.map((one) => one('GET /v1/departments', reads(as))));
  const cases = [
    ['clients', 'data-authority-system', 'data-authority-system', 'client-suspended'],
    ['officers', 'officer-tong-bo', 'officer-tong-bo', 'officer-suspended'],
  ] as const;
  for (const [path, id, as, rule] of cases) {
    expect((await all(as)).map(({ status }) => status)).toEqual(Array(8).fill(200));
    const params = { id };
    await call(`PUT /v1/${path}/{id}/suspension`, { as: 'officer-zhu-ning', params, body: { reason: '停用' } });
    pass(30_001);
    for (const answer of await all(as)) expect(answer).toMatchObject({ status: 403, body: { denial: { rule } } });
    await call(`DELETE /v1/${path}/{id}/suspension`, { as: 'officer-zhu-ning', params });
    pass(30_001);
    expect((await all(as)).map(({ status }) => status)).toEqual(Array(8).fill(200));
  }
});

test('from 20 s on the refresh runs behind the answer: the second question is refused already', async () => {
  const { instance, call, pass } = await hub();
  const one = instance();
  expect((await one('GET /v1/departments', reads('officer-tong-bo'))).status).toBe(200);
  const params = { id: 'officer-tong-bo' };
  await call('PUT /v1/officers/{id}/suspension', { as: 'officer-zhu-ning', params, body: { reason: '停用' } });
  pass(20_000);
  await one('GET /v1/departments', reads('officer-tong-bo'));
  await expect
    .poll(async () => (await one('GET /v1/departments', reads('officer-tong-bo'))).status, { timeout: 5000 })
    .toBe(403);
});
