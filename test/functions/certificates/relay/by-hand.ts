/** The relay of certificates, handed the stream as it would come; what it sends is not looked at. */
import { expect } from 'vitest';
import { relayCertificates } from '#functions/certificates/relay/relay.ts';
import { toldStore } from '#functions/certificates/relay/told.store.ts';
import type { Deps, World } from '../world.ts';
import { streamOf } from './stream-of.ts';

const queue = { send: async () => new Set<string>() };

/** Sequence numbers of what failed. */
export const relayOnce = async (world: World, deps: Deps, records = streamOf(world)): Promise<readonly string[]> => {
  const told = toldStore(world.client, world.names.certificates);
  const all = { events: queue, cases: queue, status: queue, told, ...deps };
  const { batchItemFailures } = await relayCertificates(await records, all);
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
};

export const relay = async (world: World, deps: Deps): Promise<void> =>
  expect(await relayOnce(world, deps)).toEqual([]);
