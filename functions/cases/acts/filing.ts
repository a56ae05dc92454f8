/** Before acceptance: the draft, the pre-check, the receipt 收件. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { FormValues, HandedIn } from '#schemas/case.ts';
import type { Pins } from '#schemas/case-acts/filing.ts';
import { type Act, asSent } from '../act.ts';
import { assertApplying } from '../applying.ts';
import { givenBy, giverOf } from '../earlier.ts';
import { assertNothingIssued } from '../entered.ts';
import { assertKnownFields } from '../form-fields.ts';
import { agreedFields } from '../joint.ts';
import { withCome } from '../notice-items.ts';
import { assertGrounded, partyIn } from '../parties.ts';
import { asMaterials, foundReports, withReports } from '../reports.ts';
import { openNotice } from '../settle.ts';
import type { Case } from '../state.ts';
import { assertAskedFor, assertTakeable } from '../takeable.ts';
import { allEnded } from '../tasks.ts';
import { pinsOn, plannedTasks } from '../template.ts';
import { ARTICLE_11 } from './acceptance.ts';

/** What stands as it stood was given by who gave it. */
const givenAnew = ({ form: before, gave }: Case, form: Case['form'], giver: string | undefined): Case['gave'] => {
  const kept = Object.fromEntries(Object.entries(gave).filter(([field]) => form[field] !== undefined));
  return givenBy(
    kept,
    Object.keys(form).filter((field) => form[field] !== before[field]),
    giver,
  );
};

export const amend: Act<'amend'> = {
  name: 'amend',
  move: 'amend',
  decide: (found, body, { now, matters }) => {
    const day = beijingDate(now);
    assertGrounded({ parties: body.parties ?? [] });
    if (body.parties) assertApplying(matters, { ...found, parties: body.parties }, day);
    assertKnownFields(matters, found, body.form ?? {}, day);
    return asSent<'amend'>(found, body);
  },
  apply: (found, { answers, parties, form }, { by }) => ({
    ...found,
    ...(answers ? { answers } : {}),
    ...(parties ? { parties } : {}),
    ...(form ? { form, gave: givenAnew(found, form, giverOf(parties ?? found.parties, by)) } : {}),
  }),
};

export const askPreCheck: Act<'ask-pre-check'> = {
  name: 'ask-pre-check',
  move: 'ask-pre-check',
  decide: asSent,
  apply: (found) => found,
};

export const preCheck: Act<'pre-check'> = {
  name: 'pre-check',
  move: 'pre-check',
  decide: asSent,
  apply: (found, { passed, remarks }, { at }) => ({ ...found, preCheck: { passed, remarks, at } }),
};

/** They have come: what a notice named and what was promised is answered by it. */
export const withMaterials = (found: Case, materials: readonly HandedIn[], at: number): Case => {
  const handedIn = { ...found.handedIn };
  for (const one of materials) handedIn[one.material] = { ...one, at };
  const keys = materials.map(({ material }) => material);
  const promises = found.promises.map((one) =>
    one.keptAt === undefined && keys.includes(one.material) ? { ...one, keptAt: at } : one,
  );
  return withCome({ ...found, handedIn, promises }, keys, at);
};

export const handIn: Act<'hand-in'> = {
  name: 'hand-in',
  move: 'hand-in',
  decide: (found, body, { now, matters }) => {
    assertTakeable(matters, found, body.materials, now);
    const late = body.materials.filter(({ material }) =>
      found.promises.some((one) => one.material === material && one.keptAt !== undefined),
    );
    if (late.length > 0)
      throw problem('conflict', {
        ...{ detail: '容缺材料已补 promised material has come already', cause: 'promise-kept' },
        errors: late.slice(0, 60).map(({ material }) => ({ field: `/materials/${material}`, rule: 'promise-kept' })),
      });
    return asSent<'hand-in'>(found, body);
  },
  apply: (found, { materials }, { at }) => withMaterials(found, materials, at),
};

/** Whoever files confirms what the form says. */
const agreedIn = (matters: IndexedMatters, { form }: Case, pins: Pins): FormValues | undefined => {
  const said = agreedFields(matters, { pins }).flatMap((field) => {
    const value = form[field];
    return value === undefined ? [] : [[field, value] as const];
  });
  return said.length > 0 ? Object.fromEntries(said) : undefined;
};

export const file: Act<'file'> = {
  name: 'file',
  move: 'file',
  decide: (found, _, { now, matters, reports = [] }) => {
    const day = beijingDate(now);
    const pins = pinsOn(matters, found.subject, found.answers, day);
    const ready = foundReports(matters, { form: found.form, pins }, reports, day);
    return {
      ...{ pins, tasks: plannedTasks(matters, found, pins), reports: ready.length > 0 ? ready : undefined },
      agreed: agreedIn(matters, found, pins),
    };
  },
  apply: (found, { pins, tasks, reports = [], agreed = {} }, { at, by }) => ({
    ...withMaterials(found, asMaterials(reports), at),
    ...(by.onBehalf === undefined ? {} : { joined: [{ party: by.onBehalf, agreed, at }] }),
    reports: withReports(found.reports, reports),
    pins,
    filedAt: at,
    tasks: tasks.map((task) => ({ ...task, state: 'waiting', opinions: [] })),
  }),
};

/** Of the hall's own visits each has its reason: what is counted are these, not what the catalogue promises. */
export const noteVisit: Act<'note-visit'> = {
  name: 'note-visit',
  move: 'note-visit',
  decide: (found, body) => {
    partyIn(found, body.party);
    return asSent<'note-visit'>(found, body);
  },
  apply: (found, visit, { at }) => ({
    ...found,
    visits: [...found.visits, { ...visit, at: new Date(at).toISOString() }],
  }),
};

export const waiveMaterial: Act<'waive-material'> = {
  name: 'waive-material',
  move: 'waive-material',
  decide: (found, body, { now, matters }) => {
    assertAskedFor(matters, found, body.material, now);
    return asSent<'waive-material'>(found, body);
  },
  apply: (found, { material, reason }) => ({ ...found, waived: { ...found.waived, [material]: reason } }),
};

export const withdraw: Act<'withdraw'> = {
  name: 'withdraw',
  move: 'withdraw',
  decide: (found, body, { actor }) => {
    // 申请人撤回: an officer writes down whose wish it was.
    if (actor.kind === 'officer' && body.onBehalf === undefined)
      throw problem('unprocessable', { errors: [{ field: '/onBehalf', rule: 'on-whose-behalf' }] });
    assertNothingIssued(found);
    return asSent<'withdraw'>(found, body);
  },
  apply: (found, _, { at }) => ({ ...allEnded(found), endedAt: at }),
};

/** 视为撤回: the time that the notice gave has passed; ZJ-2018 art. 11. */
export const deemWithdrawn: Act<'deem-withdrawn'> = {
  name: 'deem-withdrawn',
  move: 'deem-withdrawn',
  decide: (found, _, { now }) => {
    const notice = openNotice(found, 'acceptance');
    if (!notice || beijingDate(now) <= notice.due) throw problem('conflict', { cause: 'not-due' });
    return {
      reason: `补正通知所定期限 ${notice.due} 内未补正 what the notice named has not come by that day`,
      basis: ARTICLE_11,
    };
  },
  apply: (found, _, { at }) => ({ ...allEnded(found), endedAt: at }),
};
