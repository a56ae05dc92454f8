/** The intent of a change: what is written before the department is asked, and how long whoever wrote it is left alone with it. */
import { randomUUID } from 'node:crypto';
import { hmac, nonce, subjectHandle } from '#functions/kernel/digest.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import type { Operation } from '#schemas/operation.ts';
import { MAX_DEADLINE_MS } from './ask.ts';
import { decidedFacts } from './facts.ts';
import type { Prepared } from './prepare.ts';

/** How long after the deadline an act may still be on its way in the department, and nobody else may try. */
const STILL_ON_ITS_WAY_MS = 5_000;
const LEASE_MS = MAX_DEADLINE_MS + STILL_ON_ITS_WAY_MS;

/** A new operation. Plain facts and keyed digests only: it says who, for which grant and case, and by handle about whom. */
export const intent = ({ authority, keys, subject, text }: Prepared, now: number): Operation => {
  const { client, officer, consumer, resource, grant, party, case: ofCase } = decidedFacts(authority);
  return {
    v: 1,
    id: randomUUID(),
    state: 'intended',
    ...{ resource, client, consumer, grant, party },
    ...(officer === undefined ? {} : { officer }),
    ...(ofCase === undefined ? {} : { case: ofCase }),
    handle: subjectHandle(keys, subject),
    request: hmac(keys.request, text),
    at: now,
    attempt: nonce(),
    until: now + LEASE_MS,
  };
};

/** Nothing reached the department. A broken connection is not among them: the act may have gone through it. */
const NOT_REACHED = new Set(['breaker-open', 'too-late-to-ask', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** A code that the adapter does not know is no refusal: it may say that the department is still at it. */
const NOT_UNDERSTOOD = new Set(['refused:unknown-code', 'refused:other']);

/**
 * True when a failed act is certainly not under way: it was never sent, or the department has refused it in words that are known. An
 * answer that is junk proves nothing: it may be that of a machine in between.
 */
export const settled = (error: unknown): boolean => {
  if (!(error instanceof ProblemError)) return false;
  const { cause = '' } = error.extra;
  const refused = cause.startsWith('refused:') && !NOT_UNDERSTOOD.has(cause);
  return error.code === 'unprocessable' || NOT_REACHED.has(cause) || refused;
};
