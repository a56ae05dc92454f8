import { beforeEach, describe, expect, test } from 'vitest';
import { authorise, identified } from '#functions/exchange/authorise.ts';
import type { IndexedSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { everyCrashPoint } from '#test/engines/crash-points.ts';
import {
  authority,
  type City,
  draft,
  ENDS,
  event,
  GARDEN,
  give,
  next,
  provider,
  publish,
  secondInput,
  TITLE,
} from './calls.ts';
import { NOW, quickHub } from './hub.ts';
import { gardenInput, titleInput } from './resource-input.ts';

const ask = (snapshot: IndexedSnapshot, fields: readonly string[], now: number) => {
  const who = identified(
    snapshot,
    { clientId: 'health-system', subject: 'health-system', scopes: ['exchange'] },
    'exchange',
  );
  const purpose = { kind: 'standing', code: 'check' } as const;
  return authorise(snapshot, who, { resource: 'real-estate/title', purpose, role: 'applicant', fields, now });
};

let city: City;
beforeEach(async () => {
  city = await quickHub();
});

describe('the first version', () => {
  test('is a draft that only its owner sees, is published when it says what the catalogue demands, and then by everybody', async () => {
    const { code: _code, condition: _condition, ...bare } = gardenInput;
    expect(await draft(city, bare)).toMatchObject({ status: 200, body: { state: 'draft', version: 1 } });
    const get = (as: string) => city.call('GET /v1/resources/{department}/{resource}', { as, params: GARDEN });
    expect(await get('fire-system')).toMatchObject({ status: 404 });
    expect(await get(authority)).toMatchObject({ status: 200 });
    const list = (as: string) => city.call('GET /v1/resources', { as, query: { state: 'draft' } });
    expect((await list('fire-system')).body.items).toEqual([]);
    expect((await list(provider)).body.items).toMatchObject([{ id: 'real-estate/garden' }]);
    const refused = await publish(city, '1', GARDEN);
    expect(refused).toMatchObject({ status: 422 });
    expect(refused.body.errors).toEqual([
      { field: '/code', rule: 'required-to-publish' },
      { field: '/condition', rule: 'required-to-publish' },
    ]);
    await draft(city, gardenInput, provider, '"1"');
    expect(await publish(city, '1', GARDEN)).toMatchObject({
      status: 200,
      headers: { etag: '"3"' },
      body: { state: 'published', published: { by: provider } },
    });
    expect(await publish(city, '1', GARDEN)).toMatchObject({ status: 200, headers: { etag: '"3"' } });
    expect(await get('fire-system')).toMatchObject({ status: 200 });
  });

  test('may be changed while it is read by everybody, as long as nobody notices', async () => {
    const put = (change: object, ifMatch: string) =>
      city.call('PUT /v1/resources/{department}/{resource}', {
        as: provider,
        params: TITLE,
        body: { ...titleInput, ...change },
        ifMatch,
      });
    expect(await put({ fields: [...titleInput.fields, secondInput.fields.at(-1)] }, '"1"')).toMatchObject({
      status: 200,
      body: { state: 'published', version: 1, revision: 2 },
    });
    expect(await put({ fields: secondInput.fields }, '"2"')).toMatchObject({
      status: 422,
      body: { errors: [{ field: '/use', rule: 'breaking-leaf-removed' }] },
    });
    expect((await put({ version: 2 }, '"2"')).body.errors).toContainEqual({
      field: '/version',
      rule: 'version-stands-beside',
    });
  });
});

describe('the next version', () => {
  test('is a draft beside; published, the old one is answered to its consumers until the notice period ends', async () => {
    await give(city);
    expect(await next(city, secondInput)).toMatchObject({
      status: 200,
      headers: { etag: '"1"' },
      body: { state: 'draft' },
    });
    expect(await next(city, { ...secondInput, version: 3 })).toMatchObject({
      body: { errors: [{ field: '/version', rule: 'version-differs' }] },
    });
    expect((await ask(await city.snapshot(), ['/use', '/location'], NOW)).fields).toEqual(['/location', '/use']);

    expect(await publish(city, '2')).toMatchObject({
      status: 200,
      body: { version: 2, state: 'published', revision: 2 },
    });
    const after = await city.snapshot();
    expect(after.versionsOf('real-estate/title').map(({ version, state, ends }) => [version, state, ends])).toEqual([
      [2, 'published', undefined],
      [1, 'deprecated', ENDS],
    ]);
    expect((await ask(after, ['/use', '/location'], NOW)).fields).toEqual(['/location', '/use']);
    await expect(ask(after, ['/use'], Date.parse(ENDS))).rejects.toMatchObject({
      extra: { denial: { rule: 'version-ended' } },
    });

    expect(await give(city, { resourceVersion: 2, fields: ['/location', '/built'] }, 'health-second')).toMatchObject({
      status: 200,
    });
    expect(await give(city, { fields: ['/use'] }, 'health-old')).toMatchObject({
      body: { errors: expect.arrayContaining([{ field: '/resourceVersion', rule: 'resource-version' }]) },
    });
    expect((await ask(await city.snapshot(), ['/built', '/use'], Date.parse(ENDS))).fields).toEqual(['/built']);
    const listed = await city.call('GET /v1/resources/{department}/{resource}/versions', {
      as: 'health-system',
      params: TITLE,
    });
    expect(listed.body.items).toMatchObject([
      { version: 2, state: 'published' },
      {
        version: 1,
        state: 'deprecated',
        deprecated: {
          by: provider,
          notice: { date: '2026-12-18', workdays: 20, rule: { id: 'resource-notice-2024' } },
        },
      },
    ]);
  });

  test('the clock withdraws the old one, gives its elements back, and nothing else', async () => {
    await next(city, secondInput);
    await publish(city, '2');
    const end = (at: number) =>
      ({
        v: 1,
        id: `catalogue#x@${at}`,
        type: 'resource.end',
        at,
        data: { resource: 'real-estate/title', version: 1 },
      }) as const;
    await city.events(end(Date.parse(ENDS) - 1), Date.parse(ENDS) - 1);
    expect((await city.snapshot()).versionsOf('real-estate/title')).toHaveLength(2);
    expect(await city.timersAt(Date.parse(ENDS))).toEqual(['catalogue#real-estate/title@1']);
    const use = titleInput.fields.find(({ pointer }) => pointer === '/use')!.element!.id;
    const owner = async (element: string) => (await city.healthy.registry.get('claim', `element#${element}`))?.owner;
    expect(await owner(use)).toBe('real-estate/title');
    for (const _ of [1, 2]) await city.events(end(Date.parse(ENDS)), Date.parse(ENDS));
    expect((await city.snapshot()).versionsOf('real-estate/title').map(({ version }) => version)).toEqual([2]);
    const gone = await city.call('GET /v1/resources/{department}/{resource}/versions/{version}', {
      as: 'health-system',
      params: { ...TITLE, version: '1' },
    });
    expect(gone).toMatchObject({ status: 200, body: { state: 'withdrawn', withdrawn: { by: 'clock' } } });
    expect(await owner(use)).toBeUndefined();
    expect(await owner('DE00201')).toBe('real-estate/title');
    await city.events({ ...end(NOW), data: { resource: 'real-estate/none', version: 1 } }, NOW);
  });

  test('cannot be asked in another way, nor withheld, while the old one is answered', async () => {
    await next(city, { ...secondInput, asked: 'later', sharing: 'withheld' });
    expect((await publish(city, '2')).body.errors).toEqual([
      { field: '/asked', rule: 'asked-changes-with-a-new-resource' },
      { field: '/sharing', rule: 'withheld-while-answered' },
    ]);
    expect((await publish(city, '7')).status).toBe(404);
    expect((await next(city, { ...secondInput, version: 40 }, '40')).body.errors).toEqual([
      { field: '/version', rule: 'version-not-next' },
    ]);
  });

  test('the old one may be answered longer than the notice demands, never shorter', async () => {
    await next(city, secondInput);
    expect(await publish(city, '2', TITLE, { oldUntil: '2026-12-18T15:59:59Z' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: '/oldUntil', rule: 'notice-until:2026-12-18' }] },
    });
    expect(await publish(city, '2', TITLE, { oldUntil: '2027-06-01T00:00:00+08:00' })).toMatchObject({ status: 200 });
    expect((await city.snapshot()).versionsOf('real-estate/title')[1]?.ends).toBe('2027-05-31T16:00:00.000Z');
    expect(await publish(city, '1')).toMatchObject({ status: 409 });
  });
});

describe('an end', () => {
  test('deprecated with notice; withdrawn by the owner only when nobody may ask any more, by the data authority at once', async () => {
    await give(city);
    expect(await event(city, 'withdrawal', '1')).toMatchObject({ status: 409 });
    expect(await event(city, 'deprecation', '1')).toMatchObject({
      status: 200,
      body: { state: 'deprecated', ends: ENDS },
    });
    expect(await event(city, 'deprecation', '1')).toMatchObject({ status: 200, body: { revision: 2 } });
    city.pass(31_000);
    expect((await ask(await city.snapshot(), ['/use'], NOW)).fields).toEqual(['/use']);
    expect(await event(city, 'withdrawal', '1')).toMatchObject({
      status: 422,
      body: { errors: [{ field: '/params/version', rule: 'notice-running' }] },
    });
    expect(await event(city, 'withdrawal', '1', { reason: '法律禁止' }, authority)).toMatchObject({
      status: 200,
      body: { state: 'withdrawn', withdrawn: { by: authority, reason: '法律禁止' } },
    });
    await expect(ask(await city.snapshot(), ['/use'], NOW)).rejects.toMatchObject({
      extra: { denial: { rule: 'resource-not-published' } },
    });
    expect(await event(city, 'publication', '1', {})).toMatchObject({ status: 409 });
    // Under a new number it may come again, and the codes are its own again.
    await next(city, { ...titleInput, version: 2 });
    expect(await publish(city, '2')).toMatchObject({ status: 200, body: { version: 2, state: 'published' } });
  });

  test('a deprecation may be taken back while it runs, and its timer then finds nothing to do', async () => {
    await event(city, 'deprecation', '1');
    const back = await publish(city, '1');
    expect(back).toMatchObject({ status: 200, body: { state: 'published' } });
    expect(back.body).not.toHaveProperty('ends');
    const at = Date.parse(ENDS);
    await city.events(
      { v: 1, id: 'x', type: 'resource.end', at, data: { resource: 'real-estate/title', version: 1 } },
      at,
    );
    expect(await city.resource('real-estate/title')).toMatchObject({ state: 'published', revision: 3 });
  });

  test('a suspension bites on every version and is taken back', async () => {
    await give(city);
    await next(city, secondInput);
    await publish(city, '2');
    const suspension = (method: 'PUT' | 'DELETE', as = provider) =>
      city.call(`${method} /v1/resources/{department}/{resource}/suspension`, {
        as,
        params: TITLE,
        body: { reason: '核查' },
      });
    expect(await suspension('PUT', 'fire-system')).toMatchObject({ status: 403 });
    expect(await suspension('PUT')).toMatchObject({ status: 200, body: { suspended: { reason: '核查' } } });
    await expect(ask(await city.snapshot(), ['/use'], NOW)).rejects.toMatchObject({
      extra: { denial: { rule: 'resource-suspended' } },
    });
    await suspension('DELETE');
    expect((await ask(await city.snapshot(), ['/use'], NOW)).fields).toEqual(['/use']);
  });
});

test('crash at every await boundary of publishing: the old version is answered or current, never gone, and the repeat completes', async () => {
  const boundaries = await everyCrashPoint(async (crash) => {
    const running = await quickHub(crash);
    await next(running.healthy, secondInput);
    await publish(running, '2').catch(() => undefined);
    const current = await running.resource('real-estate/title');
    const before = await running.healthy.registry.get('resource-version', 'real-estate/title@1');
    expect(current?.version === 1 ? current.state : before?.state).toBe(
      current?.version === 1 ? 'published' : 'deprecated',
    );
    if (before) expect(await running.timersAt(Date.parse(ENDS))).toEqual(['catalogue#real-estate/title@1']);
    crash.at(Number.POSITIVE_INFINITY);
    expect(await publish(running.healthy, '2')).toMatchObject({ status: 200, body: { version: 2, revision: 2 } });
    expect((await running.snapshot()).versionsOf('real-estate/title').map(({ version }) => version)).toEqual([2, 1]);
  });
  expect(boundaries).toBeGreaterThanOrEqual(20);
});
