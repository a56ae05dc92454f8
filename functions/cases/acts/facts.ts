/** 数据跑腿: a fact comes with the hub's receipt or not at all; a department that is down stops nobody. */
import { problem } from '#functions/kernel/problem.ts';
import { isAttested } from '#functions/kernel/receipt.ts';
import type { ActBody } from '#schemas/case-act.ts';
import { type Act, type Acting, asSent } from '../act.ts';
import { isOpen, isOwed, isToVerify, nextTry, PRINTOUT_AFTER_MS, sameQuestion } from '../facts.ts';
import { partyIn } from '../parties.ts';
import type { Case, FactFailure } from '../state.ts';
import { templateOf } from '../template.ts';

/** Characters of an answer that stay with the case; of a longer one the receipt alone stays. */
const MOST_KEPT = 16_000;

const wrong = (field: string, rule: string) => problem('unprocessable', { errors: [{ field, rule }] });

/** A matter of the case, or the bundle as a whole. */
const assertMatter = (found: Case, matter: string, { matters }: Acting): void => {
  const bundle = found.pins && templateOf(matters, found.subject, found.pins)?.matter;
  if (matter !== bundle && !found.tasks.some((task) => task.matter === matter))
    throw wrong('/matter', 'matter-unknown');
};

export const addFact: Act<'add-fact'> = {
  name: 'add-fact',
  move: 'gather',
  decide: (found, body, acting) => {
    const { receipt, answer } = body;
    const { code, role } = partyIn(found, body.party);
    const ours = receipt.case === found.id && receipt.consumer === acting.actor.department && receipt.party === role;
    if (!ours || !isAttested(acting.keys, receipt, { subject: code, answer }))
      throw wrong('/receipt', 'receipt-not-ours');
    assertMatter(found, receipt.matter, acting);
    if (found.facts.some(({ exchange }) => exchange === receipt.exchange))
      throw problem('conflict', { detail: '该交换已记入 the case has it already', cause: 'fact-known' });
    const { answer: _long, ...without } = asSent<'add-fact'>(found, body);
    const short = JSON.stringify(answer ?? null).length <= MOST_KEPT;
    return short && answer !== undefined ? { ...without, answer } : without;
  },
  apply: (found, { party, receipt, answer }, { at }) => {
    const { exchange, matter, resource, fields, certificate, level } = receipt;
    const came = sameQuestion({ matter, resource, party });
    return {
      ...found,
      facts: [
        ...found.facts,
        {
          ...{ exchange, matter, resource, party, fields, found: receipt.found, addedAt: at },
          answeredAt: Date.parse(receipt.answeredAt),
          ...(certificate === undefined ? {} : { certificate }),
          ...(level === undefined ? {} : { level }),
          ...(answer === undefined ? {} : { answer }),
        },
      ],
      failures: found.failures.map((one) =>
        came(one) && (isOpen(one) || isOwed(one) || isToVerify(one)) ? { ...one, outcome: 'came' } : one,
      ),
    };
  },
};

export const factFailed: Act<'fact-failed'> = {
  name: 'fact-failed',
  move: 'gather',
  decide: (found, body, acting) => {
    partyIn(found, body.party);
    assertMatter(found, body.matter, acting);
    if (found.failures.some((one) => isToVerify(one) && sameQuestion(body)(one)))
      throw problem('conflict', { detail: '打印件待核验 a printout stands in for it', cause: 'printout-stands-in' });
    const before = found.failures.find((one) => isOpen(one) && sameQuestion(body)(one));
    // Until the next try is due, one more word of the same trouble changes nothing.
    if (before && before.nextAt !== null && !before.due && acting.now < before.nextAt)
      throw problem('conflict', { detail: '后台将重试 it is tried again in the background', cause: 'retry-not-due' });
    const tries = (before?.tries ?? 0) + 1;
    return { ...asSent<'fact-failed'>(found, body), tries, nextAt: nextTry(tries, acting.now) };
  },
  apply: (found, { matter, resource, party, cause, rule, tries, nextAt }, { at }) => {
    const again = (one: FactFailure): boolean => isOpen(one) && sameQuestion({ matter, resource, party })(one);
    const named = rule === undefined ? {} : { rule };
    const failure = { matter, resource, party, cause, ...named, tries, nextAt };
    return {
      ...found,
      failures: found.failures.some(again)
        ? found.failures.map((one) => (again(one) ? { ...failure, since: one.since } : one))
        : [...found.failures, { ...failure, since: at }],
    };
  },
};

const failureIn = (found: Case, number: number, may: (failure: FactFailure) => boolean): FactFailure => {
  const failure = found.failures[number];
  if (failure && may(failure)) return failure;
  const open = found.failures.flatMap((one, i) => (may(one) ? `${i} ${one.resource} (${one.party})` : []));
  throw problem('conflict', {
    ...{ detail: `无此待核实数据 no such failure; of these: ${open.join(', ') || 'none'}`, cause: 'failure-not-open' },
    errors: [{ field: '/failure', rule: 'failure-not-open' }],
  });
};

type Way = NonNullable<ActBody<'settle-fact'>['way']>;
/** A telephone call costs the citizen nothing, a printout comes from the source itself; a paper is the last resort. */
const assertMaySettle = ({ since, nextAt }: FactFailure, way: Way, now: number): void => {
  if (way === 'printout' && now - since <= PRINTOUT_AFTER_MS)
    throw problem('conflict', { detail: '数据源中断未满60秒 it has not been down for a minute', cause: 'just-down' });
  if ((way === 'tolerance' || way === 'upload') && nextAt !== null)
    throw problem('conflict', { detail: '重试未尽 it is still being tried', cause: 'retries-left' });
};

const changed = (found: Case, number: number, change: Partial<FactFailure>): Case => ({
  ...found,
  failures: found.failures.map((one, i) => (i === number ? { ...one, ...change } : one)),
});

export const retryFact: Act<'retry-fact'> = {
  name: 'retry-fact',
  move: 'retry-fact',
  decide: (found, body, { now }) => {
    const { nextAt, due } = failureIn(found, body.failure, isOpen);
    if (nextAt === null || due || now < nextAt) throw problem('conflict', { cause: 'not-due' });
    return asSent<'retry-fact'>(found, body);
  },
  apply: (found, { failure }) => changed(found, failure, { due: true }),
};

export const settleFact: Act<'settle-fact'> = {
  name: 'settle-fact',
  move: 'gather',
  decide: (found, body, { now }) => {
    const { failure: number, way } = body;
    // What a printout says may be confirmed by hand where the answer does not come.
    const may = (one: FactFailure) => isOpen(one) || (way === 'manual-check' && isToVerify(one));
    assertMaySettle(failureIn(found, number, may), way, now);
    if ((way === 'upload' || way === 'printout') && (body.material === undefined || !found.handedIn[body.material]))
      throw wrong('/material', 'material-missing');
    return asSent<'settle-fact'>(found, body);
  },
  apply: (found, { failure, way, material }) =>
    changed(found, failure, { outcome: way, ...(material === undefined ? {} : { material }) }),
};
