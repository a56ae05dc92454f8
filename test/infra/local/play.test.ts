import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { counterTable } from '#infra/local/scenarios/counter-table.ts';
import { scenarios } from '#infra/local/scenarios/index.ts';
import { played } from '#infra/local/scenarios/played.ts';
import { type FurtherTable, ROOM_TABLES } from '#infra/local/scenarios/tables.ts';
import { freshTables } from '#test/engines/tables.ts';

const run = promisify(execFile);
const program = ['infra/local/play.ts', '--scenario'];

test('the command plays a scenario by its number and ends with its counters as JSON', async () => {
  const { stdout } = await run(process.execPath, [...program, 'a6']);
  const { scenario, cases } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  expect([scenario, cases]).toEqual(['A6', [expect.objectContaining({ state: 'closed', tolerated: 1, kept: 1 })]]);
  expect(stdout).toContain('容缺已补 kept');
  expect(stdout).toMatch(/状态 state +办结 closed\n/);
  expect(stdout).not.toContain('"level"');
});

test('of what is promised in minutes the minutes are told, what was paid in yuan, and each answer with its hour and source', async () => {
  const { stdout } = await run(process.execPath, [...program, 'A2']);
  expect(stdout).toMatch(/minutes promised +50\n.*minutes it took +44\n/);
  expect(stdout).toMatch(/taxes and fees, yuan +12080\.00\n/);
  expect(stdout).not.toContain('days saved');
  expect(stdout).toMatch(/2017-09-25 10:0\d {2}\S+：\S+ {2}[A-Z]/);
});

test('an unknown number is named as unknown, with those there are', async () => {
  const failed = run(process.execPath, [...program, 'A99']);
  const said = expect.stringMatching(/no such scenario: A99\n(.*\n)*.*A1 (.*\n)*.*A12 /);
  await expect(failed).rejects.toMatchObject({ code: 2, stderr: said, stdout: '' });
});

test.each([
  [['--scenaro', 'A6'], /^Unknown option '--scenaro'\n.*usage: npm run city/],
  [['--scenario'], /^Option '--scenario <value>' argument missing\n.*usage/],
  [['A6', 'A7'], /not also: A7\n.*usage/],
  [[], /^用法 usage/],
])('what it does not know it does not play: %j', async (words, said) => {
  const failed = run(process.execPath, ['infra/local/play.ts', ...words]);
  await expect(failed).rejects.toMatchObject({ code: 2, stderr: expect.stringMatching(said), stdout: '' });
});

// test/city plays each of them, by the same function.
test.runIf(process.env.ONETRIP_FULL === '1').each(scenarios.map((one) => [one.id, one] as const))(
  '%s is played, and all its counters stand in the table',
  async (_, one) => {
    const { client, names } = await freshTables(...ROOM_TABLES);
    const further = async (table: FurtherTable) => (await freshTables(table)).names[table];
    const all = await played(one, client, { tables: names, further });
    expect(all.length).toBeGreaterThan(0);
    for (const { counters, answers } of all) {
      const { case: id, visits } = counters;
      const table = counterTable(one, all);
      expect(answers).toHaveLength(counters.travelled);
      for (const { what } of answers) expect(table).toContain(what.zh);
      expect(table).toContain(id);
      expect(table).toMatch(new RegExp(`visits +${visits}\\n`));
    }
  },
);
