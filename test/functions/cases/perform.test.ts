/** What an act makes of a case, in memory: what random ones found. */
import { expect, test } from 'vitest';
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

test('whose answers leave no matter of the bundle on files for nothing, and is told so', () => {
  const [first] = catalogue.bundles.filter(({ id }) => id === 'new-house');
  const only: BundleTemplate = {
    ...(first as BundleTemplate),
    matters: [
      {
        ...{ matter: 'mortgage-registration', version: 1, after: [], inner: 0, before: 5 },
        when: { question: 'new-mortgage', is: true },
      },
    ],
  };
  const index = indexMatters({ ...catalogue, bundles: [only] });
  const filed = (mortgage: boolean) =>
    done(draft({ bundle: 'new-house' }, { 'new-mortgage': mortgage }), { act: 'file' }, START, index);
  expect(filed(true).tasks).toHaveLength(1);
  expect(() => filed(false)).toThrow(
    expect.objectContaining({
      code: 'unprocessable',
      extra: expect.objectContaining({ errors: [{ field: '/answers', rule: 'no-matter-left' }] }),
    }),
  );
});

test('what is refused or deemed withdrawn ended at that moment', () => {
  const filed = done(draft({ matter: 'proof-of-title' }), { act: 'file' }, START);
  const later = at('2024-09-10 10:00');
  expect(done(filed, { act: 'refuse', reason: '不属于', basis: '行政许可法 32' }, later)).toMatchObject({
    ...{ state: 'not-accepted', endedAt: later, tasks: [{ state: 'ended' }] },
  });
  const items = [{ item: 'form', what: '不清晰' }];
  const told = done(filed, { act: 'give-notice', items, due: '2024-09-04' }, START);
  expect(done(told, { act: 'deem-withdrawn' }, later)).toMatchObject({ state: 'deemed-withdrawn', endedAt: later });
});
