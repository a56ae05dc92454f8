/** 受理: complete or provisional, by an officer or by silence; and the ends that it can still come to. */
import { beijingAt, beijingDate } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import { addWorkdays } from '#functions/kernel/workdays.ts';
import type { CaseActor } from '#schemas/case.ts';
import type { Material } from '#schemas/material.ts';
import { type Act, type Acting, asSent } from '../act.ts';
import { assertNothingIssued } from '../entered.ts';
import { unproven } from '../identity.ts';
import { unjoined } from '../joint.ts';
import { keptIn, materialKey, missingIn, nameIn } from '../materials.ts';
import { openPromises } from '../settle.ts';
import { assertNotSilent, silenceOf } from '../silence.ts';
import type { Case } from '../state.ts';
import { assertMayAccept, unasked } from '../stops.ts';
import { advanced, allEnded } from '../tasks.ts';
import { assertTolerated, barAfter } from '../tolerance.ts';

const tolerable = ({ fate }: Material): number | undefined => (fate.kind === 'kept' ? fate.tolerableDays : undefined);

/** What stands against acceptance: each missing material that nobody promised, each promise that the guide does not allow. */
const obstacles = (found: Case, promised: readonly string[], { matters }: Acting) => {
  const missing = missingIn(matters, found).map((paper) => [materialKey(paper), paper] as const);
  const kept = new Map(keptIn(matters, found).map((paper) => [materialKey(paper), paper]));
  return [
    ...missing
      .filter(([key]) => !promised.includes(key))
      .map(([key]) => ({ field: `/materials/${key}`, rule: 'material-missing' })),
    ...promised
      .filter((key) => !missing.some(([one]) => one === key))
      .map((key) => ({
        field: `/promises/${key}`,
        rule: kept.has(key) ? 'material-not-missing' : 'material-not-asked-for',
      })),
    ...missing
      .filter(([key, paper]) => promised.includes(key) && tolerable(paper) === undefined)
      .map(([key]) => ({ field: `/promises/${key}`, rule: 'material-not-tolerable' })),
  ];
};

/** 逾期未补正的，撤销受理 or 视为撤回. */
export const ARTICLE_11 = '浙江省保障“最多跑一次”改革规定第十一条';

const acceptedFrom = (found: Case, at: number, by: CaseActor): Case =>
  advanced({ ...found, acceptedAt: at, acceptedBy: by.id }, at);

export const accept: Act<'accept'> = {
  name: 'accept',
  move: ({ promises = [] }) => (promises.length > 0 ? 'accept-provisionally' : 'accept'),
  decide: (found, { promises = [] }, acting) => {
    const { matters } = acting;
    const errors = [
      ...obstacles(found, promises, acting),
      ...unproven(matters, found),
      ...unasked(matters, found),
      ...unjoined(matters, found, acting.now),
    ];
    if (errors.length > 0) throw problem('unprocessable', { errors: errors.slice(0, 60) });
    assertMayAccept(matters, found);
    if (promises.length > 0) assertTolerated(acting.untolerated ?? [], acting.now);
    const promised = missingIn(matters, found).map((paper) => ({
      material: materialKey(paper),
      due: addWorkdays(acting.now, tolerable(paper) ?? 0, acting.calendars).result,
    }));
    return { promises, promised };
  },
  apply: (found, { promised }, { at, by }) => ({
    ...acceptedFrom(found, at, by),
    acceptance: promised.length > 0 ? 'provisional' : 'accepted',
    promises: promised,
  }),
};

/** 视为受理: nobody said within the term that anything is missing; accepted on the day of receipt. */
export const deemAccepted: Act<'deem-accepted'> = {
  name: 'deem-accepted',
  move: 'deem-accepted',
  decide: (found, _, { now, matters, calendars }) => {
    const silence = silenceOf(found, { matters, calendars });
    if (!silence || beijingDate(now) <= silence.due) throw problem('conflict', { cause: 'not-due' });
    return silence;
  },
  // Of events before it was kept, what was filed: their clocks were counted from it.
  apply: (found, { receivedAt }, { at, by }) => ({
    ...acceptedFrom(found, receivedAt === undefined ? (found.filedAt ?? at) : Date.parse(receivedAt), by),
    acceptance: 'deemed',
  }),
};

export const refuse: Act<'refuse'> = {
  name: 'refuse',
  move: 'refuse',
  decide: (found, body, acting) => {
    assertNotSilent(found, acting);
    return asSent<'refuse'>(found, body);
  },
  apply: (found, _, { at }) => ({ ...allEnded(found), endedAt: at }),
};

export const extendPromise: Act<'extend-promise'> = {
  name: 'extend-promise',
  move: 'extend-promise',
  decide: (found, body, { matters, calendars }) => {
    const promise = openPromises(found).find(({ material }) => material === body.material);
    if (!promise) throw problem('not-found', { detail: '无此容缺承诺 no such promise is open' });
    if (body.due <= promise.due)
      throw problem('unprocessable', { errors: [{ field: '/due', rule: 'later-than-before' }] });
    const paper = keptIn(matters, found).find((one) => materialKey(one) === body.material);
    const latest = addWorkdays(beijingAt(promise.due, '00:00'), (paper && tolerable(paper)) ?? 0, calendars).result;
    if (body.due > latest)
      throw problem('unprocessable', {
        detail: `一次延期不超过指南所定容缺期限，最迟 at a time it is put off by no more than the guide gives, until ${latest}`,
        errors: [{ field: '/due', rule: 'beyond-the-guide' }],
      });
    return asSent<'extend-promise'>(found, body);
  },
  apply: (found, { material, due }) => ({
    ...found,
    promises: found.promises.map((one) => (one.material === material ? { ...one, due } : one)),
  }),
};

/** 逾期未补: what was promised has not come by the end of its day; ZJ-2018 art. 11. */
export const lapsePromise: Act<'lapse-promise'> = {
  name: 'lapse-promise',
  move: 'lapse-promise',
  decide: (found, body, { now, matters }) => {
    const promise = openPromises(found).find(({ material }) => material === body.material);
    if (!promise || beijingDate(now) <= promise.due) throw problem('conflict', { cause: 'not-due' });
    const bar = barAfter(matters, found, now);
    const name = nameIn(matters, found, body.material);
    return {
      material: body.material,
      reason: `容缺材料“${name.zh}”未在承诺期限 ${promise.due} 前补正 ${name.en}: promised and not handed in by ${promise.due}`,
      basis: ARTICLE_11,
      bar,
    };
  },
  apply: (found, { bar }, { at }) => ({ ...allEnded(found), endedAt: at, ...(bar ? { toleranceBar: bar } : {}) }),
};

export const liftToleranceBar: Act<'lift-tolerance-bar'> = {
  name: 'lift-tolerance-bar',
  move: 'lift-tolerance-bar',
  decide: (found, body, { now }) => {
    const { toleranceBar: bar } = found;
    if (!bar || bar.liftedAt !== undefined || bar.until < beijingDate(now))
      throw problem('conflict', { detail: '无容缺限制 not-barred', cause: 'not-barred' });
    return asSent<'lift-tolerance-bar'>(found, body);
  },
  apply: (found, _, { at }) =>
    found.toleranceBar ? { ...found, toleranceBar: { ...found.toleranceBar, liftedAt: at } } : found,
};

export const revokeAcceptance: Act<'revoke-acceptance'> = {
  name: 'revoke-acceptance',
  move: 'revoke-acceptance',
  decide: (found, body) => {
    // What was issued has to be revoked itself, by who issued it.
    assertNothingIssued(found);
    return asSent<'revoke-acceptance'>(found, body);
  },
  apply: (found, _, { at }) => ({ ...allEnded(found), endedAt: at }),
};
