/** Status lists 状态列表: where a certificate stands in them, and what an entry says. IETF Token Status List, W3C Bitstring Status List 1.0. */
import * as z from 'zod';

/** Entries of every list: 2^20, eight times what Bitstring Status List (section 6.1) asks for at least, so that one entry is one of many. */
export const LIST_ENTRIES = 1_048_576;

/** Number of a list, from 1; stands in its address. */
export const StatusListNumber = z.int().min(1).max(9999);

/** The place of one certificate, for ever: list and index (from 0). Stands in the master. */
export const StatusSlot = z.strictObject({
  list: StatusListNumber,
  index: z
    .int()
    .min(0)
    .max(LIST_ENTRIES - 1),
});
export type StatusSlot = z.infer<typeof StatusSlot>;
