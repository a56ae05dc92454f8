/** What each act says of a case, drawn: mostly what could be true of it, now and then what cannot. */

import { WANG_JI_CATERING } from '#city/cast.ts';
import { chance } from '#city/generate/prng.ts';
import { byHandOpen } from '#functions/cases/clocks/agency.ts';
import { clocksOf } from '#functions/cases/clocks/fold.ts';
import { agreedFields } from '#functions/cases/joint.ts';
import { keptIn, materialKey } from '#functions/cases/materials.ts';
import { openNotice } from '#functions/cases/settle.ts';
import type { Case } from '#functions/cases/state.ts';
import { pinsOn } from '#functions/cases/template.ts';
import { beijingDate, beijingInstant } from '#functions/kernel/beijing.ts';
import { dayAfter } from '#functions/kernel/workdays.ts';
import { receiptsOf } from '#infra/local/scenarios/a02-house.ts';
import { APPLYING } from '#schemas/case.ts';
import type { ActBody, CaseActName } from '#schemas/case-act.ts';
import { answersTo } from './random-answers.ts';
import { draftedFields, factFor, fieldsIn, offeredIn } from './random-facts.ts';
import { partiesAt } from './random-parties.ts';
import { type Around, of, PRICE, questionsOf, type Seeds } from './random-subjects.ts';
import { matters } from './random-templates.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

const outcome = (n: number) => (n % 5 === 0 ? 'deny' : 'approve');
const digest = (n: number): string => String(n % 10).repeat(43);
const officers = ['one', 'two'];
const WAYS = ['manual-check', 'tolerance', 'upload', 'printout'] as const;
const NEW_FIRM = { role: 'applicant', code: WANG_JI_CATERING, name: '新设', ground: '本次登记' } as const;
const anyOf = ({ parties }: Case, n: number): string => of(parties, n)?.id ?? 'nobody';
const whoApplies = ({ parties }: Case, n: number): string =>
  of(
    parties.filter(({ role }) => APPLYING.includes(role)),
    n,
  )?.id ?? 'nobody';
const inDays = ({ now }: Around, days: number): string => beijingDate(now + days * DAY);
const missing = (found: Case, { kept }: Around): string[] =>
  kept.filter((key) => !found.handedIn[key] && found.waived[key] === undefined);

/** What a draft is going to ask for, by its answers of today. */
const drafted = (found: Case, now: number): string[] => {
  try {
    const pins = pinsOn(matters, found.subject, found.answers, beijingDate(now));
    return keptIn(matters, { ...found, pins }).map(materialKey);
  } catch {
    return [];
  }
};

/** 容缺: of what is missing, what may follow. */
const tolerable = (found: Case, around: Around): string[] =>
  keptIn(matters, found).flatMap((paper) =>
    paper.fate.kind === 'kept' &&
    paper.fate.tolerableDays !== undefined &&
    missing(found, around).includes(materialKey(paper))
      ? [materialKey(paper)]
      : [],
  );

type Bodies = {
  readonly [A in CaseActName]: (found: Case, seeds: Seeds, around: Around, task: string) => Omit<ActBody<A>, 'act'>;
};

const early = {
  amend: ({ form, subject }, { pick, other, wild }, { now }) => {
    const [by, day] = [chance(`amend-${pick}`), beijingDate(now)];
    const field = wild % 7 === 0 ? undefined : of(draftedFields(subject, day), pick);
    const noted = { ...form, [field ?? 'shop.note']: pick };
    if (other % 3 > 0) return { form: noted };
    return { form: noted, answers: answersTo(questionsOf(subject, day), by), parties: partiesAt(now, by) };
  },
  'ask-pre-check': () => ({}),
  'pre-check': (_, { pick }) => ({ passed: pick % 2 === 0, remarks: ['缺页'] }),
  'hand-in': (found, { pick, other }, around) => {
    const later = other % 3 === 0 ? tolerable(found, around) : [];
    const named = openNotice(found, 'acceptance')?.items.map(({ item }) => item) ?? [];
    const wanted = around.kept.filter(
      (key) => named.includes(key) || (missing(found, around).includes(key) && !later.includes(key)),
    );
    const asked = other % 4 === 1 ? around.kept.slice(pick % 3, (pick % 3) + 2) : wanted;
    const failed = of(found.failures, pick);
    const another = failed && other % 5 === 0 ? `${failed.matter}/proof` : undefined;
    const one = another ?? of(found.pins ? around.kept : drafted(found, around.now), pick) ?? 'a/b';
    const all = asked.length > 0 && !another ? asked : [one];
    return { materials: all.map((material) => ({ material, medium: 'paper', files: [digest(pick)] })) };
  },
  file: () => ({}),
  'join-application': (found, { pick, other }) => {
    const fields = other % 7 === 0 ? ['shop.note'] : agreedFields(matters, found);
    const said = fields.map((field) => [field, other % 5 === 0 ? pick : (found.form[field] ?? pick)]);
    return { onBehalf: anyOf(found, pick), agreed: Object.fromEntries(said) };
  },
  'take-reports': () => ({}),
  'note-visit': (found, { pick }) => ({ party: anyOf(found, pick), place: 'yongkang-hall', reason: '领取' }),
  'waive-material': (_, { pick }, { kept }) => ({ material: of(kept, pick) ?? 'a/b', reason: '已核实' }),
  withdraw: () => ({}),
  'give-notice': (found, { pick, other }, around) => ({
    // Whole but for one time in five.
    items: [...(other % 5 === 0 ? [] : missing(found, around)), of(around.kept, pick) ?? 'form'].map((item) => ({
      ...{ item, what: '不清晰' },
    })),
    due: inDays(around, pick % 6),
    ...(pick % 3 === 0 ? { reason: '首次遗漏' } : {}),
  }),
  accept: (found, { pick }, around) => {
    const promises = pick % 9 === 0 ? missing(found, around) : tolerable(found, around);
    return promises.length > 0 ? { promises } : {};
  },
  'check-identity': (found, { pick, other }) => ({
    ...{
      party: pick % 4 === 0 ? anyOf(found, pick) : whoApplies(found, other),
      device: { id: 'face-1', version: '1' },
    },
    ...(other % 4 === 0 ? { offline: '网络中断' } : { score: (other % 100) / 100 }),
  }),
  'confirm-identity': (found, { pick, other }) => ({
    ...{ party: of(found.identities, pick)?.party ?? anyOf(found, pick), same: other % 3 > 0, note: '核对证件照片' },
  }),
  'deem-accepted': () => ({}),
  refuse: () => ({ reason: '不属于', basis: '行政许可法 32' }),
  'deem-withdrawn': () => ({}),
  'extend-promise': ({ promises }, { pick }, around) => ({
    // One time in four further than the guide gives.
    ...{ material: of(promises, pick)?.material ?? 'a/b', reason: '停工' },
    due: pick % 4 === 0 ? inDays(around, 20) : dayAfter(of(promises, pick)?.due ?? inDays(around, 0)),
  }),
  'revoke-acceptance': () => ({ reason: '不实', basis: 'ZJ-2018 11' }),
  'lapse-promise': ({ promises }, { pick }) => ({ material: of(promises, pick)?.material ?? 'a/b' }),
} as const satisfies Partial<Bodies>;

const working = {
  begin: (_f, _s, _a, task) => ({ task }),
  'give-opinion': (_f, _s, _a, task) => ({ task, opinion: 'agree', text: '符合' }),
  'return-task': (_f, { pick }, around, task) => ({
    ...{ task, items: [{ item: of(around.kept, pick) ?? 'form', what: '缺页' }] },
    // Left out, only the rule of a matter gives the day.
    ...(pick % 7 === 0 ? {} : { due: inDays(around, pick % 6) }),
    ...(pick % 2 === 0 ? { reason: '新发现' } : {}),
  }),
  'remind-task': (_f, _s, _a, task) => ({ task }),
  'lapse-task': (_f, _s, _a, task) => ({ task }),
  'resume-task': (_f, _s, _a, task) => ({ task }),
  decide: (_f, { pick, other }, { now }, task) => ({
    ...{ task, decision: outcome(other), reason: '经审查', basis: '条例' },
    // Told late: up to four days, in whichever order.
    ...(pick % 3 === 0 ? { decidedAt: beijingInstant(now - (pick % 5_760) * MINUTE) } : {}),
  }),
  'record-result': (_f, _s, _a, task) => ({
    ...{ task, result: { document: { number: `永康〔2017〕${task}`, name: { zh: '结果', en: 'result' } } } },
  }),
  'reckon-levies': (_f, { pick, other }, _a, task) => ({
    task,
    sale: {
      ...{ priceFen: PRICE * 100, area: 8_950, use: 'home', buyerHomes: 1 + (pick % 3) },
      ...{ heldYears: other % 7, sellerOnlyHome: pick % 2 === 0, furtherCopies: 0 },
    },
  }),
  'record-payment': ({ tasks }, { pick }, _a, task) => {
    const order = tasks.find(({ matter }) => matter === task)?.levied?.order;
    const wrong = [{ number: '税票1', collector: 'taxation', fen: 1 }];
    return { task, receipts: pick % 5 === 0 ? wrong : receiptsOf(order, '1') };
  },
  'add-party': (_f, { pick }, _a, task) => {
    const { ground, ...party } = { ...NEW_FIRM, id: `firm-${pick % 3}` };
    return { task, party: pick % 4 === 0 ? party : { ...party, ground } };
  },
  'correct-decision': (_f, { other }, _a, task) => ({
    ...{ task, decision: outcome(other), cause: 'fact', reason: '更正', basis: '条例' },
  }),
  reassign: (_f, { pick }, around, task) => ({
    ...{ task, officer: 'officer-new', from: inDays(around, pick % 3), reason: '轮岗' },
    ...(pick % 2 ? { department: 'housing' } : {}),
  }),
  'hand-over': (_f, _s, _a, task) => ({ task }),
  remind: (_f, { pick }, _a, task) => ({ text: '请办理', ...(pick % 2 ? { task } : {}) }),
} as const satisfies Partial<Bodies>;

const clocks = {
  'pause-clock': (_f, { pick }, _a, task) =>
    pick % 2 === 0
      ? { task, reason: 'hearing', told: 3 }
      : { task, reason: 'intermediary', told: 5, requiredBy: '条例', agency: '检测公司' },
  'resume-clock': (found, { pick }, _a, task) => {
    const clock = clocksOf(found.clocks).get(task);
    const open = of(clock ? byHandOpen(clock) : [], pick);
    return pick % 5 === 0 || open === undefined ? { task } : { task, pause: open };
  },
  'extend-clock': ({ clocks: events }, { pick, other }, _a, task) => {
    const whole = other % 4 === 0;
    const named = whole ? 'case' : task;
    const limits = events.flatMap((one) => (one.type === 'clock.started' && one.clock === named ? one.limits : []));
    const foreseen = limits.find(({ extension }) => extension);
    const { role, length } = { role: foreseen?.role ?? 'legal', length: foreseen?.extension?.length ?? 5 };
    return { ...(whole ? {} : { task }), role, length: 1 + (pick % length), leave: '局长', reason: '复杂' };
  },
  recount: (_, { pick }) => (pick % 2 ? {} : { years: ['2017'], reason: '调整' }),
} as const satisfies Partial<Bodies>;

const conduct = {
  'set-inspection': (_f, { pick }, { now }, task) => ({
    ...{ task, at: beijingInstant(now + (pick % 600) * MINUTE), place: '现场', reason: '改期' },
  }),
  inspect: (_f, { pick }, _a, task) => ({
    ...{ task, officers },
    items: [{ item: 'site', name: '场所', found: pick % 3 === 0 ? 'failed' : 'passed', photos: [digest(pick)] }],
  }),
  'sign-inspection': (_f, _s, _a, task) => ({ task }),
  'notify-inspection': (_f, { pick }, around, task) => ({ task, due: inDays(around, pick % 10) }),
  'sign-commitment': (found, { pick }, _a, task) => ({ task, party: anyOf(found, pick), file: digest(pick) }),
  'check-commitment': (found, { pick }, around, task) => {
    const first = found.commitments.find((one) => one.task === task)?.checks.length === 0;
    const failed = pick % 3 > 0;
    return {
      ...{ task, officers, found: failed ? 'failed' : 'passed', text: '核查', photos: [digest(pick)] },
      ...(failed && first ? { rectifyBy: inDays(around, pick % 4) } : {}),
    };
  },
  'revoke-commitment': (_f, _s, _a, task) => ({ task, reason: '整改后仍不符合', basis: 'ZJ-2018 14' }),
  'lift-tolerance-bar': () => ({ reason: '延误非申请人所致' }),
  'lift-bar': (_f, _s, _a, task) => ({ task, reason: '已修复' }),
  consult: ({ consultations }, { pick }, _a, task) => ({
    ...{ task, of: { department: pick % 2 ? 'health' : 'housing' }, question: '是否受影响', reason: '相邻' },
    ...(pick % 3 === 0 && consultations.length > 0 ? { within: 1 + (pick % consultations.length) } : {}),
  }),
  'answer-consultation': ({ consultations }, { pick }, _a, task) => {
    const open = consultations.filter((one) => one.task === task && !one.answer);
    return { task, consultation: of(open, pick)?.no ?? 1, opinion: 'agree', text: '无' };
  },
} as const satisfies Partial<Bodies>;

const facts = {
  'add-fact': factFor,
  'fact-failed': (found, { pick, other }, _a, task) => {
    const again = other % 4 === 0 ? undefined : of(found.failures, pick);
    return {
      ...{ matter: again?.matter ?? task, resource: again?.resource ?? `public-security/record-${pick % 3}` },
      ...{ party: again?.party ?? anyOf(found, pick), cause: 'department-unavailable' },
    };
  },
  'retry-fact': ({ failures }, { pick }) => ({ failure: pick % Math.max(1, failures.length) }),
  'settle-fact': ({ failures, handedIn }, { pick, other }) => {
    const failure = failures.findIndex(({ outcome }) => outcome === undefined || outcome === 'printout');
    const early = failures[failure]?.nextAt !== null && other % 4 > 1;
    const way = early ? 'manual-check' : (of(WAYS, other) ?? 'upload');
    const paper = of(Object.keys(handedIn), pick);
    return {
      ...{ failure: Math.max(0, failure), way, note: '系统故障' },
      ...((way === 'upload' || way === 'printout') && paper !== undefined ? { material: paper } : {}),
    };
  },
  'confirm-prefill': (found, { pick, other }) => {
    const field = of(offeredIn(found), pick);
    const typed = of(fieldsIn(found), other);
    if (field !== undefined && other % 3 > 0) return { fields: [field] };
    return { fields: [], typed: { [typed ?? 'firm.address']: `手填${pick % 3}` } };
  },
  'dispute-fact': ({ facts: all, handedIn }, { pick }) => {
    const fact = of(all, pick);
    return {
      ...{ fact: fact?.exchange ?? '00000000-0000-4000-8000-000000000000', reason: '门牌已变更' },
      fields: pick % 6 === 0 ? ['/other'] : [...(fact?.fields ?? ['/other'])],
      material: of(Object.keys(handedIn), pick) ?? 'a/b',
    };
  },
} as const satisfies Partial<Bodies>;

const output = {
  'choose-output': (_, { pick }) => ({ rule: pick % 2 ? 'partial' : 'all-or-nothing' }),
  'put-out': () => ({}),
  deliver: (found, { pick, other }, { now }) => ({
    ...{ way: 'window', to: anyOf(found, pick) },
    // Told late: up to a day, now and then before anything lay ready.
    ...(other % 3 === 0 ? { receivedAt: beijingInstant(now - (other % 1_440) * MINUTE) } : {}),
  }),
  close: () => ({}),
} as const satisfies Partial<Bodies>;

export const bodies: Bodies = { ...early, ...working, ...clocks, ...conduct, ...facts, ...output };
