import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { scenarios } from '#infra/local/scenarios/index.ts';
import { counterTable, played } from '#infra/local/scenarios/played.ts';
import { type FurtherTable, ROOM_TABLES } from '#infra/local/scenarios/tables.ts';
import { freshTables } from '#test/engines/tables.ts';

const run = promisify(execFile);
const program = ['infra/local/play.ts', '--scenario'];

test('the command plays a scenario by its number and ends with its counters as JSON', async () => {
  const { stdout } = await run(process.execPath, [...program, 'a6']);
  const { scenario, cases } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  expect([scenario, cases]).toEqual(['A6', [expect.objectContaining({ state: 'closed', tolerated: 1, kept: 1 })]]);
  expect(stdout).toContain('容缺已补 kept');
});

test('an unknown number is named as unknown, with those there are', async () => {
  const failed = run(process.execPath, [...program, 'A99']);
  const said = expect.stringMatching(/no such scenario: A99\n(.*\n)*.*A1 (.*\n)*.*A12 /);
  await expect(failed).rejects.toMatchObject({ code: 1, stderr: said });
});

// test/city plays each of them, by the same function.
test.runIf(process.env.ONETRIP_FULL === '1').each(scenarios.map((one) => [one.id, one] as const))(
  '%s is played, and all its counters stand in the table',
  async (_, one) => {
    const { client, names } = await freshTables(...ROOM_TABLES);
    const further = async (table: FurtherTable) => (await freshTables(table)).names[table];
    const counters = await played(one, client, { tables: names, further });
    expect(counters.length).toBeGreaterThan(0);
    for (const { case: id, visits } of counters) {
      const table = counterTable(one, counters);
      expect(table).toContain(id);
      expect(table).toMatch(new RegExp(`visits +${visits}\\n`));
    }
  },
);
