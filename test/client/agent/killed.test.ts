/** The agent as its own process, killed (SIGKILL) between two steps of its journal, again and again: whoever is started after it goes on where it was. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { chance } from '#city/generate/prng.ts';
import { openJournal } from '#client/agent/journal.ts';
import { certificateOf } from '#test/functions/departments/protocols/agent/world.ts';
import { bench, PEOPLE } from './bench.ts';
import { addressOf, place } from './world.ts';

const DEATHS = process.env.ONETRIP_FULL === '1' ? 60 : 3;
/** A round that takes three questions, answers them and brings them has about so many steps; before and after each it may die. */
const STEPS = 36;
const PROGRAM = fileURLToPath(new URL('../../../client/agent/main.ts', import.meta.url));
/** Loaded before the agent: counts what is written to its journal, and dies at the step that it is told. */
const DIES = `
import { DatabaseSync, StatementSync } from 'node:sqlite';
let left = Number(process.env.DIES_AT);
const step = () => {
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
};
for (const [owner, name] of [[StatementSync.prototype, 'run'], [DatabaseSync.prototype, 'exec']]) {
  const real = owner[name];
  owner[name] = function (...args) {
    step();
    const done = real.apply(this, args);
    step();
    return done;
  };
}`;
const ANSWER = {
  ...Object.fromEntries(['number', 'trade', 'issuedBy'].map((name) => [`/${name}`, { from: name, as: 'text' }])),
  ...Object.fromEntries(['examinedOn', 'validUntil'].map((name) => [`/${name}`, { from: name, as: 'date' }])),
  '/holder': { from: 'holder', as: 'code' },
  '/valid': { from: 'valid', as: 'flag' },
};

const at = bench();
const where = place();
const alive = new Set<ChildProcess>();
afterEach(() => {
  for (const agent of alive) agent.kill('SIGKILL');
  where.gone();
});

const settings = (): string => {
  const [folder, file] = [join(where.root, 'records'), join(where.root, 'agent.json')];
  mkdirSync(folder, { recursive: true });
  for (const person of PEOPLE)
    writeFileSync(join(folder, `${person}.json`), JSON.stringify({ ...certificateOf(person), valid: '是' }));
  const pace = { pollMs: 50, backOffMs: 100, restMs: 50, tries: 1 };
  const sources = { 'health-certificate': { kind: 'folder', folder, file: '/holder', answer: ANSWER } };
  writeFileSync(file, JSON.stringify({ ...addressOf(at.hub.url), ...pace, journal: where.journal, sources }), {
    mode: 0o600,
  });
  writeFileSync(join(where.root, 'dies.mjs'), DIES);
  return file;
};
const start = (file: string, diesAt: number): ChildProcess => {
  const agent = spawn(process.execPath, ['--import', join(where.root, 'dies.mjs'), PROGRAM, file], {
    env: { DIES_AT: String(diesAt) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  alive.add(agent.on('exit', () => alive.delete(agent)));
  return agent;
};

test(`killed ${DEATHS} times: no question is lost, none answered twice, and about one person in the order in which they were asked`, async () => {
  at.now = Date.now();
  const [file, luck] = [settings(), chance('agent-killed')];
  const asked: string[] = [];
  for (let deaths = 0; deaths < DEATHS; deaths += 1) {
    for (const holder of [PEOPLE[0], PEOPLE[1], PEOPLE[0]]) {
      at.now += 1;
      asked.push(await at.ask(holder));
    }
    const agent = start(file, luck.int(1, STEPS));
    expect(await once(agent, 'exit')).toEqual([null, 'SIGKILL']);
  }
  const heir = start(file, 0);
  await expect
    .poll(() => new Set(asked.map(at.stateOf)), { timeout: 100_000, interval: 50 })
    .toEqual(new Set(['answered']));
  // It has heard that the last was taken.
  const written = [...at.lists.written];
  const calls = at.hub.calls.length;
  await expect.poll(() => at.hub.calls.length).toBeGreaterThan(calls + 3);
  heir.kill('SIGTERM');
  await once(heir, 'exit');
  expect(written.toSorted()).toEqual(asked.toSorted());
  const about = (person: string | undefined) => (id: string) =>
    (asked.indexOf(id) % 3 === 1) === (person === PEOPLE[1]);
  for (const person of PEOPLE.slice(0, 2)) expect(written.filter(about(person))).toEqual(asked.filter(about(person)));
  const journal = openJournal(where.journal);
  expect([journal.unanswered(), journal.answered()]).toEqual([[], []]);
  journal.close();
});
