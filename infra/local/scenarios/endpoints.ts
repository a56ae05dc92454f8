/** Endpoints of subscribers in memory: what they were sent, verified by the reference implementation, and how they answer. */
import { Webhook as Verifier } from 'standardwebhooks';
import type { Heard, Webhook } from '#functions/events/webhook.client.ts';
import type { Delivered } from '#schemas/published.ts';
import { type Memory, remembering, rememberingAll, together } from './tables.ts';

export interface Message {
  readonly url: string;
  readonly id: string;
  readonly at: number;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read messages of every type
  readonly data: any;
}

/** 2xx unless told otherwise. */
export type Behaviour = (message: Message, nth: number) => Heard;

export interface Endpoints {
  readonly webhook: Webhook;
  /** Everything that came to an endpoint, challenges and test messages too. */
  readonly messages: readonly Message[];
  /** What an endpoint did with the events: each event once, in the order of arrival; its numbers. */
  effects(url: string): number[];
  /** Events as they came to it, again and again. */
  came(url: string): number[];
  behave(url: string, behaviour: Behaviour): void;
  /** The secret that was shown for an endpoint: from now on each message is verified. */
  know(url: string, secret: string): void;
  readonly memory: Memory;
  /** At most so many were under way at once. */
  readonly most: number;
}

const isEvent = ({ type }: Message): boolean => !type.startsWith('subscription.');

/** `clock`: epoch ms of the simulated moment; the signature's own time is the machine's. */
export const endpoints = (clock: () => number): Endpoints => {
  const messages: Message[] = [];
  const behaviours = new Map<string, Behaviour>();
  const verifiers = new Map<string, Verifier>();
  const received = new Map<string, Map<string, number>>();
  let [under, most] = [0, 0];

  const answer = (message: Message): Heard => {
    const nth = messages.filter(({ url, id }) => url === message.url && id === message.id).length;
    const heard = behaviours.get(message.url)?.(message, nth) ?? { status: 204 };
    if (message.type === 'subscription.challenge' && heard.status === 204)
      return { status: 200, body: JSON.stringify({ challenge: message.data.challenge }) };
    return heard;
  };

  const webhook: Webhook = {
    post: async (url, headers, body) => {
      verifiers.get(url)?.verify(body, headers as Record<string, string>);
      const { type, data } = JSON.parse(body) as Delivered;
      const message: Message = { url, id: headers['webhook-id'] ?? '', at: clock(), type, data };
      messages.push(message);
      under += 1;
      most = Math.max(most, under);
      await new Promise((resolve) => setImmediate(resolve));
      const heard = answer(message);
      under -= 1;
      if (isEvent(message) && heard.status === 204) {
        const mine = received.get(url) ?? new Map<string, number>();
        received.set(url, mine);
        // A receiver recognises by the id what it has.
        if (!mine.has(message.id)) mine.set(message.id, message.data.number);
      }
      return heard;
    },
  };
  /** Of the effects, too: each endpoint has a list of its own. */
  const effects: Memory = () => {
    const then = [...received].map(([url, mine]) => [url, new Map(mine)] as const);
    return () => {
      received.clear();
      for (const [url, mine] of then) received.set(url, new Map(mine));
    };
  };
  return {
    webhook,
    messages,
    memory: together(rememberingAll(messages), remembering(verifiers), effects),
    effects: (url) => [...(received.get(url)?.values() ?? [])],
    came: (url) => messages.filter((one) => one.url === url && isEvent(one)).map(({ data }) => data.number),
    behave: (url, behaviour) => void behaviours.set(url, behaviour),
    know: (url, secret) => void verifiers.set(url, new Verifier(secret)),
    get most() {
      return most;
    },
  };
};
