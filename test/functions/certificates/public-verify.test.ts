import { expect, test } from 'vitest';
import { verifyInPublic } from '#functions/certificates/public-verify.ts';
import { publicVerifyRoutes } from '#schemas/routes/public-verify.ts';
import { counting } from '#test/engines/counting.ts';
import { copiedFile, issueBy, verifyBy } from './calls.ts';
import { depsOn, freshWorld, issueRequest, NOW, recordsOf } from './world.ts';

const nobody = { clientId: '', subject: '', scopes: [] };

test('everybody reads the same as an officer: the type, the issuer, state and dates, and nothing about a person; nothing is written', async () => {
  const world = await freshWorld();
  const deps = depsOn(world);
  const { identifier } = await issueBy(deps);
  const file = await copiedFile(deps, identifier);
  const before = await recordsOf(world);
  const table = counting(world.client);
  const ask = async (body: object) => {
    const input = { params: undefined, query: undefined, caller: nobody, now: NOW, requestId: 'r' };
    return (await verifyInPublic(deps)({ ...input, body: publicVerifyRoutes.verifyInPublic.body.parse(body) })).body;
  };
  for (const body of [{ identifier }, { file }]) {
    const said = await ask(body);
    expect(said).toEqual(await verifyBy(deps, body));
    expect(said).toMatchObject({
      valid: true,
      certificate: { identifier, type: { zh: '不动产权证书' }, issuedOn: '2017-05-08', state: '01' },
    });
    const { number, holders, data } = issueRequest();
    const texts = [number, ...holders.flatMap(({ name, code }) => [name, code]), ...Object.values(data).map(String)];
    for (const text of texts.filter((one) => one.length > 2)) expect(JSON.stringify(said)).not.toContain(text);
  }
  expect(await recordsOf(world)).toEqual(before);
  expect(Object.keys(table.calls).toSorted()).toEqual(['GetItem', 'Query', 'Scan']);
  expect(publicVerifyRoutes.verifyInPublic.body.safeParse({ elements: {} }).success).toBe(false);
});
