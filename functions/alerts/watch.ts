/** Watches look-ups behind the record, never on the way of a question: every recorded look is counted, and one too many raises an alert. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { sha256, uuidOf } from '#functions/kernel/digest.ts';
import { log } from '#functions/kernel/log.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import type { Consumer } from '#functions/kernel/queue.ts';
import type { IndexedSnapshot, SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import { Look, type StoredAlert } from '#schemas/alert.ts';
import type { AlertsStore } from './alerts.store.ts';
import type { SightingsStore } from './sightings.store.ts';
import { type Watch, watchesOf } from './thresholds.ts';
import { type Sightings, seenAs, sightingsOf } from './windows.ts';

export interface WatchDeps {
  readonly snapshots: SnapshotHolder;
  readonly sightings: SightingsStore;
  readonly alerts: Pick<AlertsStore, 'raise'>;
  /** The catalogue's queue: it suspends grants. */
  readonly catalogue: Queue;
}

/** One alert for a threshold, a watched party and the day on which its window began: whatever came first, the same id. */
const alertOf = (snapshot: IndexedSnapshot, { threshold, who }: Watch, set: Sightings, look: Look): StoredAlert => {
  const { watch, pattern, minutes } = threshold;
  const { since, each, enough } = set;
  const grant = threshold.suspends && snapshot.raw.grants.find(({ id }) => id === look.grant);
  return {
    v: 1,
    id: uuidOf(sha256(['alert', threshold.id, watch, who, beijingDate(since)].join('\n'))),
    revision: 1,
    state: 'raised',
    threshold: threshold.id,
    ...{ watch, who, pattern, minutes, since },
    department: look.consumer,
    grant: look.grant,
    distinct: enough * each,
    at: look.at,
    ...(grant && grant.state === 'active' ? { suspends: { grant: grant.id, revision: grant.revision } } : {}),
  };
};

/** The grant as it stood when the alert was raised: once a person has resumed it, a message that comes again is about another revision. */
const suspend = async ({ catalogue }: WatchDeps, { id: alert, at, suspends }: StoredAlert): Promise<void> => {
  const id = `grant.suspend#${alert}`;
  const data = { ...suspends, alert };
  const refused = await catalogue.send([{ v: 1, id, type: 'grant.suspend', at, causation: alert, data }]);
  if (refused.has(id)) throw new Error('alerts: the catalogue was not told');
};

/** Alerts that this instance has raised, or seen, and told of: more looks by the same party need no call. */
const REMEMBERED = 1_000;

/** Sets know whom they hold, and an alert its id: late, early and repeated envelopes need no memory. */
export const watchLooks = (deps: WatchDeps): Consumer => {
  const told = new Set<string>();
  const raise = async (alert: StoredAlert): Promise<void> => {
    if (told.has(alert.id)) return;
    const stands = await deps.alerts.raise(alert);
    if (stands === alert) log('warn', { event: 'alert', rule: alert.threshold, count: alert.distinct });
    // Also when it stood there: whoever raised it may have died before telling.
    if (stands.suspends && stands.state === 'raised') await suspend(deps, stands);
    if (told.size >= REMEMBERED) told.clear();
    told.add(alert.id);
  };
  return async ({ type, subject, data }) => {
    if (type !== 'exchange.recorded' || subject === undefined) throw new Error('alerts: envelope is of another kind');
    const look = Look.parse(data);
    const snapshot = await deps.snapshots.current();
    for (const watch of watchesOf(snapshot, look))
      for (const set of sightingsOf(watch, look, subject))
        if ((await deps.sightings.add(set, seenAs(subject))) >= set.enough)
          await raise(alertOf(snapshot, watch, set, look));
  };
};
