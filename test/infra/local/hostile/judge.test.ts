import { expect, test } from 'vitest';
import { faults, type Seen } from '#infra/local/hostile/judge.ts';
import { line, summary } from '#infra/local/hostile/matrix.ts';
import type { Outcome } from '#infra/local/hostile/measured.ts';
import type { Row } from '#infra/local/hostile/protocol.ts';

const row: Row = { behaviour: 'broken', how: { mode: 'x' }, told: 'department-answer-invalid', by: 'json' };
const said = (over: Partial<Outcome> = {}): Outcome => ({
  status: 502,
  body: { code: 'department-answer-invalid' },
  log: `{"level":"info","event":"problem","cause":"json"}\n`,
  ms: 30,
  peakMb: 90,
  ...over,
});
const honest = { holder: 'x' };
const good = said({ status: 200, body: { answer: honest }, log: '' });
const judged = (over: Partial<Seen>) =>
  faults(
    { row, outcome: said(), next: good, honest, grownMb: 10, ...over },
    { deadlineMs: 1000, planted: ['hunter2'] },
  );

test('contained: in our words, in time, in bounds, and forgotten afterwards', () => {
  expect(judged({})).toEqual([]);
  expect(judged({ row: { ...row, told: 'answered', by: '' }, outcome: good })).toEqual([]);
});

test.each<[string, Partial<Seen>]>([
  ['never told', { outcome: undefined }],
  ['told department-error, not department-answer-invalid', { outcome: said({ body: { code: 'department-error' } }) }],
  ['passed', { outcome: said({ status: 200, body: { answer: honest } }) }],
  ['not the right answer', { row: { ...row, told: 'answered' }, outcome: { ...good, body: { answer: { y: 1 } } } }],
  ['leaked', { outcome: said({ body: { code: 'department-answer-invalid', answer: 'x hunter2' } }) }],
  ['leaked', { outcome: said({ log: '{"event":"problem","cause":"json","x":"hunter2"}' }) }],
  ['leaked', { outcome: said({ besides: [{ status: 422, said: 'hunter2' }] }) }],
  ['by shape, not json', { outcome: said({ log: '{"event":"problem","cause":"shape"}' }) }],
  ['late', { outcome: said({ ms: 1051 }) }],
  ['memory', { grownMb: 64 }],
  ['next question', { next: undefined }],
  ['next question', { next: said() }],
  ['next question', { next: { ...good, body: { answer: { holder: 'another' } } } }],
])('not contained: %s', (fault, over) => {
  expect(judged(over)).toContain(fault);
});

test('a behaviour is contained when it is over every protocol', () => {
  const result = { behaviour: 'a', protocol: 'REST', told: 'x', rule: 'json', ms: 1040, grownMb: 3.14, faults: [] };
  const results = [result, { ...result, protocol: 'SOAP', faults: ['late'] }, { ...result, behaviour: 'b' }];
  expect(summary(results, 1000)).toMatchObject({ behaviours: 2, contained: 1 });
  expect(summary(results, 1000).text).toContain('1/2 contained: 2 of 3 rows, deadline 1000 ms');
  expect(line(result)).toMatch(/^a +REST +1040 +3\.1 +contained +x +json$/);
  expect(line({ ...result, faults: ['late', 'leaked'] })).toMatch(/NOT CONTAINED +x +late; leaked$/);
});
