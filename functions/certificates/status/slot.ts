/** Where a certificate stands in the status lists: spread by a digest over all of them, so that neighbours in a list have nothing in common. */
import { createHash } from 'node:crypto';
import { LIST_ENTRIES, type StatusSlot } from '#schemas/status.ts';

/** 32 lists of 2^20 entries: a city with five million certificates fills 15 %, so that six of seven find their first place free. */
export const LISTS = 32;

/**
 * The place to try. `probe` counts the tries, from 0: a place that another certificate has (its item keyOf.slot is there) leads to the next.
 * Versions of one serial have places of their own, for each has a state of its own.
 */
export const slotOf = (identifier: string, probe = 0): StatusSlot => {
  const digest = createHash('sha256').update(`slot\n${identifier}\n${probe}`).digest();
  return { list: (digest.readUInt32BE(0) % LISTS) + 1, index: digest.readUInt32BE(4) % LIST_ENTRIES };
};
