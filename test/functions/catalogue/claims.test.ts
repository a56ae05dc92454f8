/** 一数一源: one source for each fact, one code for each resource. */
import { beforeEach, expect, test } from 'vitest';
import { type City, draft, GARDEN, provider, publish } from './calls.ts';
import { quickHub } from './hub.ts';
import { gardenInput, titleInput } from './resource-input.ts';

let city: City;
beforeEach(async () => {
  city = await quickHub();
});

const claiming = (element: object) => ({
  ...gardenInput,
  fields: gardenInput.fields.map((field, i) => (i === 1 ? { ...field, element } : field)),
});

test('what another claims is refused, naming who owns it; declared as copied from there it is published', async () => {
  await draft(city, { ...claiming({ id: 'DE00002' }), code: '309009/0001' });
  expect((await publish(city, '1', GARDEN)).body.errors).toEqual([
    { field: '/fields/1/element', rule: 'element-owned-by:public-security/identity' },
  ]);
  await draft(city, claiming({ id: 'DE00002', from: 'taxation/tax-certificate' }), provider, '"1"');
  expect((await publish(city, '1', GARDEN)).body.errors).toEqual([
    { field: '/fields/1/element/from', rule: 'element-owned-by:public-security/identity' },
  ]);
  await draft(city, claiming({ id: 'DE77777', from: 'taxation/tax-certificate' }), provider, '"2"');
  expect((await publish(city, '1', GARDEN)).body.errors).toEqual([
    { field: '/fields/1/element/from', rule: 'element-without-owner' },
  ]);
  await draft(city, claiming({ id: 'DE00002', from: 'public-security/identity' }), provider, '"3"');
  expect(await publish(city, '1', GARDEN)).toMatchObject({ status: 200 });
});

test('a code that another resource has is refused', async () => {
  await draft(city, { ...gardenInput, code: titleInput.code });
  expect((await publish(city, '1', GARDEN)).body.errors).toEqual([
    { field: '/code', rule: 'code-owned-by:real-estate/title' },
  ]);
});

test('of two who claim at once one is refused', async () => {
  const other = { ...GARDEN, resource: 'yard' };
  await draft(city, claiming({ id: 'DE90001' }));
  await city.call('PUT /v1/resources/{department}/{resource}', {
    as: provider,
    params: other,
    body: { ...claiming({ id: 'DE90001' }), code: '303009/0002' },
    ifMatch: '"0"',
  });
  const answers = await Promise.all([publish(city, '1', GARDEN), publish(city, '1', other)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, expect.toBeOneOf([412, 422])]);
  const states = [await city.resource('real-estate/garden'), await city.resource('real-estate/yard')].map(
    (one) => one?.state,
  );
  expect(states.toSorted()).toEqual(['draft', 'published']);
});
