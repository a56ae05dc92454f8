/** 告知承诺: signed, decided on, checked; whoever breaks it is barred from the next until that is repaired. ZJ-2018 art. 14. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import { type Act, asSent } from '../act.ts';
import { assertAhead } from '../ahead.ts';
import { commitmentOf, dueOf, withCommitment } from '../commitment.ts';
import type { Case, Committed } from '../state.ts';
import { taskFor } from '../tasks.ts';
import { matterOf } from '../template.ts';

const refused = (cause: string, detail: string) => problem('conflict', { detail: `${detail} ${cause}`, cause });
const wrong = (field: string, rule: string) => problem('unprocessable', { errors: [{ field, rule }] });

/** Throws conflict when nothing was committed to, or it was revoked. */
const committed = (found: Case, task: string): Committed => {
  const one = commitmentOf(found, task);
  if (!one) throw refused('no-commitment', '非承诺件');
  if (one.revokedAt !== undefined) throw refused('commitment-revoked', '已撤销');
  return one;
};

export const signCommitment: Act<'sign-commitment'> = {
  name: 'sign-commitment',
  move: 'sign-commitment',
  decide: (found, body, { matters, barred = [] }) => {
    const task = taskFor(found, body.task, 'attend');
    if (!matterOf(matters, task.matter, task.version).commitment)
      throw refused('matter-not-by-commitment', '该事项不适用告知承诺');
    if (!found.parties.some(({ id }) => id === body.party)) throw wrong('/party', 'party-unknown');
    if (barred.includes(body.party)) throw refused('barred-from-commitments', '失信未修复，不适用告知承诺');
    if (commitmentOf(found, body.task)) throw refused('commitment-signed', '已承诺');
    return asSent<'sign-commitment'>(found, body);
  },
  apply: (found, { task, party, file, term }, { at }) => ({
    ...found,
    commitments: [...found.commitments, { task, party, file, term: term ?? 60, at, checks: [] }],
  }),
};

export const checkCommitment: Act<'check-commitment'> = {
  name: 'check-commitment',
  move: 'check-commitment',
  decide: (found, body, { now, calendars }) => {
    const task = taskFor(found, body.task, 'check-commitment');
    const one = committed(found, body.task);
    const last = one.checks.at(-1);
    if (last?.found === 'passed') throw refused('checked-already', '核查已通过');
    if (one.checks.length > 1) throw refused('revocation-is-due', '整改后仍不符合，应予撤销');
    if (body.found === 'failed' && !last && body.rectifyBy === undefined) throw wrong('/rectifyBy', 'rectified-first');
    if (body.rectifyBy !== undefined && (last || body.found === 'passed')) throw wrong('/rectifyBy', 'rectified-once');
    if (body.rectifyBy !== undefined) assertAhead('/rectifyBy', body.rectifyBy, now);
    const late = !last && beijingDate(now) > (dueOf(one, task, calendars) ?? '9999-12-31');
    return { ...asSent<'check-commitment'>(found, body), late };
  },
  apply: (found, { task, officers, found: outcome, text, photos, rectifyBy, late }, { at, by }) =>
    withCommitment(found, task, (one) => ({
      ...one,
      checks: [...one.checks, { officers, found: outcome, text, photos, rectifyBy, late, at, by: by.id }],
    })),
};

export const revokeCommitment: Act<'revoke-commitment'> = {
  name: 'revoke-commitment',
  move: 'check-commitment',
  decide: (found, body, { now }) => {
    const { checks } = committed(found, body.task);
    const last = checks.at(-1);
    const over = last?.rectifyBy !== undefined && beijingDate(now) > last.rectifyBy;
    if (last?.found !== 'failed' || (checks.length === 1 && !over)) throw refused('rectified-first', '须先限期整改');
    return asSent<'revoke-commitment'>(found, body);
  },
  apply: (found, { task, reason }, { at }) =>
    withCommitment(found, task, (one) => ({ ...one, revokedAt: at, revokedFor: reason })),
};

export const liftBar: Act<'lift-bar'> = {
  name: 'lift-bar',
  move: 'check-commitment',
  decide: (found, body) => {
    const one = commitmentOf(found, body.task);
    if (one?.revokedAt === undefined || one.liftedAt !== undefined) throw refused('not-barred', '无失信限制');
    return asSent<'lift-bar'>(found, body);
  },
  apply: (found, { task }, { at }) => withCommitment(found, task, (one) => ({ ...one, liftedAt: at })),
};
