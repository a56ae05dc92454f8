/** The rows of a chunk as they lie in S3, sealed, until they are issued: a line of the file each, and whom it comes after. */
import * as z from 'zod';
import { places } from '#functions/batches/batch-key.ts';
import type { Uploads } from '#functions/batches/uploads.client.ts';
import { openBytes, sealBytes } from '#functions/kernel/sealed.ts';

const SameAs = z.discriminatedUnion('what', [
  z.strictObject({ row: z.int(), what: z.literal('number'), content: z.boolean() }),
  z.strictObject({ row: z.int(), what: z.literal('holder') }),
]);

export const ChunkRow = z.strictObject({ text: z.string(), sameAs: SameAs.optional() });
export type ChunkRow = z.infer<typeof ChunkRow>;
const ChunkRows = z.array(ChunkRow);

/** Named beside the parts of the file, and unlike them. */
const nameOf = (chunk: number) => ({ part: chunk, digest: 'chunk' });

/** Written again it says the same. */
export const putRows = (
  uploads: Pick<Uploads, 'put'>,
  { id, key }: { readonly id: string; readonly key: Uint8Array },
  chunk: number,
  rows: readonly ChunkRow[],
): Promise<void> =>
  uploads.put(id, nameOf(chunk), sealBytes(key, places.chunk(id, chunk), Buffer.from(JSON.stringify(rows))));

export const getRows = async (
  uploads: Pick<Uploads, 'get'>,
  { id, key }: { readonly id: string; readonly key: Uint8Array },
  chunk: number,
): Promise<ChunkRow[]> => {
  const bytes = openBytes(key, places.chunk(id, chunk), await uploads.get(id, nameOf(chunk)));
  return ChunkRows.parse(JSON.parse(bytes.toString('utf8')));
};

export const removeRows = (uploads: Pick<Uploads, 'remove'>, id: string, chunk: number): Promise<void> =>
  uploads.remove(id, nameOf(chunk));
