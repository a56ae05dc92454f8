/** Ask later: the question is kept for a department that cannot be called, and the caller is told by what to fetch the answer. */

import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { type HubKeys, hmac, keyedUuid, nonce, subjectHandle } from '#functions/kernel/digest.ts';
import { instant } from '#functions/kernel/instant.ts';
import { problem } from '#functions/kernel/problem.ts';
import { open, seal } from '#functions/kernel/sealed.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import { Ask, type Waiting } from '#schemas/exchange.ts';
import { KEPT_SECONDS, type Question } from '#schemas/question.ts';
import { decidedFacts } from './facts.ts';
import { placeOfKey } from './keep-record.ts';
import type { Prepared } from './prepare.ts';
import type { QuestionsStore } from './questions.store.ts';

/** What is sealed: enough to decide everything anew when the answer is fetched. */
const Asked = z.strictObject({ ask: Ask.omit({ request: true }), question: z.unknown(), subject: z.string() });
type Asked = z.infer<typeof Asked>;

/** Throws when the stored text was altered, or stands at another question. */
export const openAsked = (keys: HubKeys, { id, asked }: Question): Asked =>
  Asked.parse(JSON.parse(open(keys.kept, id, asked)));

/** The id to which the same key always leads. */
export const idOfKey = (keys: HubKeys, place: string): string => keyedUuid(keys, `question\n${place}`);

/** What a department adds that answers some of its resources by hand. */
export interface ByHand {
  /** By when, and how long it is kept (epoch ms); undefined where it is not by hand. `at`: epoch ms. */
  terms(snapshot: IndexedSnapshot, resource: string, at: number): Pick<Question, 'due' | 'keptUntil'> | undefined;
  /** Has it noticed when it is overdue. Set before the question is kept: a reminder too many is harmless, a missing one would never come. */
  remind(question: Question): Promise<void>;
}

const questionOf = (
  { snapshot, authority, keys, question, subject, text }: Prepared,
  idempotencyKey: string | undefined,
  byHand: ByHand | undefined,
): Question => {
  const { wish } = authority;
  const { provider, at, fields: _fields, ...decided } = decidedFacts(authority);
  const id = idempotencyKey === undefined ? randomUUID() : idOfKey(keys, placeOfKey(keys, decided, idempotencyKey));
  const asked: Asked = {
    ask: { purpose: wish.purpose, party: { role: wish.role }, fields: [...wish.fields] },
    question,
    subject,
  };
  return {
    v: 1,
    id,
    state: 'waiting',
    department: provider,
    ...decided,
    handle: subjectHandle(keys, subject),
    request: hmac(keys.request, text),
    nonce: nonce(),
    asked: seal(keys.kept, id, JSON.stringify(asked)),
    askedAt: at,
    keptUntil: at + KEPT_SECONDS * 1000,
    ...byHand?.terms(snapshot, decided.resource, at),
  };
};

/** Seconds. Whoever has waited long may wait a tenth longer: ferried answers take seconds here and hours there. */
const retryAfter = (waited: number): number => Math.min(60, Math.max(1, Math.round(waited / 10_000)));

/** 202: `state` says no more than that it can be fetched; whether it is answered is told by fetching. `now`: epoch ms. */
export const waitingFor = ({ id, department, resource, askedAt, keptUntil }: Question, now: number) => ({
  status: 202,
  headers: {
    location: `/v1/exchange/${department}/answers/${id}`,
    'retry-after': String(retryAfter(now - askedAt)),
  },
  body: {
    question: id,
    resource,
    askedAt: instant(askedAt),
    keptUntil: instant(keptUntil),
    state: 'waiting',
  } satisfies Waiting,
});

/**
 * A repeat under the same key finds the first question. Throws idempotency-key-reused for another question, answer-expired when the first
 * is kept no more (ask under another key).
 */
export const askLater = async (
  prepared: Prepared,
  questions: QuestionsStore,
  { idempotencyKey, now }: { readonly idempotencyKey?: string; readonly now: number },
  byHand?: ByHand,
) => {
  const question = questionOf(prepared, idempotencyKey, byHand);
  if (question.due) await byHand?.remind(question);
  const found = await questions.ask(question);
  if (found === 'written') return waitingFor(question, now);
  if (found.request !== question.request) throw problem('idempotency-key-reused');
  if (found.keptUntil <= now) throw problem('answer-expired');
  return waitingFor(found, now);
};
