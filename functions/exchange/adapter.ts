/** The port of a department: which resources it answers, in which shape. All that an adapter writes; the exchange does the rest. */
import type * as z from 'zod';

export interface AskContext {
  /** Aborts at the deadline. Whoever holds a socket destroys it then. */
  readonly signal: AbortSignal;
  /** When the signal aborts, in milliseconds of performance.now(): for time-outs that the department itself can be told. */
  readonly deadline: number;
}

export interface ResourceAdapter<Q = unknown, A = unknown> {
  readonly request: z.ZodType<Q>;
  /** The answer's whole shape. What the schema does not declare never leaves the exchange. */
  readonly answer: z.ZodType<A>;
  /**
   * Asks the department; null: it knows nothing of this subject. The answer is checked by the exchange, not here.
   * Throws TransientFailure before any byte of the answer, or a problem department-*; anything else becomes department-error.
   */
  ask(question: Q, context: AskContext): Promise<unknown>;
}

export interface Adapter {
  readonly department: string;
  /** By the name in the route: `title` for real-estate/title. */
  readonly resources: Readonly<Record<string, ResourceAdapter>>;
}

/** The department was not reached, or hung up before the first byte of its answer: asking again is safe. `cause`: a stable word, no upstream text. */
export class TransientFailure extends Error {
  override readonly cause: string;
  constructor(cause: string) {
    super('the department was not reached');
    this.name = 'TransientFailure';
    this.cause = cause;
  }
}
