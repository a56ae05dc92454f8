/** What a department needs that may answer by hand: the due table, for reminders. */
import { dueStore } from '#functions/due/due.store.ts';
import type { ByHand } from '#functions/exchange/later.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { byHandOf } from './by-hand.ts';

export const byHand = (): ByHand => byHandOf(dueStore(dynamodb(), environment('DUE_TABLE').DUE_TABLE));
