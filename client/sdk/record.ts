/** The record 交换记录, read: what was asked and answered, and who looked at somebody's data. */
import type * as z from 'zod';
import type { ExchangeLine } from '#schemas/exchange.ts';
import type { exchangesRoutes } from '#schemas/routes/exchange.ts';
import type { usesRoutes } from '#schemas/routes/uses.ts';
import type { Uses } from '#schemas/uses.ts';
import type { Caller, CallOptions } from './call.ts';
import { type Listing, listing } from './paging.ts';

type R = typeof exchangesRoutes;
type Whom = Omit<z.input<(typeof usesRoutes)['listUses']['body']>, 'cursor'>;
type Day = Omit<z.input<R['listExchanges']['query']>, 'cursor'>;

export const exchanges = (call: Caller) => ({
  /** Of one day and department, newest first. */
  list: (day: Day, options?: CallOptions): Listing<ExchangeLine> =>
    listing((cursor) =>
      call<R['listExchanges']>(
        { method: 'GET', path: '/v1/exchanges', scope: 'supervision', query: { limit: 100, ...day, cursor } },
        options,
      ),
    ),
  get: (exchange: string, options?: CallOptions): Promise<ExchangeLine> =>
    call<R['getExchange']>(
      { method: 'GET', path: '/v1/exchanges/{exchange}', scope: 'supervision', params: { exchange } },
      options,
    ),
});

export const uses = (call: Caller) => {
  /** One page as the hub tells it, with the instant before which nothing is missing. Each look is itself recorded. */
  const look = (whom: Whom & { readonly cursor?: string }, options?: CallOptions): Promise<Uses> =>
    call<(typeof usesRoutes)['listUses']>(
      { method: 'POST', path: '/v1/uses', scope: 'uses', body: whom, key: true },
      options,
    );
  return {
    look,
    /** 谁查询过我的数据: of one person or firm, on a ground, newest first. */
    list: (whom: Whom, options?: CallOptions): Listing<Uses['items'][number]> =>
      listing((cursor) => look({ ...whom, ...(cursor === undefined ? {} : { cursor }) }, options)),
  };
};
