/** The adapter's own function, called by the API and by its queue of turns. */
import type { Context, SQSEvent } from 'aws-lambda';
import type { Adapter } from '#functions/exchange/adapter.ts';
import type { ExchangeDeps } from '#functions/exchange/exchange.ts';
import type { HttpAnswer } from '#functions/kernel/problem.ts';
import type { HttpEvent } from '#functions/kernel/request.ts';
import { turnsHandler } from './turns.handler.ts';

type Http = (event: HttpEvent, context: Context) => Promise<HttpAnswer>;

/** Called once, at cold start. */
export const withTurns = (http: unknown, adapter: Adapter, exchange: ExchangeDeps) => {
  const turns = turnsHandler(adapter, exchange);
  return (event: HttpEvent | SQSEvent, context: Context) =>
    'Records' in event ? turns(event, context) : (http as Http)(event, context);
};

export type WithTurns = typeof withTurns;
