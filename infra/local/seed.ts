/**
 * Writes the sample city into the registry and publishes it. What is there already is left alone: it is managed through the hub from then
 * on (a suspension is not undone by a restart), except keys and newer versions of resources and certificate types, which are brought up
 * to date. Also what the first operator of a real deployment runs, with credentials of the default chain.
 */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { catalogueTimers } from '#functions/catalogue/timers.ts';
import { dueStore } from '#functions/due/due.store.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import { KINDS } from '#functions/snapshot/kinds.ts';
import { everyItem, publishIfBehind } from '#functions/snapshot/publish.ts';
import { registryStore } from '#functions/snapshot/registry.store.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import type { RegistryItem } from '#schemas/snapshot.ts';

export interface SeedTarget {
  readonly dynamodb: DynamoDBClient;
  /** Physical names. */
  readonly tables: { readonly registry: string; readonly snapshots: string; readonly due: string };
  /** Epoch ms. */
  readonly now: number;
}

/** A transaction holds 100 items: these and the count. */
const BATCH = 99;

/** What must become of `found` so that it says what `wanted` says; undefined when nothing. */
export const brought = (found: RegistryItem | undefined, wanted: RegistryItem): RegistryItem | undefined => {
  if (!found) return wanted;
  const revision = found.revision + 1;
  const suspended = 'suspended' in found && found.suspended ? { suspended: found.suspended } : {};
  if (found.kind === 'client' && wanted.kind === 'client')
    return canonical(found.keys ?? []) === canonical(wanted.keys ?? [])
      ? undefined
      : { ...found, revision, keys: wanted.keys };
  if (found.kind === 'ticket-issuer' && wanted.kind === 'ticket-issuer')
    return canonical(found.key) === canonical(wanted.key) ? undefined : { ...found, revision, key: wanted.key };
  if (found.kind === 'calendar' && wanted.kind === 'calendar')
    return found.estimated && !wanted.estimated ? { ...wanted, revision } : undefined;
  if ('version' in found && 'version' in wanted && wanted.version > found.version)
    return { ...wanted, revision, ...suspended } as RegistryItem;
  return undefined;
};

/** Returns the number of items written. Safe to repeat and to break off. */
export const seed = async ({ dynamodb, tables, now }: SeedTarget, items: readonly RegistryItem[]): Promise<number> => {
  const client = DynamoDBDocumentClient.from(dynamodb, { marshallOptions: { removeUndefinedValues: true } });
  const registry = registryStore(client, tables.registry);
  const timers = catalogueTimers(dueStore(client, tables.due));
  const found = new Map(
    (await Promise.all(KINDS.map((kind) => everyItem(registry, kind))))
      .flat()
      .map((item) => [`${item.kind} ${item.id}`, item]),
  );
  const next = items.flatMap((wanted) => brought(found.get(`${wanted.kind} ${wanted.id}`), wanted) ?? []);
  // As the catalogue does: the timer before its grant, so that no grant is ever without one.
  const active = next.flatMap((item) => (item.kind === 'grant' && item.state === 'active' ? [item] : []));
  await Promise.all(active.map(({ id, until }) => timers.expireAt(id, Date.parse(until))));
  for (let at = 0; at < next.length; at += BATCH)
    if ((await registry.putAll(next.slice(at, at + BATCH))) === 'stale')
      throw new Error('somebody else changes the registry: seed again');
  await publishIfBehind({ registry, published: publishedStore(client, tables.snapshots) }, now);
  return next.length;
};
