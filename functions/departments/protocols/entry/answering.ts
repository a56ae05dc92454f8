/** What an officer says of a question: an answer with where he read it, or why there is none; and what a second officer makes of it. */
import { replyTo } from '#functions/exchange/answer-question.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import { type Body, validate } from '#functions/kernel/request.ts';
import { open, seal } from '#functions/kernel/sealed.ts';
import { EntryAnswer } from '#schemas/entry.ts';
import type { Question } from '#schemas/question.ts';
import type { entriesRoutes } from '#schemas/routes/entries.ts';
import { nameIn } from '../way.ts';
import { type Change, changed } from './changes.ts';
import type { EntryDeps } from './deps.ts';
import type { Kept } from './entries.store.ts';
import { placeOfDraft, shownInClear } from './shown.ts';
import { type Clerk, clerk, ownEntry } from './who.ts';

type Routes = typeof entriesRoutes;

const FREE = { holder: undefined, until: undefined } as object;
/** The question waits again: what was said of it is taken back. */
const UNSAID = {
  state: 'waiting',
  answer: undefined,
  failed: undefined,
  reason: undefined,
  answeredAt: undefined,
  byHand: undefined,
} as unknown as Partial<Question>;

/** Never the same as before, so that who fetched the one never holds the other. */
const momentAfter = ({ answeredAt = 0 }: Question, now: number): number => Math.max(now, answeredAt + 1);

/** The resource's own schema judges the form, field by field; the exchange's own check, whom it speaks of. Throws invalid-request, unprocessable. */
const checked = (deps: EntryDeps, { snapshot }: Clerk, question: Question, answer: unknown, keys: HubKeys) => {
  const [resource, port] = [
    snapshot.resourceAt(question.resource, question.resourceVersion),
    deps.askedOf[question.department]?.[nameIn(question.resource)],
  ];
  if (!resource || !port) throw problem('not-found');
  if (answer !== null) validate(port.answer, answer, '/answer');
  const reply = replyTo(resource, port, question, { raw: answer }, keys);
  if ('failed' in reply) {
    const rule = reply.failed === 'department-wrong-subject' ? 'other-subject' : reply.failed;
    throw problem('unprocessable', { errors: [{ field: '/answer', rule }] });
  }
  return reply;
};

/** What counts from now on. */
const counts = (question: Question, reply: { readonly answer: string }, now: number): Partial<Question> => ({
  ...UNSAID,
  ...reply,
  state: 'answered',
  byHand: true,
  answeredAt: momentAfter(question, now),
});

export const putEntryAnswer =
  (deps: EntryDeps): Body<Routes['putEntryAnswer']> =>
  async ({ caller, params, body, now }) => {
    const who = await clerk(deps, caller);
    const kept = await ownEntry(deps, params.question, who);
    const keys = await deps.keys();
    const { question } = kept;
    const reply = checked(deps, who, question, body.answer, keys);
    const second = who.snapshot.resource(question.resource)?.fourEyes === true;
    const next = await changed(deps, who, kept, second ? 'propose' : 'answer', now, {
      question: second ? UNSAID : counts(question, reply, now),
      entry: {
        ...FREE,
        author: who.officer,
        source: seal(keys.kept, `${question.id} source`, JSON.stringify(body.source)),
      },
      draft: seal(keys.kept, placeOfDraft(question.id), JSON.stringify(body)),
    });
    return { body: shownInClear(who.snapshot, next, who.officer, keys, now) };
  };

/** One step without more: what it makes of the entry, and what is shown of it then. */
const simply = async (
  deps: EntryDeps,
  { caller, params, now }: { caller: Parameters<typeof clerk>[1]; params: { question: string }; now: number },
  event: Parameters<typeof changed>[3],
  change: (kept: Kept, who: Clerk, keys: HubKeys) => Change,
) => {
  const who = await clerk(deps, caller);
  const kept = await ownEntry(deps, params.question, who);
  const keys = await deps.keys();
  const next = await changed(deps, who, kept, event, now, change(kept, who, keys));
  return { body: shownInClear(who.snapshot, next, who.officer, keys, now) };
};

export const refuseEntry =
  (deps: EntryDeps): Body<Routes['refuseEntry']> =>
  (input) =>
    simply(deps, input, 'refuse', ({ question }, { officer }) => ({
      question: {
        ...UNSAID,
        state: 'failed',
        failed: 'department-refused',
        reason: input.body.reason,
        byHand: true,
        answeredAt: momentAfter(question, input.now),
      },
      entry: { ...FREE, author: officer, source: undefined } as object,
      reason: input.body.reason,
    }));

/** Decided anew on what was entered: the resource may have got another form since. */
export const confirmEntry =
  (deps: EntryDeps): Body<Routes['confirmEntry']> =>
  (input) =>
    simply(deps, input, 'confirm', ({ question, draft }, who, keys) => {
      if (draft === undefined) throw problem('conflict', { cause: 'entry:no-draft' });
      const { answer } = EntryAnswer.parse(JSON.parse(open(keys.kept, placeOfDraft(question.id), draft)));
      return { question: counts(question, checked(deps, who, question, answer, keys), input.now), entry: FREE, draft };
    });

export const returnEntry =
  (deps: EntryDeps): Body<Routes['returnEntry']> =>
  (input) =>
    simply(deps, input, 'return', () => ({
      entry: { ...FREE, author: undefined, source: undefined } as object,
      reason: input.body.reason,
    }));
