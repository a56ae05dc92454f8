/** Where the agent finds answers, each for real: PostgreSQL over TCP, a folder of records, and questions that are put into one folder and answered in another. */
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CHEN_FUYING, LI_NA } from '#city/cast.ts';
import { citizenId } from '#city/generate/codes.ts';
import { generate } from '#city/generate/index.ts';
import { LATER } from '#client/agent/source.ts';
import { AnySource, openSources } from '#client/agent/sources.ts';
import type { ProblemError } from '#functions/kernel/problem.ts';
import { startFrontTable } from '#infra/local/departments/real-estate.ts';
import { bench } from './bench.ts';
import { place } from './world.ts';

const nobody = citizenId('330784', '1970-01-01', '990');
const where = place();
afterAll(where.gone);
const context = () => ({ signal: AbortSignal.timeout(5_000), deadline: performance.now() + 5_000 });
/** As it stands in the settings. */
const open = (settings: object) => {
  const source = openSources({ it: AnySource.parse(settings) }).it;
  if (!source) throw new Error('it was not opened');
  return { ...source, about: (holder: string, id = 'q1') => source.ask({ holder }, id, context()) };
};
const failing = (asking: Promise<unknown>) =>
  asking.then(
    () => undefined,
    (error: Error & Partial<ProblemError>) => `${error.name} ${error.message} ${error.extra?.cause ?? error.cause}`,
  );

test('PostgreSQL: one row is the answer, none is nothing, two are no answer, and what was asked is only ever a value', async () => {
  const { titles, ...rest } = generate();
  const some = titles.filter(({ holders }) => holders[0]?.code === CHEN_FUYING).slice(0, 1);
  const table = await startFrontTable({ population: { ...rest, titles: some } });
  try {
    const query = 'select zjh, zl, djsj from qzk.v_bdc_qlxx where cxzjh = $1';
    const answer = {
      '/holder': { from: 'zjh', as: 'code' },
      '/at': { from: 'zl', as: 'text' },
      '/on': { from: 'djsj', as: 'date' },
    };
    const settings = { kind: 'postgresql', connection: table.secret, values: ['/holder'], answer };
    const source = open({ ...settings, query: `${query}` });
    expect(await source.about(CHEN_FUYING)).toMatchObject({ holder: CHEN_FUYING, at: some[0]?.location });
    expect(await source.about(nobody)).toBeNull();
    expect(await source.about("' or ''='")).toBeNull();
    expect(
      await failing(
        open({
          ...settings,
          query:
            'select zjh, zl, djsj from qzk.v_bdc_qlxx where $1 <> zl union all select zjh, zl, djsj from qzk.v_bdc_qlxx',
        }).about(nobody),
      ),
    ).toMatch(/statement:several-rows/);
    // Nobody writes through it, and no second statement is taken at all.
    for (const bad of ['delete from qzk.v_bdc_qlxx', `${query}; select 1`, 'update x set y = $1'])
      expect(AnySource.safeParse({ ...settings, query: bad }).success).toBe(false);
    await table.kill();
    expect(await failing(source.about(CHEN_FUYING))).toMatch(/TransientFailure|department-unavailable|ECONN/);
  } finally {
    await table.stop();
  }
});

const answer = { '/holder': { from: 'zjhm', as: 'code' }, '/valid': { from: 'sfyx', as: 'flag' } };
const record = (holder: string, valid = '是') => JSON.stringify({ zjhm: `${holder} `, sfyx: valid });

test('a folder: a record is found by the code, nothing leads out of it, and a folder that has gone is no city without people', async () => {
  const folder = join(where.root, 'records');
  mkdirSync(folder);
  const source = open({ kind: 'folder', folder, file: '/holder', answer });
  writeFileSync(join(folder, `${LI_NA}.json`), record(LI_NA));
  writeFileSync(join(folder, `${CHEN_FUYING}.json`), '{"zjhm": "x", "zjhm": "y"}');
  symlinkSync('/etc/hostname', join(folder, 'LINK.json'));
  expect(await source.about(LI_NA)).toEqual({ holder: LI_NA, valid: true });
  expect(await source.about(nobody)).toBeNull();
  expect(await failing(source.about(CHEN_FUYING))).toMatch(/department-answer-invalid.*folder:json/);
  expect(await failing(source.about('LINK'))).toMatch(/folder:no-file/);
  expect(await failing(source.about('../agent'))).toMatch(/folder:name/);
  const gone = open({ kind: 'folder', folder: join(where.root, 'gone'), file: '/holder', answer });
  expect(await failing(gone.about(LI_NA))).toMatch(/folder:ENOENT/);
});

describe('a drop', () => {
  const at = bench();
  const folder = join(where.root, 'drop');
  const [out, into] = [join(folder, 'out'), join(folder, 'in')];

  test('the question lies there once; its answer is picked up, brought, and all of it cleared away', async () => {
    const whole = {
      ...answer,
      ...Object.fromEntries(
        ['number', 'trade', 'issuedBy'].map((name) => [`/${name}`, { is: name === 'trade' ? 'food' : name }]),
      ),
      '/examinedOn': { is: '2026-06-01' },
      '/validUntil': { is: '2027-05-31' },
    };
    const source = open({ kind: 'drop', folder, send: { zjhm: '/holder' }, answer: whole });
    const id = await at.ask(LI_NA);
    const agent = at.start(source);
    await agent.round();
    expect(JSON.parse(readFileSync(join(out, `${id}.json`), 'utf8'))).toEqual({ question: id, zjhm: LI_NA });
    expect(await source.ask({ holder: LI_NA }, id, context())).toBe(LATER);
    // Taken away by the department, it does not come again.
    const [taken] = readdirSync(out);
    expect(taken).toBe(`${id}.json`);
    rmSync(join(out, `${id}.json`));
    at.now += 2_000;
    await agent.round();
    expect([readdirSync(out), at.stateOf(id)]).toEqual([[], 'waiting']);

    writeFileSync(join(into, `${id}.json`), record(LI_NA));
    at.now += 2_000;
    await agent.round();
    expect(at.stateOf(id)).toBe('answered');
    expect([readdirSync(out), readdirSync(into)]).toEqual([[], []]);
  });

  test('null is nothing, and what cannot be read fails the question and leaves no file', async () => {
    const source = open({ kind: 'drop', folder, send: { zjhm: '/holder' }, answer });
    const ids = [await at.ask(LI_NA), await at.ask(CHEN_FUYING)];
    const agent = at.start(source);
    await agent.round();
    writeFileSync(join(into, `${ids[0]}.json`), 'null');
    writeFileSync(join(into, `${ids[1]}.json`), '{"zjhm":');
    at.now += 2_000;
    await agent.round();
    expect(at.lists.all.get(ids[0] ?? '')).toMatchObject({ state: 'answered' });
    expect(at.lists.all.get(ids[1] ?? '')).toMatchObject({ state: 'failed', failed: 'department-answer-invalid' });
    expect([...readdirSync(out), ...readdirSync(into)]).toEqual([]);
  });
});
