/** Rows of a face as blocks in their order: labels with their texts, and tables of what is listed. */
import type { Row } from '../layout.ts';

export interface Table {
  readonly head: readonly string[];
  /** Cells by column; one that the issuer left out is absent. */
  readonly lines: readonly (readonly (Row | undefined)[])[];
  /** Columns of amounts, which stand to the right. */
  readonly numbers: ReadonlySet<number>;
}

export type Block = { readonly rows: readonly Row[] } | { readonly table: Table };

const tableOf = (rows: readonly Row[]): Table => {
  const head = [...new Set(rows.map(({ label }) => label))];
  const count = Math.max(...rows.map(({ cell }) => cell?.line ?? 0)) + 1;
  const lines = Array.from({ length: count }, (_, line) =>
    head.map((label) => rows.find((row) => row.label === label && row.cell?.line === line)),
  );
  const numbers = head.flatMap((label, i) =>
    rows.filter((row) => row.label === label).every(({ cell }) => cell?.number) ? [i] : [],
  );
  return { head, lines, numbers: new Set(numbers) };
};

/** Neighbours of one list are one table; everything between tables is one block of rows. */
export const blocksOf = (rows: readonly Row[]): Block[] => {
  const blocks: Row[][] = [];
  for (const row of rows) {
    const last = blocks.at(-1);
    if (last && last[0]?.cell?.list === row.cell?.list) last.push(row);
    else blocks.push([row]);
  }
  return blocks.map((block) => (block[0]?.cell ? { table: tableOf(block) } : { rows: block }));
};
