/** Arithmetic of rows, chunks and lanes. Rows and result parts are counted from 1, chunks and lanes from 0. */
import * as z from 'zod';
import { BATCH_LANES, BATCH_LIMITS, type Counts, ROW_OUTCOMES } from '#schemas/batch.ts';

/** A row as it is kept: the request, unchecked, and its case ticket. */
export const Row = z.strictObject({ request: z.unknown(), ticket: z.string().optional() });
export type Row = z.infer<typeof Row>;

/** `first`: number of the first row. */
export const Chunk = z.strictObject({ first: z.int().min(1), rows: z.array(Row).min(1).max(BATCH_LIMITS.chunkRows) });
export type Chunk = z.infer<typeof Chunk>;

/** In order; each as full as rows and characters let it be. `most`: rows. */
export const cutRows = (rows: readonly Row[], most: number = BATCH_LIMITS.chunkRows): Chunk[] => {
  const chunks: Chunk[] = [];
  let size = 0;
  rows.forEach((row, i) => {
    const length = JSON.stringify(row).length;
    const last = chunks.at(-1);
    const fits = last && last.rows.length < most && size + length <= BATCH_LIMITS.chunkCharacters;
    if (last && fits) last.rows.push(row);
    else chunks.push({ first: i + 1, rows: [row] });
    size = fits ? size + length : length;
  });
  return chunks;
};

export const laneOf = (chunk: number): number => chunk % BATCH_LANES;

/** The chunk after `chunk` in its lane; undefined: there is none. */
export const chunkAfter = (chunk: number, chunks: number): number | undefined =>
  chunk + BATCH_LANES < chunks ? chunk + BATCH_LANES : undefined;

export const lanesFor = (chunks: number): number[] =>
  Array.from({ length: Math.min(BATCH_LANES, chunks) }, (_, lane) => lane);

export const noCounts = (): Counts => Object.fromEntries(ROW_OUTCOMES.map((outcome) => [outcome, 0])) as Counts;

export const sumOf = (...all: readonly Counts[]): Counts =>
  Object.fromEntries(
    ROW_OUTCOMES.map((outcome) => [outcome, all.reduce((sum, counts) => sum + counts[outcome], 0)]),
  ) as Counts;

export const totalOf = (counts: Counts): number => ROW_OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
