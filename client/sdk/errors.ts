/** What can go wrong, each with what the caller needs to decide. No message repeats a request: there may be people in it. */
import type { Problem, ProblemCode } from '#schemas/problem.ts';

/** Of this client: `instanceof OneTripError` tells them from bugs. */
export class OneTripError extends Error {
  override name = 'OneTripError';
}

type Denial = NonNullable<Problem['denial']>;

const told = ({ code, detail, denial, errors }: Problem): string => {
  if (denial) return `${code}: ${denial.rule}: ${denial.need}; ask ${denial.ask}`;
  const fields = errors?.map(({ field, rule }) => `${field} ${rule}`).join(', ');
  return [code, detail, fields].filter(Boolean).join(': ');
};

/** The hub answered with a problem. Switch on `code`, which is one of a closed list. */
export class HubError extends OneTripError {
  override name = 'HubError';
  readonly code: ProblemCode;
  readonly status: number;
  /** For exchange-denied and forbidden: which rule refused, what is needed, whom to ask. */
  readonly denial: Denial | undefined;
  /** For invalid-request and unprocessable: which field breaks which rule. */
  readonly errors: NonNullable<Problem['errors']>;
  /** The request's id: quote it when asking for help. */
  readonly requestId: string | undefined;
  /** Milliseconds the hub asks to wait. */
  readonly retryAfterMs: number | undefined;
  constructor(problem: Problem, retryAfterMs?: number) {
    super(told(problem));
    this.code = problem.code;
    this.status = problem.status;
    this.denial = problem.denial;
    this.errors = problem.errors ?? [];
    this.requestId = problem.instance;
    this.retryAfterMs = retryAfterMs;
  }
}

/** No whole answer came. `sent`: false only when the request cannot have reached the hub. */
export class NotReached extends OneTripError {
  override name = 'NotReached';
  /** ECONNREFUSED, ECONNRESET, timeout … */
  readonly reason: string;
  readonly sent: boolean;
  constructor(reason: string, sent: boolean) {
    super(`no answer: ${reason}`);
    this.reason = reason;
    this.sent = sent;
  }
}

/** Something answered that does not speak as the hub does. */
export class NotTheHub extends OneTripError {
  override name = 'NotTheHub';
}

/** The time that the caller gave is over. `cause`: what the last attempt came to. */
export class DeadlinePassed extends OneTripError {
  override name = 'DeadlinePassed';
}

/** The sign-in gives no token. `reason`: its own error word (RFC 6749 5.2), or http-<status>. */
export class TokenRefused extends OneTripError {
  override name = 'TokenRefused';
  readonly reason: string;
  readonly status: number;
  constructor(reason: string, status: number) {
    super(`no token: ${reason}`);
    this.reason = reason;
    this.status = status;
  }
}

/** Settings that cannot work. */
export class BadSettings extends OneTripError {
  override name = 'BadSettings';
}
