/** Events of version 1 as they were kept from the first day on: they are read and replayed for ever. */
import { expect, test } from 'vitest';
import { WANG_QIANG } from '#city/cast.ts';
import { clocksOf } from '#functions/cases/clocks/fold.ts';
import { replay } from '#functions/cases/replay.ts';
import { CaseEvent } from '#schemas/case-act.ts';
import { ClockEvent } from '#schemas/case-clock.ts';

const AT = Date.parse('2017-09-25T01:00:00Z');
const window = { kind: 'officer', id: 'officer-xu-qing', department: 'one-window' };
const of = { v: 1, case: '330784-20170925-W00000001-3' };
const material = 'food-licence/layout';

const GOLDEN: readonly unknown[] = [
  {
    ...{ ...of, n: 1, type: 'open', at: AT, by: { ...window, onBehalf: 'wang' }, to: 'draft' },
    data: {
      subject: { matter: 'food-licence' },
      ...{ channel: 'window', place: 'yongkang-hall', hall: 'one-window', answers: {}, form: {} },
      parties: [{ id: 'wang', role: 'applicant', code: WANG_QIANG, name: '王强' }],
    },
  },
  {
    ...{ ...of, n: 2, type: 'hand-in', at: AT + 1, by: window, to: 'draft' },
    data: { materials: [{ material, medium: 'paper', files: [], original: true }] },
  },
  {
    ...{ ...of, n: 3, type: 'file', at: AT + 2, by: window, to: 'received' },
    data: {
      pins: { matters: { 'food-licence': 1 }, filedOn: '2017-09-25' },
      tasks: [{ matter: 'food-licence', version: 1, department: 'market-supervision', after: [] }],
    },
  },
  {
    ...{ ...of, n: 4, type: 'accept', at: AT + 3, by: window, to: 'accepted' },
    data: {
      promised: [],
      clocks: [
        {
          ...{ type: 'clock.started', clock: 'food-licence', step: 'food-licence', holder: 'department' },
          limits: [{ role: 'promised', kind: 'working-days', length: 10, yellow: 2 }],
          ...{ at: '2017-09-25T09:00:00+08:00', asOf: '2017-09-25' },
        },
      ],
    },
  },
  {
    ...{ ...of, n: 5, type: 'decide', at: AT + 4, by: { ...window, id: 'officer-hu-min' }, to: 'decided' },
    data: {
      ...{ task: 'food-licence', decision: 'approve' },
      clocks: [{ type: 'clock.stopped', clock: 'food-licence', at: '2017-09-25T09:00:01+08:00', outcome: 'completed' }],
    },
  },
];

test('the golden events of version 1 are read and lead to the state that they led to', () => {
  const events = GOLDEN.map((event) => CaseEvent.parse(event));
  expect(replay(events)).toMatchObject({
    ...{ id: of.case, n: 5, state: 'decided', filedAt: AT + 2, acceptedAt: AT + 3, decidedAt: AT + 4 },
    handedIn: { [material]: { medium: 'paper', at: AT + 1 } },
    tasks: [{ matter: 'food-licence', state: 'approved', decision: { decision: 'approve', by: 'officer-hu-min' } }],
    clocks: [{ type: 'clock.started' }, { type: 'clock.stopped' }],
  });
  expect(CaseEvent.safeParse({ ...events[0], v: 2 }).success).toBe(false);
});

/** 视为受理 before it was counted from the supplement: its clock was counted from the filing, so it stands accepted from then. */
const SILENT: readonly unknown[] = [
  ...GOLDEN.slice(0, 3),
  {
    ...{ ...of, n: 4, type: 'give-notice', at: AT + 3, by: window, to: 'noticed' },
    data: { items: [{ item: material, what: '缺页' }], due: '2017-09-29' },
  },
  {
    ...{ ...of, n: 5, type: 'hand-in', at: AT + 4, by: window, to: 'received' },
    data: { materials: [{ material, medium: 'paper', files: [], original: true }] },
  },
  {
    ...{ ...of, n: 6, type: 'deem-accepted', at: AT + 5, to: 'accepted' },
    ...{ by: { kind: 'hub', id: 'hub', department: 'one-window' }, data: {} },
  },
];

test('the golden silence of version 1 accepts from the filing, as it did', () => {
  expect(replay(SILENT.map((event) => CaseEvent.parse(event)))).toMatchObject({
    ...{ n: 6, state: 'accepted', acceptance: 'deemed', filedAt: AT + 2, acceptedAt: AT + 2 },
    notices: [{ answeredAt: AT + 4 }],
    tasks: [{ matter: 'food-licence', state: 'open', openedAt: AT + 2 }],
  });
});

/** Each kind of clock event as acts carry it. */
const CLOCKS: readonly unknown[] = [
  {
    ...{ type: 'clock.started', clock: 'fire-check', step: 'fire-check', holder: 'department' },
    limits: [
      {
        role: 'legal',
        kind: 'working-days',
        length: 10,
        yellow: 2,
        extension: { length: 5, by: { zh: '负责人', en: 'head' } },
      },
      { role: 'inner', kind: 'calendar-days', length: 8, yellow: 1, rolls: true },
    ],
    ...{ at: '2017-09-26T10:00:00+08:00', asOf: '2017-09-26' },
  },
  {
    ...{ type: 'clock.paused', clock: 'fire-check', at: '2017-09-27T10:00:00+08:00', pause: 'pause-7' },
    ...{ reason: 'intermediary', told: 5, requiredBy: '消防法第三十四条' },
  },
  {
    ...{ type: 'clock.started', clock: 'agency-pause-7', step: 'fire-check', holder: 'intermediary' },
    limits: [{ role: 'promised', kind: 'working-days', length: 5, yellow: 1 }],
    ...{ at: '2017-09-27T10:00:00+08:00', asOf: '2017-09-27' },
  },
  { type: 'clock.stopped', clock: 'agency-pause-7', at: '2017-09-29T10:00:00+08:00', outcome: 'completed' },
  { type: 'clock.resumed', clock: 'fire-check', at: '2017-09-29T10:00:00+08:00', pause: 'pause-7' },
  {
    ...{ type: 'clock.extended', clock: 'fire-check', at: '2017-09-30T10:00:00+08:00', role: 'legal', length: 5 },
    ...{ by: '队长', reason: '需补充核查' },
  },
  {
    ...{ type: 'clock.recounted', clock: 'fire-check', at: '2017-12-06T23:59:59+08:00' },
    ...{ asOf: '2017-12-06', years: ['2018'] },
  },
  { type: 'clock.stopped', clock: 'fire-check', at: '2017-10-10T10:00:00+08:00', outcome: 'completed' },
];

test('the golden clock events of version 1 are read and folded as they were', () => {
  const folded = clocksOf(CLOCKS.map((event) => ClockEvent.parse(event)));
  expect(folded.get('agency-pause-7')).toMatchObject({ holder: 'intermediary', stopped: { outcome: 'completed' } });
  expect(folded.get('fire-check')).toMatchObject({
    limits: [
      { role: 'legal', length: 15 },
      { role: 'inner', length: 8 },
    ],
    pins: { asOf: '2017-09-26', begun: '2017-09-26', recounts: [{ asOf: '2017-12-06', years: ['2018'] }] },
    stopped: { at: Date.parse('2017-10-10T10:00:00+08:00'), outcome: 'completed' },
  });
});
