/** 周末窗口 (M26): what the guide says of the hours of a window, at a moment and in general. */
import { expect, test } from 'vitest';
import { beijingInstant } from '#functions/kernel/beijing.ts';
import { matterRoutes } from '#schemas/routes/matters.ts';
import { mattersWorld, NOW } from './world.ts';

const world = await mattersWorld();
const get = (path: string, params: Record<string, string>, query: Record<string, string> = {}) =>
  world.call(`GET ${path}`, { as: 'officer-xia-yu', params, query });

test('says whether the window serves at the moment, and when it opens next, in both languages (M26)', async () => {
  const at = async (matter: string, moment: string) => {
    const { body } = await get('/v1/matters/{matter}/guide', { matter }, { filed: `${moment}:00+08:00` });
    expect(matterRoutes.getGuide.answer.parse(body)).toEqual(body);
    return body.serving;
  };
  expect(await at('shop-sign', '2017-09-25T10:00')).toEqual({
    ...{ at: '2017-09-25T10:00:00+08:00', state: 'open' },
    text: { zh: '窗口正在办理', en: 'the window is open' },
  });
  // On a Saturday real estate is served and business is not; after the last day before the holiday nobody.
  expect(await at('existing-house-registration', '2017-09-23T10:00')).toMatchObject({ state: 'open' });
  expect(await at('shop-sign', '2017-09-23T10:00')).toEqual({
    ...{ at: '2017-09-23T10:00:00+08:00', state: 'closed', opens: '2017-09-25T09:00:00+08:00' },
    text: { zh: '窗口未开，2017-09-25 09:00 开门', en: 'the window is closed; it opens 2017-09-25 09:00' },
  });
  expect(await at('existing-house-registration', '2017-09-30T17:10')).toMatchObject({
    ...{ state: 'after-hours', opens: '2017-10-09T09:00:00+08:00' },
    text: { zh: expect.stringContaining('在场等候的办完为止') },
  });
  // Now, unless another moment is asked about; of another day nothing is said.
  expect((await get('/v1/matters/{matter}/guide', { matter: 'shop-sign' })).body.serving.at).toBe(beijingInstant(NOW));
  const { body } = await get('/v1/matters/{matter}/guide', { matter: 'shop-sign' }, { on: '2017-10-16' });
  expect(body).not.toHaveProperty('serving');
});

test('tells on the page for everybody on which days off the window serves', async () => {
  const page = async (matter: string) =>
    (await world.open('GET /guide/{matter}', { as: '', params: { matter } })).body as string;
  expect(await page('existing-house-registration')).toContain('周六、周日 09:00–16:00 也办理，法定节假日除外');
  expect(await page('birth-registration')).toContain('also on Saturday, 09:00–16:00, but not on public holidays');
  expect(await page('shop-sign')).not.toContain('也办理');
});
