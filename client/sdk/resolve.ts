/** One question that needs several sources, near and far: all are asked at once, and none waits for another beyond its own limit. */
import { isDeepStrictEqual } from 'node:util';
import type { Later } from './ask.ts';
import type { AnsweredAs } from './asked.ts';
import { DeadlinePassed, HubError, NotReached, NotTheHub, TokenRefused } from './errors.ts';
import type { Live, Otherwise, Resolution, Resolved, Source, Sources, StandIn, Within } from './resolution.ts';

/** A hub or department that cannot answer, or not in its contract; every other code is a refusal. */
const AWAY: readonly HubError['code'][] = [
  'exchange-in-progress',
  'answer-expired',
  'internal',
  'hub-not-ready',
  'department-error',
  'department-answer-invalid',
  'department-wrong-subject',
  'department-answer-too-large',
  'department-unavailable',
  'department-timeout',
];

const isAway = (error: unknown): boolean => {
  if (error instanceof HubError) return AWAY.includes(error.code);
  if (error instanceof TokenRefused) return error.status === 429 || error.status >= 500;
  return error instanceof DeadlinePassed || error instanceof NotReached || error instanceof NotTheHub;
};

/** Ends with DeadlinePassed at the limit, also when `work` does not heed its signal. */
const limited = async <T>(
  ms: number,
  given: AbortSignal | undefined,
  work: (within: Within) => Promise<T>,
): Promise<T> => {
  const [over, { promise: ended, reject }] = [new AbortController(), Promise.withResolvers<never>()];
  const signal = given ? AbortSignal.any([over.signal, given]) : over.signal;
  const end = (): void => reject(signal.reason);
  const timer = setTimeout(() => over.abort(new DeadlinePassed(`not answered within ${ms} ms`)), ms);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  try {
    return await Promise.race([work({ signal, deadlineMs: ms }), ended]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
};

interface Asked<A> {
  readonly answered?: AnsweredAs<A>;
  readonly why?: Error;
  /** Of a question that is answered later. */
  question?: string;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error('no error was thrown'));

const askIt = async <A>({ ask, withinMs }: Source<A>, signal: AbortSignal | undefined): Promise<Asked<A>> => {
  const until = performance.now() + withinMs;
  let question: string | undefined;
  try {
    const answered = await limited(withinMs, signal, async (within) => {
      const said: AnsweredAs<A> | Later<A> = await ask(within);
      if (!('state' in said)) return said;
      question = said.question;
      return said.wait({ signal: within.signal, deadlineMs: Math.max(1, until - performance.now()) });
    });
    return { answered };
  } catch (error) {
    signal?.throwIfAborted();
    return { why: asError(error), ...(question === undefined ? {} : { question }) };
  }
};

const standInFor = async <B>(
  { have, withinMs }: Otherwise<B>,
  signal: AbortSignal | undefined,
): Promise<StandIn<B> | undefined> => {
  try {
    return await limited(withinMs, signal, async (within) => have(within));
  } catch {
    signal?.throwIfAborted();
    // The caller hears why the source itself did not answer; that nothing stood in shows.
    return undefined;
  }
};

const before = (was: Resolved<unknown> | undefined): StandIn<unknown> | undefined =>
  was?.how === 'stand-in' ? was.standIn : was?.how === 'live' ? was.stoodIn : undefined;

const live = (answered: AnsweredAs<unknown>, ms: number, stood: StandIn<unknown> | undefined): Live<unknown> => {
  const said = answered.found ? answered.answer : null;
  const same = stood !== undefined && isDeepStrictEqual(stood.answer, said);
  const toVerify = (answered.doubtful?.fields.length ?? 0) > 0;
  return { how: 'live', answered, toVerify, ms, ...(stood ? { stoodIn: { ...stood, same } } : {}) };
};

const one = async (
  source: Source<unknown>,
  was: Resolved<unknown> | undefined,
  signal: AbortSignal | undefined,
): Promise<Resolved<unknown>> => {
  if (was?.how === 'live') return was;
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  const { answered, why, question } = await askIt(source, signal);
  if (answered) return live(answered, took(), before(was));
  const cause = why ?? new Error('no answer');
  const standIn = source.otherwise && isAway(cause) ? await standInFor(source.otherwise, signal) : undefined;
  if (standIn) return { how: 'stand-in', standIn, toVerify: true, why: cause, ms: took() };
  return { how: 'missing', why: cause, ms: took(), ...(question === undefined ? {} : { question }) };
};

const resolved = async <S extends Sources>(
  sources: S,
  was: Readonly<Record<string, Resolved<unknown>>>,
  signal: AbortSignal | undefined,
): Promise<Resolution<S>> => {
  const found = await Promise.all(
    Object.entries(sources).map(async ([name, source]) => [name, await one(source, was[name], signal)] as const),
  );
  const named = (wanted: (one: Resolved<unknown>) => boolean) =>
    found.filter(([, one]) => wanted(one)).map(([name]) => name as keyof S & string);
  const [toVerify, missing] = [
    named((each) => each.how !== 'missing' && each.toVerify),
    named(({ how }) => how === 'missing'),
  ];
  const all = Object.fromEntries(found);
  return {
    sources: all as unknown as Resolution<S>['sources'],
    conclusive: toVerify.length === 0 && missing.length === 0,
    toVerify,
    missing,
    again: (options = {}) => resolved(sources, all, options.signal),
  };
};

/**
 * Asks every source, each within its own limit, and says how each was answered: live, by what stood in for it (to be verified), or not at
 * all, with the reason. Takes as long as the slowest source with its stand-in. Throws the signal's reason when the caller gives up.
 */
export const resolve = <const S extends Sources>(
  sources: S,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<Resolution<S>> => resolved(sources, {}, signal);

/** A certified paper 核验件 that somebody brought. It counts until the source can be asked, and nothing is issued on it. */
export const certifiedPaper = <const B>(
  answer: B,
  { reference, asOf }: Pick<StandIn<B>, 'reference' | 'asOf'>,
): Otherwise<B> => ({ have: () => ({ by: 'certified-paper', answer, reference, asOf }), withinMs: 1 });

/**
 * A copy 回流副本 that the hub keeps of what was sent down from above: a resource of its own, whose answer says in /asOf of when it is. What
 * is not in the copy may exist all the same, so it stands for nothing.
 */
export const returnedCopy = <A extends { readonly asOf?: string }>(
  ask: (within: Within) => Promise<AnsweredAs<A>>,
  withinMs: number,
): Otherwise<Omit<A, 'asOf'>> => ({
  withinMs,
  have: async (within) => {
    const { found, answer, exchange } = await ask(within);
    if (!found || answer.asOf === undefined) return undefined;
    const { asOf, ...rest } = answer;
    return { by: 'returned-copy', asOf, answer: rest, reference: exchange };
  },
});
