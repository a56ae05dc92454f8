/** 省时省钱: before less after, each times what it is assumed to cost; the assumptions stand beside the figure. */
import type { Assumption } from '#schemas/saving.ts';

interface BeforeAfter {
  readonly before: number;
  readonly after: number;
}

/** More than before is told where it is counted; it is no saving. */
const less = ({ before, after }: BeforeAfter): number => Math.max(0, before - after);

export const savedBy = (
  { visits, papers, fields }: Readonly<Record<'visits' | 'papers' | 'fields', BeforeAfter>>,
  assumptions: readonly Assumption[],
) => {
  const spared = { visit: less(visits), paper: less(papers), field: less(fields) };
  const worth = (unit: 'minutes' | 'fen'): number =>
    assumptions.reduce((sum, one) => sum + one[unit] * spared[one.per], 0);
  return {
    ...{ visits: spared.visit, papers: spared.paper, fields: spared.field },
    ...{ minutes: worth('minutes'), fen: worth('fen') },
  };
};
