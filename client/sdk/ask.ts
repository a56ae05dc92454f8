/** Asking a department: at once, as a change that happens once, or answered later. */
import type { Ask, Waiting } from '#schemas/exchange.ts';
import type { answerRoute, askRoute } from '#schemas/routes/exchange.ts';
import type { AnsweredAs, AnswerOf, FieldOf, IsLater, RequestOf, ResourceName } from './asked.ts';
import type { Caller, CallOptions, Reply } from './call.ts';
import { deadlineSignal, sleep } from './retry.ts';

export interface Question<N extends string, F extends string> extends Pick<Ask, 'purpose' | 'party'> {
  readonly request: RequestOf<N>;
  readonly fields: readonly F[];
}

export interface AskOptions extends CallOptions {
  /** Names this question. One is made for each ask and kept over its retries; give your own to be safe over a restart of your program. */
  readonly idempotencyKey?: string;
}

/** A question that the department answers later. All of it can be kept and taken up elsewhere: `hub.later(resource, question)`. */
export interface Later<A> extends Waiting {
  /** Asks once whether there is an answer; null: not yet. Each fetched answer is an exchange with its own record. */
  look(options?: CallOptions): Promise<AnsweredAs<A> | null>;
  /** Looks as often as the hub asks to, for a day at most. Throws HubError answer-expired when it is kept no more. */
  wait(options?: CallOptions): Promise<AnsweredAs<A>>;
}

type Asked<N extends string, F extends string> =
  IsLater<N> extends true
    ? Later<AnswerOf<N, F>>
    : IsLater<N> extends false
      ? AnsweredAs<AnswerOf<N, F>>
      : AnsweredAs<AnswerOf<N, F>> | Later<AnswerOf<N, F>>;

type Name = ResourceName | (string & {});
type AskR = ReturnType<typeof askRoute>;
type AnswerR = ReturnType<typeof answerRoute>;

const DAY_MS = 86_400_000;
const FIRST_LOOK_MS = 1000;

const parts = (resource: string): [department: string, name: string] => {
  const [department = '', name = ''] = resource.split('/');
  return [department, name];
};

const secondsOf = (headers: Headers): number => Number(headers.get('retry-after') ?? 0) * 1000 || FIRST_LOOK_MS;

/** How a question is taken up again. `afterMs`: not to be looked for before. */
const laterOf = <A>(call: Caller, waiting: Waiting, afterMs = FIRST_LOOK_MS): Later<A> => {
  const [department] = parts(waiting.resource);
  const fetchIt = (options?: CallOptions): Promise<Reply<unknown>> =>
    call.reply<AnswerR>(
      {
        method: 'GET',
        path: `/v1/exchange/${department}/answers/{question}`,
        scope: 'exchange',
        params: { question: waiting.question },
      },
      options,
    );
  return {
    ...waiting,
    look: async (options) => {
      const { status, body } = await fetchIt(options);
      return status === 202 ? null : (body as AnsweredAs<A>);
    },
    wait: async ({ deadlineMs = DAY_MS, signal } = {}) => {
      using deadline = deadlineSignal(deadlineMs, signal);
      for (let wait = afterMs; ; ) {
        await sleep(wait, deadline);
        const { status, headers, body } = await fetchIt({ signal: deadline });
        if (status !== 202) return body as AnsweredAs<A>;
        wait = secondsOf(headers);
      }
    },
  };
};

export const asking = (call: Caller) => ({
  ask: async <const N extends Name, const F extends FieldOf<N>>(
    resource: N,
    { purpose, party, request, fields }: Question<N, F>,
    { idempotencyKey, ...options }: AskOptions = {},
  ): Promise<Asked<N, F>> => {
    const [department, name] = parts(resource);
    const { status, headers, body } = await call.reply<AskR>(
      {
        method: 'POST',
        path: `/v1/exchange/${department}/{resource}`,
        scope: 'exchange',
        params: { resource: name },
        body: { purpose, party, request, fields: [...fields] },
        key: idempotencyKey ?? true,
      },
      options,
    );
    const later = status === 202 && laterOf(call, body as unknown as Waiting, secondsOf(headers));
    return (later || body) as Asked<N, F>;
  },

  /** Takes up a question that was asked before, perhaps by another process of the same client. */
  later: <const N extends Name, const F extends FieldOf<N> = FieldOf<N>>(
    resource: N,
    question: string,
  ): Pick<Later<AnswerOf<N, F>>, 'question' | 'resource' | 'look' | 'wait'> => {
    const unknown = { askedAt: '', keptUntil: '', state: 'waiting' } as const;
    return laterOf(call, { ...unknown, question, resource });
  },
});
