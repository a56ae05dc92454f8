/** The body: blocks one below the other, at the roomiest density with which they stand on one page. */
import type { Face } from '../layout.ts';
import type { Pdf } from '../pdf.ts';
import { type Block, blocksOf } from './blocks.ts';
import { cellsHeight, drawCells, withLabels } from './cells.ts';
import type { Density, Look } from './look.ts';
import type { Sheet } from './sheet.ts';
import { drawTable, tableHeight } from './table.ts';

/** Above and below a table, unless lines meet. */
const gapOf = ({ body }: Look): number => (body.cells.lines === 'grid' ? 0 : 8);

const heightOf = (pdf: Pdf, block: Block, look: Look, density: Density): number =>
  'table' in block
    ? tableHeight(pdf, block.table, look, density) + 2 * gapOf(look)
    : cellsHeight(pdf, block.rows, look, density);

const draw = (sheet: Sheet, block: Block, y: number, density: Density): number => {
  const gap = gapOf(sheet.look);
  return 'table' in block
    ? drawTable(sheet, block.table, y + gap, density) + gap
    : drawCells(sheet, block.rows, y, density);
};

export const drawBody = (sheet: Sheet, face: Face, from: number): void => {
  const { pdf } = sheet;
  const { densities } = sheet.look.body.cells;
  const blocks = blocksOf(face.rows);
  const labelled = face.rows.filter(({ cell }) => !cell);
  const lookAt = (density: Density) => withLabels(pdf, labelled, sheet.look, density);
  const fits = (density: Density) => {
    const look = lookAt(density);
    return blocks.reduce((y, block) => y + heightOf(pdf, block, look, density), from) <= look.body.bottom;
  };
  // What fills more than one page anyway is set in the middle size.
  const density = densities.find(fits) ?? densities[1] ?? densities[0];
  const look = lookAt(density);
  blocks.reduce((y, block) => draw({ ...sheet, look }, block, y, density), from);
};
