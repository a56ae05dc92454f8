/** Bringing: what an agent says of a question is checked as every answer is, and kept for who asked. Safe to repeat: the first answer stays. */
import { replyTo, type Said } from '#functions/exchange/answer-question.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { AgentSaid, Brought } from '#schemas/agent.ts';
import type { Question } from '#schemas/question.ts';
import { AGENT } from '#schemas/resource.ts';
import { nameIn, wayOf } from '../way.ts';
import type { AgentDeps } from './deps.ts';

const said = (brought: AgentSaid): Said => {
  if (brought.outcome === 'failed') return { failed: brought.failed };
  return { raw: brought.outcome === 'nothing' ? null : brought.answer };
};

/** What its answer comes to; a resource that is no longer declared can be answered by nobody. */
const replyOf = async (deps: AgentDeps, question: Question, brought: AgentSaid) => {
  const [keys, snapshot] = await Promise.all([deps.keys(), deps.snapshots.current()]);
  const [resource, port] = [
    snapshot.resourceAt(question.resource, question.resourceVersion),
    deps.asked[nameIn(question.resource)],
  ];
  return resource && port
    ? replyTo(resource, port, question, said(brought), keys)
    : { failed: 'department-error' as const };
};

/** `now`: epoch ms. Throws not-found for a question that was never this department's. */
export const bring = async (deps: AgentDeps, id: string, brought: AgentSaid, now: number): Promise<Brought> => {
  const { department, questions, snapshots } = deps;
  const question = await questions.get(id);
  if (question?.department !== department) throw problem('not-found');
  if (question.state === 'waiting' && question.keptUntil > now) {
    // Whoever has an agent's work done by hand no longer trusts the agent.
    if (wayOf(await snapshots.current(), question.resource) !== AGENT) return { question: id, state: 'by-hand' };
    const reply = await replyOf(deps, question, brought);
    const written = await questions.answered(id, department, reply, now);
    await questions.leave(question);
    if (written === 'already') return { question: id, state: 'already' };
    const refused = 'failed' in reply && brought.outcome !== 'failed';
    return refused ? { question: id, state: 'refused', rule: reply.failed } : { question: id, state: 'kept' };
  }
  // Whoever answered it may have died before it left the list.
  await questions.leave(question);
  return { question: id, state: question.state === 'waiting' ? 'gone' : 'already' };
};
