import { adapter } from '#functions/exchange/adapter.ts';
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import { taxation } from '#schemas/departments/taxation.ts';

const none = async () => null;
export const handler = exchangeHandler(
  adapter('taxation', taxation, { 'tax-certificate': none, 'taxpayer-registration': { act: none, outcome: none } }),
);
