/** 卫健: questions wait for its agent, or for an officer of it, behind the shared exchange. */
import { adapter } from '#functions/exchange/adapter.ts';
import { exchangeHandler } from '#functions/exchange/exchange.handler.ts';
import { later } from '#functions/exchange/later.handler.ts';
import { health } from '#schemas/departments/health.ts';
import { byHand } from '../protocols/entry/by-hand.handler.ts';

export const handler = exchangeHandler(adapter('health', health, {}), { questions: later(), byHand: byHand() });
