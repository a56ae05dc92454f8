/** 数据跑腿: asked under a ticket, and posted to the case with the hub's receipt; or that nobody answered. */
import type { CaseView } from '#schemas/case.ts';
import { type AskingStage, type Question, taken, type Who } from './stage.ts';

export const pulled = async (stage: AskingStage, id: string, question: Question, who?: Who): Promise<CaseView> => {
  const { status, body } = await stage.ask(id, question, who);
  const { matter, resource, party } = question;
  if (status === 503)
    return taken(stage.act(id, { act: 'fact-failed', matter, resource, party, cause: 'department-unavailable' }, who));
  if (status >= 300) throw new Error(`${status} ${body.code}: ${body.detail ?? ''}`);
  const { receipt, answer } = body;
  return taken(stage.act(id, { act: 'add-fact', party, receipt, ...(answer === undefined ? {} : { answer }) }, who));
};
