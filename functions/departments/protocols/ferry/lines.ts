/** A question that waits, as a line of a sheet. */
import { type Ferried, type FerriedOf, NUMBER } from './ferried.ts';
import type { WaitingQuestion } from './questions.ts';
import { canStand, type Row } from './sheet.ts';

export interface Line {
  readonly of: WaitingQuestion;
  readonly row: Row;
}

/** The question's cells by column. */
export const questionRow = (way: Ferried, question: unknown): Row =>
  Object.fromEntries(Object.entries(way.question).map(([column, cell]) => [column, cell(question as never)]));

/** Undefined when it cannot stand in a sheet: its resource is not ferried, a cell would be taken for a formula, or is no text. */
export const lineOf = (of: WaitingQuestion, ferried: FerriedOf): Line | undefined => {
  const way = ferried[of.resource];
  const row = way && { [NUMBER]: of.id, ...questionRow(way, of.question) };
  return row && Object.values(row).every(canStand) ? { of, row } : undefined;
};

const MOST_BYTES = 200_000;
const sizeOf = ({ row }: Line): number => Object.values(row).reduce((sum, cell) => sum + 4 * cell.length + 3, 2);

/** As many from the first on as one parcel holds, whatever they say: four bytes a character is the most that GB18030 takes. */
export const thatFit = (lines: readonly Line[]): Line[] => {
  let bytes = 0;
  return lines.filter((line) => {
    bytes += sizeOf(line);
    return bytes <= MOST_BYTES;
  });
};
