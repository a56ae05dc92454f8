/** The directory as it is kept: nobody waits for what is read again, and a hub that fails leaves what was known. */
import { expect, test } from 'vitest';
import { directory } from '#client/xroad/directory.ts';
import type { XRoadSettings } from '#client/xroad/settings.ts';
import { hostileHub, json, problem } from '#test/client/sdk/hostile-hub.ts';

test('read once for all, again beside whoever asks, and before he is answered when it is old', async () => {
  const hub = await hostileHub();
  const office = (id: string) => ({ id, name: { zh: '局', en: 'Bureau' }, creditCode: '7' });
  hub.will((seen, response) =>
    json(200, { items: seen.url.startsWith('/v1/departments') ? [office(`d${hub.seen.length > 3 ? 2 : 1}`)] : [] })(
      seen,
      response,
    ),
  );
  let at = 0;
  const settings = { instance: 'YK', memberClass: 'GOV', aliases: [] } as unknown as XRoadSettings;
  const read = directory(hub.client(), settings, () => at);
  const names = async () => (await read()).members.map(({ department }) => department);

  expect(await Promise.all([names(), names(), names()])).toEqual([['d1'], ['d1'], ['d1']]);
  expect(hub.seen).toHaveLength(3);
  at = 59_000;
  await names();
  expect(hub.seen).toHaveLength(3);
  at = 61_000;
  expect(await names()).toEqual(['d1']);
  await expect.poll(names).toEqual(['d2']);

  hub.will(problem(500, 'internal'));
  at = 200_000;
  expect(await names()).toEqual(['d2']);
  at = 400_000;
  await expect(names()).rejects.toMatchObject({ code: 'internal' });
  await hub.stop();
});
