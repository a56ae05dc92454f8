/** What another hub's refusal means to who asked us. Of its words only codes and rules that this hub knows itself are read; its texts go nowhere. */
import * as z from 'zod';
import { TransientFailure } from '#functions/exchange/adapter.ts';
import { isDenialRule } from '#functions/exchange/deny.ts';
import { problem } from '#functions/kernel/problem.ts';
import { PROBLEMS, type ProblemCode } from '#schemas/problem.ts';
import { refusedStatus } from './post.client.ts';

const Said = z.looseObject({
  code: z.string(),
  denial: z.looseObject({ rule: z.string() }).optional().catch(undefined),
});

const DAY_S = 86_400;

/** Whole seconds, a day at most; 1 when it is missing or a date. */
const waitOf = (retryAfter: string | undefined): number =>
  /^\d{1,6}$/.test(retryAfter ?? '') ? Math.min(DAY_S, Math.max(1, Number(retryAfter))) : 1;

export interface HubRefusal {
  /** Not 2xx. */
  readonly status: number;
  /** Of its Retry-After header. */
  readonly retryAfter: string | undefined;
  /** Its JSON, undefined where it was none. */
  readonly body: unknown;
}

const codeIn = (said: z.infer<typeof Said> | undefined): ProblemCode | undefined =>
  said && Object.hasOwn(PROBLEMS, said.code) ? (said.code as ProblemCode) : undefined;

/** Codes by which it tells of whoever stands behind it: the hub itself is there, and its other resources with it. */
const BEHIND: readonly (ProblemCode | undefined)[] = [
  'department-error',
  'department-timeout',
  'department-unavailable',
];
const PASSED_ON: readonly (ProblemCode | undefined)[] = [
  'department-answer-invalid',
  'department-wrong-subject',
  'department-answer-too-large',
  'department-refused',
];

/**
 * too-many-requests with Retry-After for a quota that is used up; department-refused for what it does not grant or does not know;
 * department-unavailable for who stands behind it; TransientFailure when it could not answer safely; else as any REST department.
 */
export const hubRefusal = ({ status, retryAfter, body }: HubRefusal): Error => {
  const said = Said.safeParse(body).data;
  const code = codeIn(said);
  if (status === 429) return problem('too-many-requests', { cause: 'hub-quota', retryAfter: waitOf(retryAfter) });
  if (status === 403) {
    const rule = said?.denial?.rule;
    return problem('department-refused', { cause: `hub-denied:${rule && isDenialRule(rule) ? rule : 'unsaid'}` });
  }
  if (status === 404) return problem('department-refused', { cause: 'hub-unknown' });
  if (code && BEHIND.includes(code))
    return problem('department-unavailable', { cause: `hub-behind:${code}`, retryAfter: waitOf(retryAfter) });
  if (code && PASSED_ON.includes(code)) return problem(code, { cause: 'hub-behind' });
  if (status === 503) return new TransientFailure(code === 'hub-not-ready' ? code : 'http-503');
  return refusedStatus(status) ?? problem('department-answer-invalid', { cause: `http-${status}` });
};
