/** Wiring of the deliveries: the events queue. Of all functions this one alone calls addresses that departments give. */
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { dueStore } from '#functions/due/due.store.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { consume } from '#functions/kernel/queue.ts';
import { deliverTo } from './deliver.ts';
import { deps } from './deps.handler.ts';
import { eventsInbox } from './inbox.ts';
import { pingEndpoint } from './ping.ts';
import { webhook } from './webhook.client.ts';

const timers = dueStore(dynamodb(), environment('DUE_TABLE').DUE_TABLE);
const sending = { ...deps, timers, webhook: webhook(deps.networks), wall: Date.now, random: Math.random };

/** An attempt may take ten seconds, and what it found must be kept. */
const RESERVE_MS = 15_000;

export const handler = middy<SQSEvent, SQSBatchResponse, Error, Context>().handler((event, context) => {
  const enoughTime = () => context.getRemainingTimeInMillis() > RESERVE_MS;
  const inbox = eventsInbox({
    ...deps,
    deliver: deliverTo({ ...sending, enoughTime }),
    ping: pingEndpoint(sending),
  });
  return consume(event.Records, inbox);
});
