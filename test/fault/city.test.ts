/** Chaos through the whole running city: real processes die, engines break, the department turns hostile, and the promises hold. */
import { expect, test } from 'vitest';
import { startCity } from '#infra/local/city.ts';
import { alive } from '#test/engines/processes.ts';
import { brokenAnswers, isDone, SECRET, wordOf } from './city/answers.ts';
import type { Heard } from './city/callers.ts';
import { brokenCertificates } from './city/certificates.ts';
import { brokenProjection } from './city/projection.ts';
import { brokenRecords } from './city/records.ts';
import { type Storm, storm, type Weather } from './city/storm.ts';
import { brokenUses } from './city/uses.ts';

const FULL = process.env.ONETRIP_FULL === '1';
/** A breaker lets a probe through every five seconds, and may have taken one just before. */
const RECOVERS_WITHIN_MS = 10_000;

interface Run extends Weather {
  readonly freeze: boolean;
}
/** Frozen between calls, as Lambda does, unless said. */
const RUNS: readonly Run[] = FULL
  ? ['1', '2', '3', '4'].map((seed, i) => ({
      seed,
      operations: 3_000,
      certificates: 20,
      abreast: 16,
      patient: true,
      freeze: i % 2 === 0,
    }))
  : [{ seed: 'one', operations: 90, certificates: 4, abreast: 12, patient: false, freeze: true }];

type Seen = Pick<Storm, 'history' | 'stored' | 'told'>;
const violations = ({ history, stored, told }: Seen): string[] => [
  ...brokenAnswers(history),
  ...brokenRecords(history, stored),
  ...brokenCertificates(history, stored),
  ...brokenProjection(stored),
  ...brokenUses(stored, told),
];

const tally = (words: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(words, (word) => word)].map(([word, all]) => [word, all.length]).sort());

const told = ({ seed, freeze }: Run, { history, stored, troubles, recovered, pids }: Storm): void =>
  console.log(
    `seed ${seed}${freeze ? ', frozen between calls' : ''}: ${history.length} calls`,
    tally(history.map((heard) => `${heard.operation.kind} ${wordOf(heard)}`)),
    `${stored.exchanges.length} records, ${stored.certificates.filter(({ sk }) => sk === 'certificate').length} certificates,`,
    `${pids.size} processes; troubles`,
    troubles,
    'well again after ms',
    recovered,
  );

/** The checker itself: each lie about what was seen must be found. */
const lies = ({ history, stored, told: lists }: Seen): [string, Seen][] => {
  const { exchanges, certificates, uses } = stored;
  const answered = history.find((heard) => heard.operation.kind === 'exchange' && isDone(heard)) as Heard;
  const change = (body: object): Heard => ({ ...answered, body: { ...answered.body, ...body } });
  const first = exchanges.find(({ id }) => id === answered.body.exchange)!;
  const rest = exchanges.filter((record) => record !== first);
  const told = (lie: Heard): Seen => ({ history: [...history, lie], stored, told: lists });
  const stands = (lie: object): Seen => ({ history, stored: { ...stored, ...lie }, told: lists });
  const [list, ...others] = lists;
  return [
    ['an answer without a record', stands({ exchanges: rest })],
    ['a record twice', stands({ exchanges: [...exchanges, first] })],
    ['another answer than recorded', told(change({ answer: 'another' }))],
    ['other fields than recorded', told(change({ fields: [] }))],
    ['a record of what was never answered', stands({ exchanges: [...rest, { ...first, answer: 'x' }] })],
    ['one outcome twice', stands({ exchanges: [...exchanges, { ...first, id: 'x', sequence: -1, sk: 'x' }] })],
    ['half a certificate', stands({ certificates: certificates.filter(({ pk }) => !pk.startsWith('number#')) })],
    ['a lost index entry', stands({ certificates: certificates.filter(({ sk }) => sk !== 'certificate') })],
    ['a lost file', stands({ missingFiles: ['certificates/x'] })],
    ['a line too few', stands({ uses: uses.slice(1) })],
    ['a use too few', { history, stored, told: [{ look: list!.look, ids: list!.ids.slice(1) }, ...others] }],
    ['a dead letter', stands({ dead: { UsesDeadLetters: 1 } })],
    ['words of the engine', told({ ...answered, status: 500, text: 'x', body: {} })],
    ['a broken connection', told({ ...answered, status: 0 })],
  ];
};

test.each(RUNS)(
  'seed $seed, $operations operations, frozen between calls: $freeze',
  async (run) => {
    const context = { concurrency: { 'real-estate': 8 } };
    const city = await startCity({ port: 0, quiet: true, departments: ['real-estate'], freeze: run.freeze, context });
    const seen = await storm(city, run).finally(() => city.stop());
    told(run, seen);
    expect(violations(seen)).toEqual([]);
    expect(seen.stored.certificates.filter(({ sk }) => sk === 'certificate')).toHaveLength(run.certificates);
    expect(seen.crowds).toEqual([]);
    for (const ms of Object.values(seen.recovered)) expect(ms).toBeLessThanOrEqual(RECOVERS_WITHIN_MS);
    const lines = city.pool.functions.flatMap(({ alias }) => city.pool.logs(alias));
    expect(lines.filter((line) => SECRET.test(line))).toEqual([]);
    // A killed process is gone a moment after it was killed.
    await expect.poll(() => [...seen.pids].filter(alive)).toEqual([]);
    for (const [lie, told] of lies(seen)) expect([lie, violations(told).length > 0]).toEqual([lie, true]);
  },
  FULL ? 3_600_000 : 180_000,
);
