/**
 * 行政区划代码 division codes of GB/T 2260 that occur in the sample city, with the years in which they were in use.
 * An identity number keeps the code of the year it was made, so a code that has ended stays valid inside numbers.
 * Years, not days: the published lists are yearly. The years before 2000 are recalled, not read: confirm before official use.
 */
export interface Division {
  readonly code: string;
  readonly name: string;
  /** First year; absent: in the first list of 1980 already. */
  readonly since?: number;
  /** Last year; absent: still in use. */
  readonly until?: number;
  /** The code that took its place. */
  readonly successor?: string;
}

export const YONGKANG = '330784';
export const YONGKANG_COUNTY = '330722';

export const divisions: readonly Division[] = [
  { code: YONGKANG_COUNTY, name: '永康县', until: 1992, successor: YONGKANG },
  { code: YONGKANG, name: '永康市', since: 1992 },
  { code: '330702', name: '婺城区', since: 1985 },
  { code: '330723', name: '武义县' },
  { code: '330727', name: '磐安县', since: 1983 },
  { code: '330724', name: '东阳县', until: 1988, successor: '330783' },
  { code: '330783', name: '东阳市', since: 1988 },
  { code: '332526', name: '缙云县', until: 2000, successor: '331122' },
  { code: '331122', name: '缙云县', since: 2000 },
];

const byCode = new Map(divisions.map((division) => [division.code, division]));

/**
 * Can a person born in `year` carry a number that begins with `code`? A code that had ended before the birth cannot have been used;
 * one that began later can, because numbers were made at the age of sixteen or at the change to eighteen digits.
 */
export const canStandInNumber = (code: string, year: number): boolean => {
  const division = byCode.get(code);
  return division !== undefined && year <= (division.until ?? Number.POSITIVE_INFINITY);
};
