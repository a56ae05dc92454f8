/** Every route of the room with its body. */
import type { Bodies } from '#functions/kernel/api.handler.ts';
import type { eventsRoutes } from '#schemas/routes/events.ts';
import { listDeliveries, redriveDeliveries, replayEvents } from './again.ts';
import type { EventsDeps } from './deps.ts';
import {
  enableSubscription,
  endSubscription,
  getSubscription,
  listSubscriptions,
  pingSubscription,
  rotateSecret,
} from './manage.ts';
import { publish } from './publish.ts';
import { pullEvents, receiveEvents } from './pull.ts';
import { subscribe } from './subscribe.ts';

export const eventsBodies = (deps: EventsDeps): Bodies<typeof eventsRoutes> => ({
  publishEvent: publish(deps),
  subscribe: subscribe(deps),
  listSubscriptions: listSubscriptions(deps),
  getSubscription: getSubscription(deps),
  endSubscription: endSubscription(deps),
  pullEvents: pullEvents(deps),
  receiveEvents: receiveEvents(deps),
  listDeliveries: listDeliveries(deps),
  rotateSecret: rotateSecret(deps),
  enableSubscription: enableSubscription(deps),
  pingSubscription: pingSubscription(deps),
  replayEvents: replayEvents(deps),
  redriveDeliveries: redriveDeliveries(deps),
});
