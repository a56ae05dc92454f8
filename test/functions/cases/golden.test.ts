/** Events of version 1 as they were kept from the first day on: they are read and replayed for ever. */
import { expect, test } from 'vitest';
import { WANG_QIANG } from '#city/cast.ts';
import { replay } from '#functions/cases/replay.ts';
import { CaseEvent } from '#schemas/case-act.ts';

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
