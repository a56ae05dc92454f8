/** How much of the snapshot one department may fill. Every function holds the snapshot: who floods it would stop suspensions from biting. */
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Grant } from '#schemas/grant.ts';
import type { Resource } from '#schemas/resource.ts';
import type { Broken } from './resource-rules.ts';

/** Bytes of JSON; a real department needs a tenth. */
export const DEPARTMENT_BYTES = 4_000_000;

/** Whose room an item takes: what was only asked for takes the asker's, lest he fills that of whom he asks. */
const ownerOf = (snapshot: IndexedSnapshot, item: Resource | Grant): string | undefined => {
  if (item.kind === 'resource') return item.department;
  if (item.state === 'requested' || item.state === 'refused') return item.consumer;
  return snapshot.resource(item.resource)?.department;
};

/** The broken rule when `next` does not fit beside what its owner has already; empty when it fits. */
export const noRoom = (snapshot: IndexedSnapshot, next: Resource | Grant): Broken[] => {
  const owner = ownerOf(snapshot, next);
  const others = [...snapshot.raw.resources, ...snapshot.raw.grants].filter(
    (item) => ownerOf(snapshot, item) === owner && !(item.kind === next.kind && item.id === next.id),
  );
  const bytes = Buffer.byteLength(JSON.stringify([...others, next]));
  return bytes > DEPARTMENT_BYTES ? [{ field: '/', rule: 'department-room-full' }] : [];
};
