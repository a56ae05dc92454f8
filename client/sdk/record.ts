/** The record 交换记录, read: what was asked and answered. */
import type * as z from 'zod';
import type { ExchangeLine } from '#schemas/exchange.ts';
import type { exchangesRoutes } from '#schemas/routes/exchange.ts';
import type { Caller, CallOptions } from './call.ts';
import { type Listing, listing } from './paging.ts';

type R = typeof exchangesRoutes;
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
