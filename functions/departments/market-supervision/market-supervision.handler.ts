import { adapter } from '#functions/exchange/adapter.ts';
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import { marketSupervision } from '#schemas/departments/market-supervision.ts';

const none = async () => null;
export const handler = exchangeHandler(
  adapter('market-supervision', marketSupervision, {
    'name-check': none,
    licence: none,
    registration: { act: none, outcome: none },
  }),
);
