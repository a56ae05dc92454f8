import { expect, test } from 'vitest';
import { indexMatters } from '#functions/matters/index-matters.ts';
import { mattersStore } from '#functions/matters/matters.store.ts';
import { papersOf } from '#functions/matters/papers.ts';
import { MatterCatalogue } from '#schemas/matter-catalogue.ts';
import { freshTables } from '#test/engines/tables.ts';
import golden from './catalogue-v1.json' with { type: 'json' };

test('the golden catalogue of version 1 is read for ever, another form never', async () => {
  const catalogue = MatterCatalogue.parse(golden);
  const { names, client } = await freshTables('matters');
  const store = mattersStore(client, names.matters);
  await store.publish(catalogue, 0);
  expect(await store.read(undefined)).toEqual(golden);
  const { pinned, templates } = indexMatters(catalogue);
  expect(papersOf(templates('existing-house')[0]!, pinned)).toHaveLength(9);
  await store.publish({ ...catalogue, v: 2 as 1, version: 2 }, 0);
  await expect(store.read(undefined)).rejects.toThrow('another form');
});

test.each([
  ['body-unknown', { bodies: [] }],
  ['unit-unknown', { hall: { ...golden.hall, units: golden.hall.units.slice(0, 1) } }],
  ['fee-unknown', { matters: golden.matters.map((one) => ({ ...one, fee: 'no-such-fee' })) }],
  ['bundled-matter-unknown', { matters: golden.matters.filter(({ id }) => id !== 'existing-house-tax') }],
  ['matter-version-twice', { matters: [...golden.matters, ...golden.matters] }],
  [
    'exception-not-listed',
    {
      matters: golden.matters.map((one) => ({
        ...one,
        onceException: { listed: 'mine', reason: { zh: '我', en: 'I' } },
      })),
    },
  ],
])('a catalogue is not published: %s', (rule, change) => {
  const { error } = MatterCatalogue.safeParse({ ...golden, ...change });
  expect(error?.issues.map(({ message }) => message)).toContain(rule);
});
