/** A month's statistics as a table for a spreadsheet. */
import { BYTE_ORDER_MARK, csvLine } from '#functions/kernel/csv.ts';
import type { Statistics } from '#schemas/statistics.ts';

const COLUMNS: readonly (readonly [name: string, of: (one: Statistics) => string | number])[] = [
  ['资源代码 resource', ({ resource }) => resource],
  ['资源名称', ({ name }) => name.zh],
  ['name', ({ name }) => name.en],
  ['提供部门 provider', ({ provider }) => provider],
  ['期间 period', ({ period }) => period],
  ['提问 asked', ({ asked }) => asked],
  ['有结果 found', ({ found }) => found],
  ['无结果 not found', ({ notFound }) => notFound],
  ['部门用时中位数（毫秒） median ms', ({ ms }) => ms?.median ?? ''],
  ['部门用时95分位（毫秒） p95 ms', ({ ms }) => ms?.p95 ?? ''],
  ['免交材料 papers', ({ papers }) => papers.map(({ name }) => name.zh).join('；')],
  ['免交份数 copies not brought', ({ copiesNotBrought }) => copiesNotBrought],
];

export const table = (items: readonly Statistics[]): string =>
  BYTE_ORDER_MARK +
  csvLine(COLUMNS.map(([name]) => name)) +
  items.map((one) => csvLine(COLUMNS.map(([, of]) => of(one)))).join('');
