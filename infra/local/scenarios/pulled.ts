/** 数据跑腿: asked under a ticket, and posted to the case with the hub's receipt; or that nobody answered. */
import type { CaseView } from '#schemas/case.ts';
import type { ActBody } from '#schemas/case-act.ts';
import { type Answered, type AskingStage, type Question, type Stage, taken, type Who } from './stage.ts';
import { fieldsOf, type Travelling, type Travels } from './travel.ts';

type Why = Pick<ActBody<'fact-failed'>, 'cause' | 'rule'>;

export const failed = (
  stage: Stage,
  id: string,
  { matter, resource, party }: Omit<Question, 'fields'>,
  why: Why,
  who?: Who,
): Promise<Answered> => stage.act(id, { act: 'fact-failed', matter, resource, party, ...why }, who);

export const pulled = async (stage: AskingStage, id: string, question: Question, who?: Who): Promise<CaseView> => {
  const { status, body } = await stage.ask(id, question, who);
  const { party } = question;
  if (status === 503) return taken(failed(stage, id, question, { cause: 'department-unavailable' }, who));
  if (status >= 300) throw new Error(`${status} ${body.code}: ${body.detail ?? ''}`);
  const { receipt, answer } = body;
  return taken(stage.act(id, { act: 'add-fact', party, receipt, ...(answer === undefined ? {} : { answer }) }, who));
};

/** The same as `travel`, but every department is asked, and the library. */
export const pulledAll = async (stage: Travelling, id: string, all: readonly Travels[]): Promise<void> => {
  for (const one of all) {
    const { as, matter, resource, party, request = {} } = one;
    const fields = fieldsOf(one);
    await pulled(stage, id, { matter, resource, party, fields, request }, { as });
  }
};
