/** The access room over the sample city on real DynamoDB Local, called as the HTTP API calls it. */
import { clients, isSystem } from '#city/clients.ts';
import { departments } from '#city/departments.ts';
import { officers } from '#city/officers.ts';
import { accessBodies } from '#functions/access/bodies.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import type { HttpEvent } from '#functions/kernel/request.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { Scope } from '#schemas/access.ts';
import { accessRoutes } from '#schemas/routes/access.ts';
import { NOW, world } from '../snapshot/world.ts';

const keys = hubKeys(JSON.stringify({ version: 1, master: 'x'.repeat(32) }));

export interface Ask {
  /** A client id or an officer id. */
  readonly as: string;
  readonly scopes?: readonly string[];
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  readonly ifMatch?: string;
}

export interface Answer {
  readonly status: number;
  readonly etag: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  readonly body: any;
}

const event = (routeKey: string, { as, scopes = Scope.options, params, query, body, ifMatch }: Ask) => {
  const client_id = as.startsWith('officer-') ? 'onetrip-console' : as;
  const claims = { client_id, sub: as, scope: scopes.join(' ') };
  return {
    routeKey,
    headers: { 'content-type': 'application/json', ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }) },
    ...(params ? { pathParameters: params } : {}),
    ...(query ? { queryStringParameters: query } : {}),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    requestContext: { timeEpoch: NOW, requestId: 'test', authorizer: { jwt: { claims } } },
  } as unknown as HttpEvent;
};

/** `instances`: each has a snapshot of its own under the one clock. */
export const hub = async () => {
  const store = await world();
  let now = 0;
  const registered = clients.map((client) =>
    isSystem(client.id) ? { ...client, keys: [{ kty: 'EC' as const, kid: `${client.id}-1` }] } : client,
  );
  await store.registry.putAll([...departments, ...officers, ...registered]);
  await store.publish();
  const instance = () => {
    const holder = snapshotHolder(store.published, () => now);
    const handler = api(accessRoutes, accessBodies({ ...store.deps, snapshots: holder, keys: async () => keys }));
    return async (routeKey: string, ask: Ask): Promise<Answer> => {
      const answer = await handler(event(routeKey, ask), {} as never);
      return { status: answer.statusCode, etag: answer.headers.etag, body: JSON.parse(answer.body) };
    };
  };
  return { ...store, instance, call: instance(), pass: (ms: number) => (now += ms) };
};
