import { beforeAll, expect, test } from 'vitest';
import { quickHub } from './hub.ts';
import { gardenInput as input, titleInput } from './resource-input.ts';

let city: Awaited<ReturnType<typeof quickHub>>;
beforeAll(async () => {
  city = await quickHub();
});

const params = { department: 'real-estate', resource: 'garden' };

const put = (as: string, body: unknown, ifMatch = '"0"', where: Record<string, string> = params) =>
  city.call('PUT /v1/resources/{department}/{resource}', { as, params: where, body, ifMatch });

test('the department declares its resource, the data authority may too, nobody else', async () => {
  expect(await put('officer-xia-yu', input)).toMatchObject({
    status: 200,
    headers: { etag: '"1"' },
    body: { id: 'real-estate/garden', department: 'real-estate', revision: 1, state: 'draft' },
  });
  expect(await put('officer-li-yan', { ...input, format: 'json' }, '"1"')).toMatchObject({
    status: 200,
    body: { revision: 2 },
  });
  expect(await put('fire-system', input, '"2"')).toMatchObject({
    status: 403,
    body: { denial: { rule: 'other-department' } },
  });
  expect(await put('officer-xia-yu', { ...input, format: 'csv' }, '"1"')).toMatchObject({ status: 412 });
});

test.each([
  [
    'a field twice',
    { fields: [...input.fields, input.fields[0]] },
    `/fields/${input.fields.length}/pointer`,
    'field-twice',
  ],
  [
    'a subject that is no field',
    { subject: { request: '/holder', answer: '/nobody' } },
    '/subject/answer',
    'field-not-declared',
  ],
  ['withheld without legal basis', { sharing: 'withheld', legalBasis: undefined }, '/', 'withheld-needs-legal-basis'],
  ['a version that is none', { version: 0.5 }, '/version', ''],
  ['a first version that is not the first', { version: 2 }, '/version', 'first-version'],
  ['a state, which is the hub to write', { state: 'published' }, '/state', ''],
  ['a code that is none', { code: '406003/1' }, '/code', ''],
  [
    'an element claimed twice',
    { fields: input.fields.map((field) => ({ ...field, element: { id: 'DE00999' } })) },
    '/fields/1/element',
    'element-twice',
  ],
])('%s is refused by name', async (_name, change, field, rule) => {
  const answer = await put('officer-xia-yu', { ...input, ...change }, '"0"', { ...params, resource: 'broken' });
  expect(answer.status).toBe(rule ? 422 : 400);
  expect(answer.body.errors).toContainEqual(rule ? { field, rule } : expect.objectContaining({ field }));
});

test('agent and officer take turns; who is called, or reached by ferry, is not made to answer by hand by a word', async () => {
  const title = { ...params, resource: 'title' };
  for (const protocol of ['manual', 'agent']) {
    const answer = await put('officer-xia-yu', { ...titleInput, protocol }, '"1"', title);
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ field: '/protocol', rule: 'needs-another-adapter' }] },
    });
  }
  const later = { ...params, resource: 'by-hand' };
  const said = async (protocol: string, revision: number) =>
    (await put('officer-xia-yu', { ...input, code: '303009/0007', protocol }, `"${revision}"`, later)).status;
  expect([await said('manual', 0), await said('REST', 1), await said('manual', 2)]).toEqual([200, 200, 200]);
});

test('a department that is not registered has no resources', async () => {
  const answer = await put('officer-li-yan', input, '"0"', { department: 'parks', resource: 'trees' });
  expect(answer.body.errors).toEqual([{ field: '/params/department', rule: 'department-unknown' }]);
});

test('the catalogue is open to every department, page by page, filtered; the cursor is bound to both', async () => {
  const list = (query: Record<string, string>, as = 'fire-system') => city.call('GET /v1/resources', { as, query });
  const first = await list({ department: 'real-estate', limit: '2' });
  expect(first.body.items).toHaveLength(2);
  const { next } = first.body;
  const second = await list({ department: 'real-estate', limit: '2', cursor: next });
  const ids = [...first.body.items, ...second.body.items].map(({ id }: { id: string }) => id);
  expect(ids).toEqual([...ids].toSorted());
  expect(new Set(ids).size).toBe(ids.length);
  expect(await list({ department: 'fire', limit: '2', cursor: next })).toMatchObject({ status: 400 });
  expect(await list({ department: 'real-estate', limit: '2', cursor: next }, 'health-system')).toMatchObject({
    status: 400,
  });
  expect(await list({ sharing: 'withheld' })).toMatchObject({ status: 200, body: { items: [] } });
  expect(await list({ colour: 'red' })).toMatchObject({ status: 400 });
});

test('one resource with its revision, and none where there is none', async () => {
  const get = (resource: string) =>
    city.call('GET /v1/resources/{department}/{resource}', { as: 'fire-system', params: { ...params, resource } });
  expect(await get('title')).toMatchObject({
    status: 200,
    headers: { etag: '"1"' },
    body: { id: 'real-estate/title' },
  });
  expect(await get('unknown')).toMatchObject({ status: 404 });
});

test('grants are listed by consumer and resource', async () => {
  const query = { consumer: 'health', resource: 'real-estate/title' };
  expect(await city.call('GET /v1/grants', { as: 'health-system', query })).toMatchObject({ body: { items: [] } });
});
