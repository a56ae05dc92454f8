import { expect, test } from 'vitest';
import type { Client, Department } from '#schemas/department.ts';
import { citySnapshot } from '../city-snapshot.ts';
import { statisticsWorld } from './world.ts';

const name = (zh: string) => ({ zh, en: zh });
const systems: Department['systems'] = [
  { name: name('不动产登记系统'), client: 'real-estate-system' },
  { name: name('测绘成果系统') },
  { name: name('地籍系统'), client: 'cadastre-system' },
];

const coverageOf = async (change: (client: Client) => Client, surveyed = true) => {
  const city = citySnapshot();
  const departments = city.departments
    .filter(({ id }) => id === 'real-estate' || id === 'data-authority')
    .map(({ systems: _own, ...one }) => (one.id === 'real-estate' && surveyed ? { ...one, systems } : one));
  const world = await statisticsWorld(undefined, { departments, clients: city.clients.map(change) });
  const { items, ...sums } = (await world.call('GET /v1/statistics/coverage', { as: 'officer-xia-yu' })).body;
  const of = (id: string) => items.find(({ department }: { department: string }) => department === id);
  return { ...sums, estate: of('real-estate'), authority: of('data-authority') };
};

test('joined is what has a key and is not suspended; a system that nobody registered is missing, by name', async () => {
  const { estate, joined, known } = await coverageOf((client) => client);
  expect(estate).toMatchObject({
    joined: 1,
    known: 3,
    surveyed: true,
    missing: [name('测绘成果系统'), name('地籍系统')],
  });
  // The console stands at the data authority and is no system; the app of holders, which stands there too, is one.
  expect([joined, known]).toEqual([3, 5]);
});

test('a suspended system has not joined; what the survey has forgotten is known all the same', async () => {
  const suspended = { since: '2026-11-01T00:00:00Z', reason: '检修', by: 'x' };
  const gone = await coverageOf((one) => (one.id === 'real-estate-system' ? { ...one, suspended } : one));
  expect(gone.authority).toMatchObject({ department: 'data-authority', joined: 2, known: 2, surveyed: false });
  expect(gone.estate).toMatchObject({ joined: 0, known: 3 });
  const second = await coverageOf((one) => (one.id === 'fire-system' ? { ...one, department: 'real-estate' } : one));
  expect(second.estate).toMatchObject({ joined: 2, known: 4 });
  const unsurveyed = await coverageOf((client) => client, false);
  expect(unsurveyed.estate).toMatchObject({ joined: 1, known: 1, surveyed: false, missing: [] });
});
