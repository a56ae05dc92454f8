/** Wiring of events and subscriptions: /v1/events, /v1/subscriptions. */
import { api } from '#functions/kernel/api.handler.ts';
import { eventsRoutes } from '#schemas/routes/events.ts';
import { eventsBodies } from './bodies.ts';
import { deps } from './deps.handler.ts';

export const handler = api(eventsRoutes, eventsBodies(deps));
