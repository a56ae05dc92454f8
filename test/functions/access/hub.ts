/** The access room over the sample city on real DynamoDB Local, called as the HTTP API calls it. */
import { clients, isSystem } from '#city/clients.ts';
import { departments } from '#city/departments.ts';
import { officers } from '#city/officers.ts';
import { accessBodies } from '#functions/access/bodies.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { accessRoutes } from '#schemas/routes/access.ts';
import { type Ask, caller, type Answer as HttpAnswer } from '../http.ts';
import { NOW, world } from '../snapshot/world.ts';

const keys = hubKeys(JSON.stringify({ version: 1, master: 'x'.repeat(32) }));

export type { Ask } from '../http.ts';

export interface Answer extends Pick<HttpAnswer, 'status' | 'body'> {
  readonly etag: string | undefined;
}

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
    const call = caller(handler, () => NOW);
    return async (routeKey: string, ask: Ask): Promise<Answer> => {
      const { status, headers, body } = await call(routeKey, ask);
      return { status, etag: headers.etag, body };
    };
  };
  return { ...store, instance, call: instance(), pass: (ms: number) => (now += ms) };
};
