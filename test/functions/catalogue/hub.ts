/** The catalogue over the sample city on real DynamoDB Local, called as the HTTP API calls it. */
import { calendars } from '#city/calendars/index.ts';
import { clients, isSystem } from '#city/clients.ts';
import { clocks } from '#city/clocks.ts';
import { departments } from '#city/departments.ts';
import { officers } from '#city/officers.ts';
import { realEstateResources } from '#city/resources/real-estate.ts';
import { catalogueBodies } from '#functions/catalogue/bodies.ts';
import { catalogueEvents } from '#functions/catalogue/events.ts';
import { grantTimers } from '#functions/catalogue/timers.ts';
import { dueStore } from '#functions/due/due.store.ts';
import { minuteOf } from '#functions/due/minute.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { publishIfBehind } from '#functions/snapshot/publish.ts';
import { registryStore } from '#functions/snapshot/registry.store.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { Grant } from '#schemas/grant.ts';
import { catalogueRoutes } from '#schemas/routes/catalogue.ts';
import type { RegistryItem } from '#schemas/snapshot.ts';
import { counting } from '#test/engines/counting.ts';
import type { CrashPoints } from '#test/engines/crash-points.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { caller } from '../http.ts';

export const NOW = Date.parse('2026-11-20T09:00:00+08:00');
const keys = hubKeys(JSON.stringify({ version: 1, master: 'x'.repeat(32) }));

/** What the provider's catalogue manager puts. */
export const grantInput = {
  consumer: 'health',
  resource: 'real-estate/title',
  resourceVersion: 1,
  purposes: [{ kind: 'matter', matter: 'catering-business-setup', legalBasis: '政务数据共享条例', ticket: true }],
  parties: [{ role: 'applicant', ground: '本人申请', level: 'fields' }],
  fields: ['/location', '/use'],
  from: '2026-01-01T00:00:00+08:00',
  until: '2026-12-01T00:00:00+08:00',
};
export const UNTIL = Date.parse(grantInput.until);

const city = [
  ...departments,
  ...officers,
  ...realEstateResources,
  ...clients.map((c) => (isSystem(c.id) ? { ...c, keys: [{ kty: 'EC' as const, kid: `${c.id}-1` }] } : c)),
];

/** With `crash`, every database call of the requests passes its boundaries; `healthy` calls never do. */
export const hub = async (crash?: CrashPoints, dated: readonly RegistryItem[] = [...calendars, ...clocks]) => {
  const { names, client, endpoint } = await freshTables('registry', 'snapshots', 'due');
  let now = NOW;
  let clock = 0;
  const room = (database: typeof client) => {
    const deps = {
      registry: registryStore(database, names.registry),
      published: publishedStore(database, names.snapshots),
    };
    const timers = grantTimers(dueStore(database, names.due));
    const snapshots = snapshotHolder(deps.published, () => clock);
    const bodies = catalogueBodies({ ...deps, snapshots, keys: async () => keys, timers });
    return { ...deps, snapshots, call: caller(api(catalogueRoutes, bodies), () => now) };
  };
  const healthy = room(documentClient(endpoint));
  await healthy.registry.putAll([...city, ...dated]);
  await publishIfBehind(healthy, NOW);
  const counted = counting(client, crash);
  const due = dueStore(documentClient(endpoint), names.due);
  return {
    ...room(client),
    healthy,
    counted,
    due,
    events: catalogueEvents(room(client)),
    pass: (ms: number) => {
      now += ms;
      clock += ms;
    },
    grant: (id: string): Promise<Grant | undefined> => healthy.registry.get('grant', id),
    /** The grant as every deciding function will see it. */
    shown: async (id: string): Promise<Grant | undefined> => {
      const snapshot = await healthy.published.read(undefined);
      return snapshot === 'unchanged' ? undefined : snapshot.grants.find((grant) => grant.id === id);
    },
    /** Ids of the grants whose timers stand at this moment. */
    timersAt: async (at: number): Promise<string[]> => {
      const minute = minuteOf(at);
      const marks = await due.marks(minute.slice(0, 10), minute);
      return (await Promise.all(marks.map((pk) => due.read(pk)))).flat().map(({ sk }) => sk);
    },
  };
};
