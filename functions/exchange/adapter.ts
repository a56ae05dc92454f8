/** The port of a department: how each resource of schemas/departments is asked. All that an adapter writes; the exchange does the rest. */
import type * as z from 'zod';
import type { AskedOf } from '#schemas/asked.ts';
import type { PartyRole } from '#schemas/grant.ts';

/** What only a department that is a hub itself is told of the exchange in which it is asked, and what it tells. */
export interface Onward {
  /** Leaves that may be released to who asks: no more is asked for. */
  readonly fields: readonly string[];
  readonly role: PartyRole;
  /** The hubs that the question has passed, this one last. */
  readonly via: readonly string[];
  /** The same at every repeat of the same question under the same key. */
  readonly key: string;
  /** Notes the record under which it was answered there. */
  receipt(exchange: string): void;
}

export interface AskContext {
  /** Aborts at the deadline. Whoever holds a socket destroys it then. */
  readonly signal: AbortSignal;
  /** When the signal aborts, in milliseconds of performance.now(): for time-outs that the department itself can be told. */
  readonly deadline: number;
  /** Absent where nothing is asked onward. */
  readonly onward?: Onward;
}

interface Shapes<Q, A> {
  readonly request: z.ZodType<Q>;
  /** The answer's whole shape. What the schema does not declare never leaves the exchange. */
  readonly answer: z.ZodType<A>;
}

/** A question without effect: it may be asked again. */
export interface QueryPort<Q = unknown, A = unknown> extends Shapes<Q, A> {
  /**
   * Asks the department; null: it knows nothing of this subject. The answer is checked by the exchange, not here.
   * Throws TransientFailure before any byte of the answer, or a problem department-*; anything else becomes department-error.
   */
  ask(question: Q, context: AskContext): Promise<unknown>;
}

/** `operation`: our own serial number 业务流水号 of the change, the same at every repeat; the department keeps it. */
export interface ChangePort<Q = unknown, A = unknown> extends Shapes<Q, A> {
  /** Has the department carry the change out. Called at most once at a time for one operation; its failure says nothing about the effect. Null is no answer to a change. */
  act(question: Q, operation: string, context: AskContext): Promise<unknown>;
  /** What became of the operation, asked before it is ever acted again; null: the department has never heard of it. */
  outcome(question: Q, operation: string, context: AskContext): Promise<unknown>;
}

/** A department that cannot be called: the question is kept until it is fetched, the answer until the caller fetches that. */
export interface LaterPort<Q = unknown, A = unknown> extends Shapes<Q, A> {
  readonly later: true;
}

export type ResourceAdapter<Q = unknown, A = unknown> = QueryPort<Q, A> | ChangePort<Q, A> | LaterPort<Q, A>;

export interface Adapter {
  readonly department: string;
  /** By the name in the route: `title` for real-estate/title. */
  readonly resources: Readonly<Record<string, ResourceAdapter>>;
}

type Question<D extends AskedOf, N extends keyof D> = z.output<D[N]['request']>;
type LaterNames<D extends AskedOf> = { [N in keyof D]: D[N]['kind'] extends 'later' ? N : never }[keyof D];
/** What is left to write for a department: `ask` for each question, `act` and `outcome` for each change, nothing for what is asked later. */
export type Ways<D extends AskedOf> = {
  readonly [N in Exclude<keyof D, LaterNames<D>>]: D[N]['kind'] extends 'change'
    ? Pick<ChangePort<Question<D, N>>, 'act' | 'outcome'>
    : QueryPort<Question<D, N>>['ask'];
};

/** Joins what a department declares (schemas/departments) with how it is asked. */
export const adapter = <D extends AskedOf>(department: string, asked: D, ways: Ways<D>): Adapter => ({
  department,
  resources: Object.fromEntries(
    Object.entries(asked).map(([name, { request, answer, kind }]) => {
      const way = (ways as Readonly<Record<string, unknown>>)[name];
      const how = kind === 'later' ? { later: true } : kind === 'change' ? (way as object) : { ask: way };
      return [name, { request, answer, ...how } as unknown as ResourceAdapter];
    }),
  ),
});

/** The department was not reached, or hung up before the first byte of its answer: asking again is safe. `cause`: a stable word, no upstream text. */
export class TransientFailure extends Error {
  override readonly cause: string;
  constructor(cause: string) {
    super('the department was not reached');
    this.name = 'TransientFailure';
    this.cause = cause;
  }
}
