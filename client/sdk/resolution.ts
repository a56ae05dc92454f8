/** What a question of several sources came to, source by source. */
import type { Later } from './ask.ts';
import type { AnsweredAs } from './asked.ts';
import type { CallOptions } from './call.ts';

/** What is left of a limit; hand it on to the call as its options. */
export type Within = Required<CallOptions>;

/** What may stand in for an answer until the source itself confirms it. */
export interface StandIn<A> {
  /** 回流副本: a copy that was sent down from above. 核验件: a certified paper that somebody brought. */
  readonly by: 'returned-copy' | 'certified-paper';
  /** Of which moment or day it is. */
  readonly asOf: string;
  /** Null: nothing was known then. */
  readonly answer: A | null;
  /** The exchange of a copy, or the number of a paper. */
  readonly reference: string;
}

export interface Otherwise<A> {
  /** Undefined: there is none. */
  readonly have: (within: Within) => Promise<StandIn<A> | undefined> | StandIn<A> | undefined;
  readonly withinMs: number;
}

export interface Source<A, B = A> {
  readonly ask: (within: Within) => Promise<AnsweredAs<A> | Later<A>>;
  /** All attempts, the token and the wait for a later answer together. */
  readonly withinMs: number;
  /** Used when the source is away, never when it refuses: who is refused does not get the same by another way. */
  readonly otherwise?: Otherwise<B>;
}

export type Sources = Readonly<Record<string, Source<unknown>>>;

interface Took {
  /** Of this source, its stand-in included. */
  readonly ms: number;
}

export interface Live<A, B = A> extends Took {
  readonly how: 'live';
  readonly answered: AnsweredAs<A>;
  /** A leaf of it is in doubt 存疑: the person's own proof counts meanwhile, so somebody must look. */
  readonly toVerify: boolean;
  /** What was used before it, and whether it said the same. */
  readonly stoodIn?: StandIn<B> & { readonly same: boolean };
}

export interface StoodIn<B> extends Took {
  readonly how: 'stand-in';
  readonly standIn: StandIn<B>;
  readonly toVerify: true;
  /** Why the source did not answer. */
  readonly why: Error;
}

export interface Missing extends Took {
  readonly how: 'missing';
  readonly why: Error;
  /** The department has taken the question and answers later: hub.later(resource, question). */
  readonly question?: string;
}

export type Resolved<A, B = A> = Live<A, B> | StoodIn<B> | Missing;

/** Of each member of the union: an answer, or what is waited for. */
type AnswerOf<R> = R extends { readonly found: true; readonly answer: infer A }
  ? A
  : R extends { wait(...args: never[]): Promise<infer W> }
    ? AnswerOf<W>
    : never;
type AnswerIn<S> = S extends { ask: (within: Within) => Promise<infer R> } ? AnswerOf<R> : never;
type StandInOf<S> = S extends { otherwise: Otherwise<infer B> } ? B : never;

export interface Resolution<S extends Sources> {
  readonly sources: { readonly [K in keyof S]: Resolved<AnswerIn<S[K]>, StandInOf<S[K]>> };
  /** Every source has answered itself, and nothing of it is in doubt. Before that one may look, and nothing may be issued. */
  readonly conclusive: boolean;
  readonly toVerify: readonly (keyof S & string)[];
  readonly missing: readonly (keyof S & string)[];
  /** Asks again whatever did not answer itself; what did stays as it is. */
  again(options?: { readonly signal?: AbortSignal }): Promise<Resolution<S>>;
}
