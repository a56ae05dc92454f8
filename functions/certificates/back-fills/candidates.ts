/** The rows of a chunk that may be issued, and the lines of those that may not: read, named, checked; nothing is asked or written. */
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { BackFillLine } from '#schemas/back-fill.ts';
import type { Broken } from '../declared.ts';
import type { MakeDeps, Making } from '../make.ts';
import type { ChunkRow } from './chunk-rows.ts';
import type { SameAs } from './first-ones.ts';
import { brokenRow, identifierOf, type ReadRow, readRow } from './row.ts';

/** A row that breaks no rule. */
export interface Candidate extends ReadRow {
  readonly identifier: string;
}

const MOST_RULES = 5;

const refused = (row: number, broken: readonly Broken[]): BackFillLine => ({
  row,
  outcome: 'refused',
  rules: broken.slice(0, MOST_RULES).map(({ field, rule }) => `${field} ${rule}`.slice(0, 200)),
});

const notFirst = (row: number, sameAs: SameAs): BackFillLine => {
  if (sameAs.what === 'number') return { row, outcome: sameAs.content ? 'duplicate' : 'conflict', sameAs: sameAs.row };
  return { row, outcome: 'refused', sameAs: sameAs.row, rules: ['/holders holder-has-one-already'] };
};

/** `first`: number of the first row. Rows that cannot be read are refused, those that say again what another said are told which. */
export const readRows = (
  keys: HubKeys,
  of: { readonly id: string; readonly type: string; readonly first: number },
  rows: readonly ChunkRow[],
): { readonly lines: readonly BackFillLine[]; readonly read: readonly ReadRow[] } => {
  const lines: BackFillLine[] = [];
  const read: ReadRow[] = [];
  for (const [i, { text, sameAs }] of rows.entries()) {
    const row = of.first + i;
    const found = sameAs ? notFirst(row, sameAs) : readRow(keys, of, row, text);
    if ('outcome' in found) lines.push(found);
    else if ('request' in found) read.push(found);
    else lines.push(refused(row, found));
  }
  return { lines, read };
};

export const candidates = (
  deps: Pick<MakeDeps, 'press'>,
  keys: HubKeys,
  making: Making,
  rows: readonly ReadRow[],
): { readonly lines: readonly BackFillLine[]; readonly open: readonly Candidate[] } => {
  const lines: BackFillLine[] = [];
  const open: Candidate[] = [];
  for (const row of rows) {
    const identifier = identifierOf(keys, making.type, making.department, row);
    const broken = brokenRow(deps, making, row, identifier);
    if (broken.length > 0) lines.push(refused(row.row, broken));
    else open.push({ ...row, identifier });
  }
  return { lines, open };
};
