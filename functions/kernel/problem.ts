/** The one error class and the one renderer. Anything else that is thrown becomes `internal`, its cause goes to the log only. */
import { PROBLEMS, type Problem, type ProblemCode } from '#schemas/problem.ts';

export interface ProblemExtra {
  /** Said to the caller; must hold no personal data and no upstream text. */
  readonly detail?: string;
  readonly errors?: NonNullable<Problem['errors']>;
  readonly denial?: NonNullable<Problem['denial']>;
  /** Seconds, sent as Retry-After. */
  readonly retryAfter?: number;
  /** For the log: a stable word about the cause, never upstream text. */
  readonly cause?: string;
}

export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly extra: ProblemExtra;
  constructor(code: ProblemCode, extra: ProblemExtra = {}) {
    super(code);
    this.name = 'ProblemError';
    this.code = code;
    this.extra = extra;
  }
}

export const problem = (code: ProblemCode, extra?: ProblemExtra): ProblemError => new ProblemError(code, extra);

/** What it comes to; undefined where it throws a problem. */
export const orNothing = <T>(make: () => T): T | undefined => {
  try {
    return make();
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
};

/** Whether a check that throws a problem would let it pass. */
export const passes = (check: () => unknown): boolean =>
  orNothing(() => {
    check();
    return true;
  }) ?? false;

export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly isBase64Encoded?: boolean;
}

/** application/problem+json (RFC 9457). `instance` is the request id. */
export const renderProblem = (error: unknown, instance: string): HttpAnswer => {
  const { code, extra } = error instanceof ProblemError ? error : problem('internal');
  const [status, zh, en] = PROBLEMS[code];
  const body: Problem = {
    type: `/problems/${code}`,
    title: `${zh} ${en}`,
    status,
    code,
    instance,
    ...(extra.detail === undefined ? {} : { detail: extra.detail }),
    ...(extra.errors === undefined ? {} : { errors: extra.errors }),
    ...(extra.denial === undefined ? {} : { denial: extra.denial }),
  };
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      ...(extra.retryAfter === undefined ? {} : { 'retry-after': String(extra.retryAfter) }),
    },
    body: JSON.stringify(body),
  };
};
