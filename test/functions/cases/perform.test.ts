/** What an act makes of a case, in memory: what random ones found. */
import { describe, expect, test } from 'vitest';
import { calendars as declared } from '#city/calendars/index.ts';
import { WANG_QIANG } from '#city/cast.ts';
import { happen } from '#functions/cases/perform.ts';
import { replay } from '#functions/cases/replay.ts';
import type { Case } from '#functions/cases/state.ts';
import { indexMatters } from '#functions/matters/index-matters.ts';
import type { BundleTemplate } from '#schemas/bundle.ts';
import type { CaseAct } from '#schemas/case-act.ts';
import { catalogue, matters } from '../matters/city.ts';
import { at, KEYS } from './world.ts';

const START = at('2024-09-02 09:00');
const calendars = new Map(declared.map((calendar) => [calendar.id, calendar]));
const hall = { kind: 'officer', id: 'officer-xu-qing', department: 'one-window' } as const;

const draft = (subject: Case['subject'], answers: Case['answers'] = {}): Case =>
  replay([
    {
      ...{ v: 1, case: '330784-20240902-W00000001-3', n: 1, type: 'open', at: START, by: hall, to: 'draft' },
      data: {
        ...{ subject, answers, channel: 'window', place: 'yongkang-hall', hall: 'one-window', form: {} },
        parties: [{ id: 'wang', role: 'applicant', code: WANG_QIANG, name: '王强' }],
      },
    },
  ]) as Case;

const done = (found: Case, body: CaseAct, now: number, index = matters): Case =>
  happen(found, body, { now, actor: hall, as: ['window'], matters: index, calendars, keys: KEYS }).next;

/** A bundle of the city with other matters in it. */
const bundled = (matters: BundleTemplate['matters'], output?: BundleTemplate['output']) => {
  const found = catalogue.bundles.find(({ id }) => id === 'new-house') as BundleTemplate;
  return indexMatters({ ...catalogue, bundles: [{ ...found, matters, ...(output ? { output } : {}) }] });
};
const step = (matter: string, more: Partial<BundleTemplate['matters'][number]> = {}) => ({
  ...{ matter, version: 1, after: [], inner: 1, before: 5, ...more },
});
const HOUSE = { bundle: 'new-house' };

test('whose answers leave no matter of the bundle on files for nothing, and is told so', () => {
  const index = bundled([step('mortgage-registration', { when: { question: 'new-mortgage', is: true } })]);
  const filed = (mortgage: boolean) => done(draft(HOUSE, { 'new-mortgage': mortgage }), { act: 'file' }, START, index);
  expect(filed(true).tasks).toHaveLength(1);
  expect(() => filed(false)).toThrow(
    expect.objectContaining({
      code: 'unprocessable',
      extra: expect.objectContaining({ errors: [{ field: '/answers', rule: 'no-matter-left' }] }),
    }),
  );
});

test('a bundle of which one matter is left has the limit that the law gives that one', () => {
  const legal = (...matters: BundleTemplate['matters']) => {
    const index = bundled(matters);
    const acts: CaseAct[] = [{ act: 'file' }, { act: 'accept' }];
    const { clocks } = acts.reduce(
      (found, act) => done(found, act, START, index),
      draft(HOUSE, { 'new-mortgage': false }),
    );
    const whole = clocks.find(({ clock }) => clock === 'case');
    return whole?.type === 'clock.started' ? whole.limits.filter(({ role }) => role === 'legal') : undefined;
  };
  const mortgage = step('mortgage-registration', { when: { question: 'new-mortgage', is: true } });
  expect(legal(step('proof-of-title'), mortgage)).toMatchObject([{ length: 0 }]);
  expect(legal(step('proof-of-title'), step('proof-of-housing'))).toEqual([]);
});

test('what is refused or deemed withdrawn ended at that moment', () => {
  const filed = done(draft({ matter: 'proof-of-title' }), { act: 'file' }, START);
  const later = at('2024-09-10 10:00');
  const soon = at('2024-09-06 10:00');
  expect(done(filed, { act: 'refuse', reason: '不属于', basis: '行政许可法 32' }, soon)).toMatchObject({
    ...{ state: 'not-accepted', endedAt: soon, tasks: [{ state: 'ended' }] },
  });
  const items = [{ item: 'proof-of-title/own', what: '不清晰' }];
  const told = done(filed, { act: 'give-notice', items, due: '2024-09-04' }, START);
  expect(done(told, { act: 'deem-withdrawn' }, later)).toMatchObject({ state: 'deemed-withdrawn', endedAt: later });
});

describe('once something is issued, a correction', () => {
  const [TITLE, HOUSING] = ['proof-of-title', 'proof-of-housing'];
  const document = { number: '样例1', name: { zh: '证明', en: 'proof' } };
  const corrected = (output: Pick<BundleTemplate['output'], 'rule' | 'choice'>, chosen?: 'partial'): Case => {
    const index = bundled([step(TITLE), step(HOUSING)], { ...output, workdays: 0 });
    const acts: CaseAct[] = [
      ...[{ act: 'file' as const }, { act: 'accept' as const }],
      ...[TITLE, HOUSING].map((task): CaseAct => ({ act: 'decide', task, decision: 'approve' })),
      ...(chosen ? [{ act: 'choose-output' as const, rule: chosen }] : []),
      { act: 'record-result', task: TITLE, result: { document } },
      { act: 'correct-decision', task: HOUSING, decision: 'deny', cause: 'fact', reason: '更正', basis: '条例' },
    ];
    return acts.reduce((found, act) => done(found, act, START, index), draft(HOUSE, { 'new-mortgage': false }));
  };
  const refused = expect.objectContaining({ extra: expect.objectContaining({ cause: 'result-issued' }) });

  test('does not deny beneath what was issued because all was approved', () => {
    expect(() => corrected({ rule: 'all-or-nothing', choice: false })).toThrow(refused);
    expect(() => corrected({ rule: 'partial', choice: true })).toThrow(refused);
  });

  test('denies where each is put out for itself', () => {
    const tasks = [{ state: 'approved', result: { document } }, { state: 'denied' }];
    expect(corrected({ rule: 'partial', choice: false })).toMatchObject({ tasks });
    expect(corrected({ rule: 'all-or-nothing', choice: true }, 'partial')).toMatchObject({ tasks });
  });
});
