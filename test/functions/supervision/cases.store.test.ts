import { beforeAll, expect, test } from 'vitest';
import { casesStore } from '#functions/supervision/cases.store.ts';
import { counting } from '#test/engines/counting.ts';
import { freshTables } from '#test/engines/tables.ts';
import { exchangeRecord, lineOf } from '../relay/records.ts';

const at = (moment: string): number => Date.parse(`${moment}:00+08:00`);
const NOW = at('2026-11-20T09:00');
const SINCE = NOW - 30 * 86_400_000;
const { case: _case, ...withoutCase } = lineOf(exchangeRecord());
const line = (id: string | undefined, moment: string, grant = 'housing-title') => ({
  ...withoutCase,
  ...(id === undefined ? {} : { case: id }),
  grant,
  at: at(moment),
});

let tables: Awaited<ReturnType<typeof freshTables<'uses'>>>;
beforeAll(async () => {
  tables = await freshTables('uses');
});

test('each case that used a grant lately is found once, over the turn of a month, without reading the record', async () => {
  const store = casesStore(tables.client, tables.names.uses);
  for (const [id, moment] of [
    ['old', '2026-10-01T09:00'],
    ['before', '2026-10-21T08:59'],
    ['first', '2026-10-21T09:00'],
    ['both', '2026-10-31T23:59'],
    ['both', '2026-11-01T00:00'],
    ['both', '2026-11-02T00:00'],
    ['last', '2026-11-20T08:59'],
    [undefined, '2026-11-20T08:59'],
  ] as const)
    await store.note(line(id, moment));
  await store.note(line('foreign', '2026-11-20T08:00', 'housing-homes'));
  const count = counting(tables.client);
  const found = await store.lately('housing-title', SINCE, NOW, 100);
  expect(found.map((use) => use.case).toSorted()).toEqual(['both', 'first', 'last']);
  expect(count.calls).toEqual({ Query: 2 });
  expect(found.find((use) => use.case === 'both')?.at).toBe(at('2026-11-02T00:00'));
  await store.note(line('both', '2026-11-01T12:00'));
  expect(await store.lately('housing-title', SINCE, NOW, 100)).toEqual(found);
  expect(found[0]).toMatchObject({ grant: 'housing-title', matter: withoutCase.matter });
});

test('the same line again adds nothing; no more than asked for are read', async () => {
  const store = casesStore(tables.client, tables.names.uses);
  for (let i = 0; i < 7; i += 1)
    for (const _ of [1, 2]) await store.note(line(`case-${i}`, '2026-11-19T09:00', 'many'));
  expect(await store.lately('many', SINCE, NOW, 100)).toHaveLength(7);
  expect(await store.lately('many', SINCE, NOW, 3)).toHaveLength(3);
  expect(await store.lately('many', at('2026-12-30T00:00'), at('2027-01-02T00:00'), 3)).toEqual([]);
});
