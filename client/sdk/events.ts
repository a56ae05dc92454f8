/** Events 事件 and subscriptions 订阅: telling of a change, and being told, by webhook or by pulling. */
import type * as z from 'zod';
import type { Delivered } from '#schemas/published.ts';
import type { eventsRoutes } from '#schemas/routes/events.ts';
import type { Delivery, Subscription } from '#schemas/subscription.ts';
import type { Caller, CallOptions } from './call.ts';
import { type Listing, listing } from './paging.ts';
import { deadlineSignal, sleep } from './retry.ts';

type R = typeof eventsRoutes;
type Body<N extends 'publishEvent' | 'subscribe'> = z.input<R[N]['body']>;

const EVERY_MS = 2000;
const LONGEST_MS = 2 ** 31 - 1;

export interface KeyOptions extends CallOptions {
  readonly idempotencyKey?: string;
}

export interface FollowOptions {
  readonly signal?: AbortSignal;
  /** Begin behind this number; without it behind the last receipt. */
  readonly after?: number;
  /** Say what has arrived: an event whose turn in your loop is over is not sent again. True unless said. */
  readonly receipts?: boolean;
}

export const events = (call: Caller) => ({
  /** Tells of a change in a resource of your own (department/resource). */
  publish: (resource: string, body: Body<'publishEvent'>, { idempotencyKey, ...options }: KeyOptions = {}) => {
    const [department = '', name = ''] = resource.split('/');
    return call<R['publishEvent']>(
      {
        method: 'POST',
        path: '/v1/events/{department}/{resource}',
        scope: 'exchange',
        params: { department, resource: name },
        body,
        key: idempotencyKey ?? true,
      },
      options,
    );
  },
});

export const subscriptions = (call: Caller) => {
  const params = (subscription: string) => ({ scope: 'exchange', params: { subscription } }) as const;
  const pull = (subscription: string, query: z.input<R['pullEvents']['query']> = {}, options?: CallOptions) =>
    call<R['pullEvents']>(
      { method: 'GET', path: '/v1/subscriptions/{subscription}/events', ...params(subscription), query },
      options,
    );
  /** Everything up to this number has arrived. Said twice it is said once. */
  const receive = (subscription: string, upTo: number, options?: CallOptions): Promise<Subscription> =>
    call<R['receiveEvents']>(
      {
        method: 'POST',
        path: '/v1/subscriptions/{subscription}/receipts',
        ...params(subscription),
        body: { upTo },
        looks: true,
      },
      options,
    );

  return {
    pull,
    receive,
    /** The answer holds the webhook's secret, which is shown for a day and never again. */
    create: (body: Body<'subscribe'>, { idempotencyKey, ...options }: KeyOptions = {}) =>
      call<R['subscribe']>(
        { method: 'POST', path: '/v1/subscriptions', scope: 'exchange', body, key: idempotencyKey ?? true },
        options,
      ),
    list: (options?: CallOptions): Listing<Subscription> =>
      listing((cursor) =>
        call<R['listSubscriptions']>(
          { method: 'GET', path: '/v1/subscriptions', scope: 'exchange', query: { limit: 100, cursor } },
          options,
        ),
      ),
    get: (subscription: string, options?: CallOptions): Promise<Subscription> =>
      call<R['getSubscription']>(
        { method: 'GET', path: '/v1/subscriptions/{subscription}', ...params(subscription) },
        options,
      ),
    end: (subscription: string, options?: CallOptions): Promise<Subscription> =>
      call<R['endSubscription']>(
        { method: 'DELETE', path: '/v1/subscriptions/{subscription}', ...params(subscription) },
        options,
      ),
    deliveries: (subscription: string, options?: CallOptions): Listing<Delivery> =>
      listing((cursor) =>
        call<R['listDeliveries']>(
          {
            method: 'GET',
            path: '/v1/subscriptions/{subscription}/deliveries',
            ...params(subscription),
            query: { limit: 100, cursor },
          },
          options,
        ),
      ),
    /** A test message to the webhook. Without a key, so it is sent once. */
    ping: (subscription: string, options?: CallOptions) =>
      call<R['pingSubscription']>(
        { method: 'POST', path: '/v1/subscriptions/{subscription}/ping', ...params(subscription), body: {} },
        options,
      ),

    /**
     * Events one by one, for ever. With receipts each is received when the next is asked for, so one whose turn broke off comes again: do
     * nothing twice, by `data.event`.
     */
    follow: async function* (
      subscription: string,
      { signal, after, receipts = true }: FollowOptions = {},
    ): AsyncGenerator<Delivered> {
      using deadline = deadlineSignal(LONGEST_MS, signal);
      for (let from = after; ; ) {
        const page = await pull(subscription, from === undefined ? {} : { after: from }, { signal: deadline });
        for (const event of page.items) {
          yield event;
          if (receipts) await receive(subscription, event.data.number, { signal: deadline });
        }
        from = page.upTo;
        if (!page.more) await sleep(EVERY_MS, deadline);
      }
    },
  };
};
