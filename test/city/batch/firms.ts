/** The file that the fire brigade uploads: firms of the register and others, and among them a cell that a spreadsheet would run. */
import { creditCode } from '#city/generate/codes.ts';
import type { Firm, Population } from '#city/population.ts';
import { OneTrip } from '#client/sdk/index.ts';
import type { LocalCity } from '#infra/local/city.ts';
import { NEIGHBOUR } from '../canary/who.ts';

export const ROWS = process.env.ONETRIP_FULL === '1' ? 1000 : 130;
/** Rows of a result part. */
export const PART = 100;

const FORMULA: Firm = {
  code: creditCode('92', '330784', 'MA9F0417'),
  name: '永康市㛃记餐饮店',
  kind: 'sole-trader',
  representative: NEIGHBOUR.code,
  establishedOn: '2021-04-17',
  address: '=HYPERLINK("http://203.0.113.17/","永康市东城街道")',
  business: '餐饮服务',
};

/** The sample city, with her shop behind all others. */
export const withFormula = (population: Population): Population => ({
  ...population,
  firms: [...population.firms, FORMULA],
});

/** Well-formed codes, of which the register knows none. */
const nobodys = Array.from({ length: ROWS }, (_, i) => creditCode('91', '330784', `MA9G${String(i).padStart(4, '0')}`));

/** Rows by what becomes of them; numbers are counted from 1. */
export const FOUND = { row: 2, code: NEIGHBOUR.firm };
export const FORMULA_ROW = { row: 3, code: FORMULA.code, address: FORMULA.address };
export const BAD = [
  { row: 5, cell: '91330784MA9G000500' },
  { row: 6, cell: '=cmd|"/c calc"!A1' },
  { row: 7, cell: '永康市王记餐饮有限公司' },
];
/** Under way when the process dies: near the end of the last chunk of the first lane, four at once. */
const lastOfLane = Math.floor((ROWS - 1) / PART / 2) * 2 * PART;
export const UNDER_WAY = [91, 92, 93, 94].map((row) => lastOfLane + row);

const cells = nobodys.map((code, i) => {
  const bad = BAD.find(({ row }) => row === i + 1);
  if (i + 1 === FOUND.row) return FOUND.code;
  return i + 1 === FORMULA_ROW.row ? FORMULA_ROW.code : (bad?.cell ?? code);
});
export const codeOf = (row: number): string => cells[row - 1] ?? '';
/** That are asked. */
export const asked = cells.filter((_, i) => !BAD.some(({ row }) => row === i + 1));

const quoted = (cell: string): string => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
/** As a spreadsheet saves it: byte order mark, CR LF, an empty line at the end. */
export const file = (): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(`\ufefffirm\r\n${cells.map((cell) => `${quoted(cell)}\r\n`).join('')}\r\n`));

/** The batch that two scenarios share: the one begins it, the other sees its end. */
export const shared: { id?: string } = {};

const clientId = 'fire-system';
export const client = ({ url, issuer, oidc }: LocalCity): OneTrip =>
  new OneTrip({ hub: url, issuer, clientId, key: oidc.clientKeys(clientId) });
