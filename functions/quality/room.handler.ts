/** What both functions of the room are wired to. Called once, at cold start. */
import { dueStore } from '#functions/due/due.store.ts';
import { newInstance } from '#functions/exchange/instance.ts';
import { recordsStore } from '#functions/exchange/records.store.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { registryStore } from '#functions/snapshot/registry.store.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { linesAbout } from '#functions/supervision/about.store.ts';
import { usesStore } from '#functions/supervision/uses.store.ts';
import { doubtTimers } from './timers.ts';

export const room = () => {
  const env = environment(
    'REGISTRY_TABLE',
    'SNAPSHOT_TABLE',
    'USES_TABLE',
    'EXCHANGES_TABLE',
    'DUE_TABLE',
    'HUB_SECRET_ID',
  );
  const database = dynamodb();
  const published = publishedStore(database, env.SNAPSHOT_TABLE);
  return {
    registry: registryStore(database, env.REGISTRY_TABLE),
    published,
    snapshots: snapshotHolder(published, steadyClock()),
    keys: secret(env.HUB_SECRET_ID, hubKeys),
    uses: usesStore(database, env.USES_TABLE),
    lines: linesAbout(database, env.USES_TABLE),
    timers: doubtTimers(dueStore(database, env.DUE_TABLE)),
    records: recordsStore(database, env.EXCHANGES_TABLE),
    instance: newInstance(),
  };
};
