/** 征求意见: asked with a reason, answered by name; a decision does not wait for it, nor does any other task. */
import { problem } from '#functions/kernel/problem.ts';
import { type Act, type Acting, asSent } from '../act.ts';
import { assertAhead } from '../ahead.ts';
import type { Case, Consultation } from '../state.ts';
import { taskFor } from '../tasks.ts';
import { matterOf } from '../template.ts';

const wrong = (field: string, rule: string) => problem('unprocessable', { errors: [{ field, rule }] });

const openOne = (found: Case, task: string, no: number): Consultation => {
  const one = found.consultations[no - 1];
  if (!one || one.task !== task) throw problem('not-found', { detail: '无此征求意见 no such consultation' });
  if (one.answer) throw problem('conflict', { detail: '已答复 consultation-answered', cause: 'consultation-answered' });
  return one;
};

/** Departments of the tasks, and those that take part in the matter itself 联办机构. */
const takingPart = ({ tasks }: Case, task: string, { matters }: Acting): readonly (string | undefined)[] => {
  const own = tasks.find(({ matter }) => matter === task);
  const { jointBodies = [] } = own ? matterOf(matters, own.matter, own.version) : {};
  return [...tasks.map(({ department }) => department), ...jointBodies.map((id) => matters.body(id)?.department)];
};

/** Who asks is the body of the task, or who was asked himself and has not answered yet. */
const assertAsker = (found: Case, task: string, within: number | undefined, { actor, as }: Acting): void => {
  if (within === undefined) {
    if (as.includes('body')) return;
    throw wrong('/within', 'asked-within-a-consultation');
  }
  const { of } = openOne(found, task, within);
  if (!('department' in of) || of.department !== actor.department)
    throw problem('conflict', { detail: '非被征求部门 not-the-consulted', cause: 'not-the-consulted' });
};

export const consult: Act<'consult'> = {
  name: 'consult',
  move: 'consult',
  decide: (found, body, acting) => {
    taskFor(found, body.task, 'attend');
    assertAsker(found, body.task, body.within, acting);
    const asked = 'department' in body.of ? body.of.department : undefined;
    if (asked === acting.actor.department) throw wrong('/of/department', 'asks-itself');
    if (asked !== undefined && !acting.matters.raw.bodies.some(({ department }) => department === asked))
      throw wrong('/of/department', 'department-unknown');
    if (body.due !== undefined) assertAhead('/due', body.due, acting.now);
    const listed = asked !== undefined && takingPart(found, body.task, acting).includes(asked);
    return { ...asSent<'consult'>(found, body), listed };
  },
  apply: (found, { task, of, question, reason, due, within, listed }, { at, by }) => ({
    ...found,
    consultations: [
      ...found.consultations,
      {
        ...{ no: found.consultations.length + 1, task, of, question, reason, listed, at, by: by.id },
        asker: by.department,
        ...(due === undefined ? {} : { due }),
        ...(within === undefined ? {} : { within }),
      },
    ],
  }),
};

export const answerConsultation: Act<'answer-consultation'> = {
  name: 'answer-consultation',
  move: 'consult',
  decide: (found, body, { actor, now }) => {
    const { of, asker } = openOne(found, body.task, body.consultation);
    const answers = 'department' in of ? of.department : asker;
    if (answers !== actor.department)
      throw problem('conflict', { detail: '非被征求部门 not-the-consulted', cause: 'not-the-consulted' });
    // An answer is somebody's: an officer's own, or that of whom a letter or a system names.
    const who = body.answeredBy ?? (actor.kind === 'officer' && 'department' in of ? actor.id : undefined);
    if (who === undefined) throw wrong('/answeredBy', 'answered-by-name');
    if (body.answeredAt !== undefined && Date.parse(body.answeredAt) > now)
      throw wrong('/answeredAt', 'not-in-the-future');
    return { ...asSent<'answer-consultation'>(found, body), who };
  },
  apply: (found, { consultation, opinion, text, who, answeredAt }, { at }) => ({
    ...found,
    consultations: found.consultations.map((one) =>
      one.no === consultation
        ? { ...one, answer: { opinion, text, who, at: answeredAt ? Date.parse(answeredAt) : at } }
        : one,
    ),
  }),
};
