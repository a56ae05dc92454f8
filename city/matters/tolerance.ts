/**
 * 容缺失信限制 of the sample city. Assumed: ZJ-2018 art. 11 ends the acceptance and says no more; measures of many places leave who broke a promise
 * out for a time, of different length. Confirm the length, and that there is such a measure at all, before official use.
 */
import type { ToleranceRule } from '#schemas/tolerance.ts';

export const tolerances: readonly ToleranceRule[] = [
  { from: '2017-01-01', barDays: 90, basis: '永康市容缺受理办法（样例，期限为假定）' },
];
