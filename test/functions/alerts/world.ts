/** The watch over look-ups: a city of officers and systems, looks as the relay tells of them, and what is raised. */
import { citizenId } from '#city/generate/codes.ts';
import { grants } from '#city/grants.ts';
import { resources } from '#city/resources/index.ts';
import type { AlertsStore } from '#functions/alerts/alerts.store.ts';
import type { SightingsStore } from '#functions/alerts/sightings.store.ts';
import { watchLooks } from '#functions/alerts/watch.ts';
import { newInstance } from '#functions/exchange/instance.ts';
import { newRecord } from '#functions/exchange/record.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { Look, type StoredAlert } from '#schemas/alert.ts';
import type { Envelope } from '#schemas/event.ts';
import type { Snapshot } from '#schemas/snapshot.ts';
import { Threshold } from '#schemas/threshold.ts';
import { citySnapshot } from '../city-snapshot.ts';

export const keys = hubKeys(JSON.stringify({ version: 1, master: 'x'.repeat(40) }));
/** Nine in the morning, Beijing. */
export const MORNING = Date.parse('2026-11-20T01:00:00Z');
export const OFFICER = 'officer-hu-min';

export const snapshotOf = (change: Partial<Snapshot> = {}) =>
  indexSnapshot(citySnapshot({ resources: [...resources], grants: [...grants], ...change }));

export const threshold = (change: Partial<Threshold>): Threshold =>
  Threshold.parse({
    ...{ v: 1, revision: 1, kind: 'threshold', id: 'own', watch: 'officer', pattern: 'many', distinct: 5, minutes: 60 },
    from: '2026-01-01T00:00:00Z',
    ...change,
  });

/** Somebody of whom the other numbers are unlike: no two are born on one day in one place. */
export const stranger = (n: number): string => {
  const day = new Date(Date.UTC(1940, 0, 1) + (n % 20_000) * 86_400_000).toISOString().slice(0, 10);
  return citizenId('330784', day, String(100 + Math.floor(n / 20_000)).padStart(3, '0'));
};
/** Who was born on one day in one place, one after the other. */
export const neighbour = (n: number): string => citizenId('330784', '1988-02-03', String(n + 1).padStart(3, '0'));

interface Looking {
  readonly at?: number;
  /** Absent: the department's own system asks. */
  readonly officer?: string | undefined;
  readonly grant?: string;
}
let looks = 0;
/** The envelope that the relay makes of the record of a look at `code`. */
export const lookAt = (code: string, { at = MORNING, officer, grant = 'housing-title' }: Looking = {}): Envelope => {
  const record = newRecord(
    {
      ...{ kind: 'exchange', at, ms: 1, client: officer ? 'onetrip-console' : 'housing-system', consumer: 'housing' },
      ...(officer === undefined ? {} : { officer }),
      ...{ provider: 'real-estate', resource: 'real-estate/title', resourceVersion: 1, grant, grantRevision: 1 },
      ...{ party: 'applicant', level: 'fields', fields: ['/use'], found: true },
      ...{ subjectCode: code, requestText: '', releasedText: '' },
    } as const,
    { keys, instance: newInstance() },
  );
  looks += 1;
  const data = Look.parse(
    Object.fromEntries(Object.entries(record).filter(([name]) => Object.hasOwn(Look.shape, name))),
  );
  return { v: 1, id: `look-${looks}`, type: 'exchange.recorded', at, subject: record.handle, data };
};

/** Sets and alerts in memory. */
export const memory = () => {
  const sets = new Map<string, Set<string>>();
  const raised = new Map<string, StoredAlert>();
  const calls = { add: 0, raise: 0 };
  const sightings: SightingsStore = {
    add: async ({ of, window, enough }, seen) => {
      calls.add += 1;
      const set = sets.get(`${of} ${window}`) ?? new Set();
      sets.set(`${of} ${window}`, set);
      if (set.size < enough) set.add(seen);
      return set.size;
    },
  };
  const alerts: Pick<AlertsStore, 'raise'> = {
    raise: async (alert) => {
      calls.raise += 1;
      const there = raised.get(alert.id);
      if (!there) raised.set(alert.id, alert);
      return there ?? alert;
    },
  };
  return { sets, raised, calls, sightings, alerts };
};

/** A watcher that remembers nothing of another, as after a cold start. */
export const watcher = (
  { sightings, alerts }: { sightings: SightingsStore; alerts: Pick<AlertsStore, 'raise'> },
  snapshot = snapshotOf(),
) => {
  const sent: Envelope[] = [];
  const consumer = watchLooks({
    snapshots: { current: async () => snapshot },
    sightings,
    alerts,
    catalogue: {
      send: async (envelopes) => {
        sent.push(...envelopes);
        return new Set();
      },
    },
  });
  return { sent, take: (envelope: Envelope) => consumer(envelope, envelope.at) };
};
