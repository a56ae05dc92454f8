/** What may be done to a case, drawn at random: mostly what its state leads to, now and then anything at all. */
import fc from 'fast-check';
import { WANG_JI_CATERING, WANG_QIANG } from '#city/cast.ts';
import type { CaseRole } from '#functions/cases/case-lifecycle.ts';
import type { Case, Task } from '#functions/cases/state.ts';
import { beijingDate, beijingInstant } from '#functions/kernel/beijing.ts';
import type { CaseActor, CaseSubject } from '#schemas/case.ts';
import type { CaseAct, CaseActName } from '#schemas/case-act.ts';
import type { Answers } from '#schemas/situation.ts';
import { catalogue } from '../matters/city.ts';
import { at } from './world.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
const FIRST = '2017-09-25';

/** Every bundle in its typical situation, and single matters that ask nothing. */
const subjects: readonly { subject: CaseSubject; answers: Answers; start: number }[] = [
  ...catalogue.bundles.map(({ id, typical, from }) => ({
    subject: { bundle: id },
    answers: typical,
    start: at(`${from > FIRST ? from : FIRST} 09:00`),
  })),
  ...catalogue.matters
    .filter(({ situations, until, from }) => !situations && until === undefined && from <= FIRST)
    .slice(0, 12)
    .map(({ id }) => ({ subject: { matter: id }, answers: {}, start: at(`${FIRST} 09:00`) })),
];
const form = Object.fromEntries(catalogue.matters.flatMap(({ exclusive = [] }) => exclusive).map((one) => [one, 'x']));

export const drawnCase = fc.constantFrom(...subjects).map(({ start, ...one }) => ({
  start,
  data: {
    ...{ ...one, channel: 'window', place: 'yongkang-hall', form, hall: 'one-window' },
    parties: [{ id: 'wang', role: 'applicant', code: WANG_QIANG, name: '王强' }],
  },
}));

interface Seeds {
  readonly kind: number;
  readonly pick: number;
  readonly other: number;
  readonly wild: number;
  readonly gap: number;
}

interface Around {
  readonly now: number;
  readonly kept: readonly string[];
}

export interface Drawn {
  readonly body: CaseAct;
  readonly acting: { readonly actor: CaseActor; readonly as: readonly CaseRole[] };
}

const of = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)];
const outcome = (n: number) => (n % 5 === 0 ? 'deny' : 'approve');

/** By name, what the act says of this case; a task that the case has not is tried where it has none. */
const bodies: Partial<Record<CaseActName, (found: Case, seeds: Seeds, around: Around, task: string) => object>> = {
  'hand-in': (_, { pick, other }, { kept }) => ({
    materials: (other % 3 > 0 ? kept : kept.slice(0, 1 + (pick % 3))).map((material) => ({
      ...{ material, medium: 'paper', files: [] },
    })),
  }),
  file: () => ({}),
  'note-visit': () => ({ party: 'wang', place: 'yongkang-hall', reason: '领取' }),
  accept: (found, { pick }, { kept }) =>
    pick % 4 === 0 ? { promises: kept.filter((key) => !found.handedIn[key]).slice(0, 3) } : {},
  'give-notice': (_, { pick }, { now, kept }) => ({
    items: [{ item: of(kept, pick) ?? 'form', what: '不清晰' }],
    due: beijingDate(now + 5 * DAY),
    ...(pick % 3 === 0 ? { reason: '首次遗漏' } : {}),
  }),
  'deem-accepted': () => ({}),
  'deem-withdrawn': () => ({}),
  refuse: () => ({ reason: '不属于', basis: '行政许可法 32' }),
  'revoke-acceptance': () => ({ reason: '不实', basis: 'ZJ-2018 11' }),
  'lapse-promise': (found) => ({ material: found.promises[0]?.material ?? 'a/b' }),
  'extend-promise': (found, _, { now }) => ({
    ...{ material: found.promises[0]?.material ?? 'a/b', due: beijingDate(now + 20 * DAY), reason: '停工' },
  }),
  'waive-material': (_, { pick }, { kept }) => ({ material: of(kept, pick) ?? 'a/b', reason: '已核实' }),
  begin: (_f, _s, _a, task) => ({ task }),
  'give-opinion': (_f, _s, _a, task) => ({ task, opinion: 'agree', text: '符合' }),
  'return-task': (_f, { pick }, { now, kept }, task) => ({
    ...{ task, items: [{ item: of(kept, pick) ?? 'form', what: '缺页' }], due: beijingDate(now + 9 * DAY) },
    ...(pick % 2 === 0 ? { reason: '新发现' } : {}),
  }),
  'resume-task': (_f, _s, _a, task) => ({ task }),
  decide: (_f, { pick, other }, { now }, task) => ({
    ...{ task, decision: outcome(other), reason: '经审查', basis: '条例' },
    // Told late: up to four days, in whichever order.
    ...(pick % 3 === 0 ? { decidedAt: beijingInstant(now - (pick % 5_760) * MINUTE) } : {}),
  }),
  'record-result': (_f, _s, _a, task) => ({
    ...{ task, result: { document: { number: `永康〔2017〕${task}`, name: { zh: '结果', en: 'result' } } } },
  }),
  'pause-clock': (_f, { pick }, _a, task) =>
    pick % 2 === 0
      ? { task, reason: 'hearing', told: 3 }
      : { task, reason: 'intermediary', told: 5, requiredBy: '条例', agency: '检测公司' },
  'resume-clock': (_f, _s, _a, task) => ({ task }),
  'extend-clock': (_f, { pick }, _a, task) => ({
    ...{ task, role: pick % 2 ? 'legal' : 'inner', length: 1 + (pick % 6), leave: '局长', reason: '复杂' },
  }),
  recount: (_, { pick }) => (pick % 2 ? {} : { years: ['2017'], reason: '调整' }),
  'set-inspection': (_f, { pick }, { now }, task) => ({
    ...{ task, at: beijingInstant(now + (pick % 600) * MINUTE), place: '现场', reason: '改期' },
  }),
  inspect: (_f, { pick }, _a, task) => ({
    ...{ task, officers: ['one', 'two'] },
    items: [{ item: 'site', name: '场所', found: pick % 4 === 0 ? 'failed' : 'passed', photos: [] }],
  }),
  'sign-inspection': (_f, _s, _a, task) => ({ task }),
  'notify-inspection': (_f, _s, { now }, task) => ({ task, due: beijingDate(now + 9 * DAY) }),
  'sign-commitment': (_f, _s, _a, task) => ({ task, party: 'wang', file: 'a'.repeat(43) }),
  'check-commitment': (_f, { pick }, { now }, task) => ({
    ...{ task, officers: ['one', 'two'], found: pick % 2 ? 'passed' : 'failed', text: '核查', photos: [] },
    ...(pick % 4 === 0 ? { rectifyBy: beijingDate(now + DAY) } : {}),
  }),
  'revoke-commitment': (_f, _s, _a, task) => ({ task, reason: '整改后仍不符合', basis: 'ZJ-2018 14' }),
  'lift-bar': (_f, _s, _a, task) => ({ task, reason: '已修复' }),
  consult: (found, { pick }, _a, task) => ({
    ...{ task, of: { department: pick % 2 ? 'health' : 'housing' }, question: '是否受影响', reason: '相邻' },
    ...(pick % 3 === 0 && found.consultations.length > 0 ? { within: 1 + (pick % found.consultations.length) } : {}),
  }),
  'answer-consultation': (found, { pick }, _a, task) => ({
    ...{ task, consultation: 1 + (pick % Math.max(1, found.consultations.length)), opinion: 'agree', text: '无' },
  }),
  reassign: (_f, { pick }, { now }, task) => ({
    ...{ task, officer: 'officer-new', from: beijingDate(now + (pick % 3) * DAY), reason: '轮岗' },
    ...(pick % 2 ? { department: 'housing' } : {}),
  }),
  'hand-over': (_f, _s, _a, task) => ({ task }),
  remind: (_f, _s, _a, task) => ({ task, text: '请办理' }),
  'correct-decision': (_f, { other }, _a, task) => ({
    ...{ task, decision: outcome(other), cause: 'fact', reason: '更正', basis: '条例' },
  }),
  'add-party': (_f, { pick }, _a, task) => ({
    ...{
      task,
      party: { id: `firm-${pick % 3}`, role: 'applicant', code: WANG_JI_CATERING, name: '新设', ground: '本次登记' },
    },
  }),
  'choose-output': (_f, { pick }) => ({ rule: pick % 2 ? 'partial' : 'all-or-nothing' }),
  'put-out': () => ({}),
  deliver: () => ({ way: 'window', to: 'wang' }),
  close: () => ({}),
  withdraw: () => ({}),
};
const NAMES = Object.keys(bodies) as CaseActName[];

/** What a case of this state most often sees next. */
const usual = ({ state, tasks }: Case, { kind, other }: Seeds): readonly CaseActName[] => {
  if (state === 'draft') return kind % 3 === 0 ? ['hand-in'] : ['file'];
  if (state === 'received') return ['hand-in', 'accept', 'accept', 'give-notice', 'deem-accepted'];
  if (state === 'noticed') return ['hand-in', 'hand-in', 'deem-withdrawn'];
  if (state === 'decided')
    return ['record-result', 'record-result', 'record-result', 'put-out', 'correct-decision', 'add-party'];
  if (state === 'output') return ['deliver', 'remind'];
  if (state === 'delivered') return ['close'];
  if (tasks.some((task) => task.state === 'returned') && other % 3 === 0) return ['resume-task'];
  return [
    ...['begin', 'give-opinion', 'return-task', 'decide', 'decide', 'decide', 'record-result', 'hand-in'],
    ...['pause-clock', 'resume-clock', 'extend-clock', 'set-inspection', 'inspect', 'sign-inspection'],
    ...['notify-inspection', 'consult', 'answer-consultation', 'reassign', 'hand-over', 'remind', 'recount'],
    ...['correct-decision', 'extend-promise', 'lapse-promise', 'note-visit', 'sign-commitment', 'check-commitment'],
  ] as CaseActName[];
};

const who = (found: Case, task: Task | undefined, { pick, other }: Seeds): Drawn['acting'] => {
  const consulted = found.consultations.flatMap(({ of: body }) => ('department' in body ? [body.department] : []));
  const department = (other % 4 === 0 ? of(consulted, pick) : task?.department) ?? found.hall;
  const roles: readonly CaseRole[] = department === task?.department ? ['body'] : ['consulted'];
  return {
    actor: { kind: 'officer', id: `officer-${pick % 3}`, department },
    as: [...roles, ...(pick % 7 === 0 ? (['supervisor', 'window'] as const) : [])],
  };
};

const make =
  (seeds: Seeds) =>
  (found: Case, around: Around): Drawn => {
    const name = of(seeds.wild % 6 === 0 ? NAMES : usual(found, seeds), seeds.kind) ?? 'file';
    const live = found.tasks.filter(({ state }) => state !== 'waiting');
    const task = of(seeds.wild % 4 === 0 || live.length === 0 ? found.tasks : live, seeds.other);
    const said = bodies[name]?.(found, seeds, around, task?.matter ?? 'nothing') ?? {};
    return { body: { act: name, ...said } as CaseAct, acting: who(found, task, seeds) };
  };

const seed = fc.nat({ max: 1_000_000 });
export const drawnAct = fc
  .record({ kind: seed, pick: seed, other: seed, wild: seed, gap: fc.nat({ max: 2_000 }) })
  .map((seeds) => ({ after: seeds.gap * MINUTE, make: make(seeds) }));
