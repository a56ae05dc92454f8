/** 事件与订阅 beside the room of cases: its own code over its two tables. What its stream, queue and due table bring comes as often as messages come. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { eventsBodies } from '#functions/events/bodies.ts';
import { deliverTo } from '#functions/events/deliver.ts';
import type { EventsDeps } from '#functions/events/deps.ts';
import { eventsInbox } from '#functions/events/inbox.ts';
import type { Timers } from '#functions/events/nudge.ts';
import { pingEndpoint } from '#functions/events/ping.ts';
import { relayEvents } from '#functions/events/relay.ts';
import { eventTables } from '#functions/events/tables.store.ts';
import { api } from '#functions/kernel/api.handler.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import type { Envelope } from '#schemas/event.ts';
import type { Publish } from '#schemas/published.ts';
import { eventsRoutes } from '#schemas/routes/events.ts';
import type { Subscribe } from '#schemas/subscription.ts';
import { endpoints } from './endpoints.ts';
import { caller } from './http.ts';
import type { Answered } from './stage.ts';
import { streamRecord } from './stream.ts';
import { type Around, remembering, rememberingAll, together } from './tables.ts';

interface Telling extends Pick<EventsDeps, 'snapshots' | 'keys' | 'records' | 'instance' | 'node'> {
  readonly client: DynamoDBDocumentClient;
  readonly tables: { readonly events: string; readonly subscriptions: string };
  readonly now: () => number;
  readonly messages: number;
  readonly around: Around;
}

export const tellingRoom = ({ client, tables, now, messages, around, ...given }: Telling) => {
  const waiting: { readonly at: number; readonly envelope: Envelope }[] = [];
  const queue: Queue = {
    send: around(async (envelopes, delay = 0) => {
      waiting.push(...envelopes.map((envelope) => ({ at: now() + delay * 1_000, envelope })));
      return new Set<string>();
    }),
  };
  const timers: Timers = {
    put: around(async ({ id, dueAt: at, type, data }) => {
      waiting.push({ at, envelope: { v: 1, id: `events#${id}@${at}`, type, at, data } });
    }),
  };
  const inboxes = endpoints(now);
  const deps = {
    ...given,
    ...eventTables(client, tables.events, tables.subscriptions),
    ...{ queue, timers, networks: [], clock: () => 0, webhook: { post: around(inboxes.webhook.post) } },
    ...{ wall: () => Date.now(), random: () => 0.5, enoughTime: () => true },
  };
  const take = eventsInbox({ ...deps, deliver: deliverTo(deps), ping: pingEndpoint(deps) });
  const call = caller(api(eventsRoutes, eventsBodies(deps)), now);
  const often = async (step: () => Promise<unknown>): Promise<void> => {
    for (let time = 0; time < messages; time += 1) await step();
  };

  const relayed = new Map<string, number>();
  const relay = async (resource: string): Promise<void> => {
    const events = await deps.log.page(resource, relayed.get(resource) ?? 0, 100);
    if (events === 'gone' || events.length === 0) return;
    const records = events.map((event) => streamRecord('1', { ...event, pk: `log#${resource}`, sk: '1' }));
    await often(() => relayEvents(records, deps));
    relayed.set(resource, events.at(-1)?.number ?? 0);
  };
  /** Takes what is due by now, in order of time. */
  const run = async (): Promise<void> => {
    for (;;) {
      const [next] = waiting.filter(({ at }) => at <= now()).toSorted((a, b) => a.at - b.at);
      if (!next) return;
      await often(() => take(next.envelope, Math.max(next.envelope.at, now())));
      waiting.splice(waiting.indexOf(next), 1);
    }
  };
  return {
    ...{ run, inboxes },
    memory: together(rememberingAll(waiting), remembering(relayed), inboxes.memory),
    /** A system subscribes; its endpoint knows the secret from then on, and answers the challenge. */
    subscribe: async (body: Subscribe, as: string, key: string): Promise<Answered> => {
      const answer = await call('POST /v1/subscriptions', { as, body, headers: { 'idempotency-key': key } });
      if (body.target.kind === 'webhook' && answer.body.secret) inboxes.know(body.target.url, answer.body.secret);
      await run();
      return answer;
    },
    /** The system of its owner tells of a change. */
    publish: async (resource: string, event: Publish, as: string, key: string): Promise<Answered> => {
      const [department = '', name = ''] = resource.split('/');
      const params = { department, resource: name };
      const headers = { 'idempotency-key': key };
      const answer = await call('POST /v1/events/{department}/{resource}', { as, params, body: event, headers });
      await relay(resource);
      await run();
      return answer;
    },
  };
};
