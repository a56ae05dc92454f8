/** Fetch an answer: decided anew, as if it were asked now, and recorded as an exchange of its own each time. */
import type { Clock } from '#functions/kernel/clock.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { open } from '#functions/kernel/sealed.ts';
import type { Question } from '#schemas/question.ts';
import type { answerRoute } from '#schemas/routes/exchange.ts';
import { placeOfAnswer } from './answer-question.ts';
import { authorise, identified, signedBy } from './authorise.ts';
import { type ConcludeDeps, conclude } from './conclude.ts';
import { denied } from './deny.ts';
import type { EvidenceStore } from './evidence.store.ts';
import { openAsked, waitingFor } from './later.ts';
import type { PrepareDeps } from './prepare.ts';
import { requestText } from './question.ts';
import type { QuestionsStore } from './questions.store.ts';
import { sunset } from './sunset.ts';
import { witness } from './witness.ts';

export interface FetchDeps extends PrepareDeps, ConcludeDeps {
  readonly questions: QuestionsStore;
  readonly evidence: EvidenceStore;
  readonly clock: Clock;
}

/** Why there is none. A reason is one of a closed list. */
const unanswered = ({ failed = 'department-error', reason }: Question) =>
  problem(failed, { cause: 'said-later', ...(reason ? { errors: [{ field: '/request', rule: reason }] } : {}) });

/** The body of GET /v1/exchange/{department}/answers/{question}. */
export const fetchAnswer =
  (department: string, deps: FetchDeps): Body<ReturnType<typeof answerRoute>> =>
  async ({ params, caller, now, requestId, message }) => {
    const started = deps.clock();
    const moment = () => now + Math.round(deps.clock() - started);
    const snapshot = await deps.snapshots.current();
    const who = identified(snapshot, caller, 'exchange');
    const question = await deps.questions.get(params.question);
    // Another's question is as unknown as one that was never asked. A colleague may fetch for an officer who has gone home.
    const own = question && question.client === who.client.id && question.consumer === who.department.id;
    if (!own || question.department !== department) throw problem('not-found');

    const keys = await deps.keys();
    const { ask, question: asked, subject } = openAsked(keys, question);
    const { purpose, party, fields } = ask;
    // The department takes its time, and a ticket lives ten minutes: it counts as of the moment at which it was shown.
    const ticketShown = { at: question.askedAt, isOver: deps.ends.has };
    const asking = { resource: question.resource, purpose, role: party.role, fields, now, ticketShown };
    const wish = { ...asking, ...signedBy(snapshot, who, message, now) };
    const authority = await authorise(snapshot, who, wish);
    // Answered by a form that is no longer the resource's.
    if (authority.resource.version !== question.resourceVersion) throw denied(snapshot, 'resource-changed', authority);
    if (question.keptUntil <= now) throw problem('answer-expired');
    if (question.state === 'waiting') return waitingFor(question, now);
    // What was entered by hand may be put right until somebody has it; who comes in between asks again.
    const free = question.byHand && question.fetchedAt === undefined;
    if (free && !(await deps.questions.fetched(question, now))) return waitingFor(question, now);
    if (question.answer === undefined) throw unanswered(question);

    await witness(snapshot, authority, keys, deps.evidence);
    const answer: unknown = JSON.parse(open(keys.kept, placeOfAnswer(question.id), question.answer));
    const text = requestText(authority, asked);
    // Two functions' clocks may differ by a little.
    const ms = Math.max(0, (question.answeredAt ?? question.askedAt) - question.askedAt);
    return {
      body: await conclude({ keys, authority, subject, text, caller, requestId, moment }, { answer, ms }, deps),
      headers: sunset(authority.resource),
    };
  };
