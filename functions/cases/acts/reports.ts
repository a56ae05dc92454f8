/** 取用检测报告: looked for again, when one has come after the application was filed. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Act } from '../act.ts';
import { asMaterials, foundReports, withReports } from '../reports.ts';
import { withMaterials } from './filing.ts';

export const takeReports: Act<'take-reports'> = {
  name: 'take-reports',
  move: 'hand-in',
  decide: ({ form, pins }, _, { now, matters, reports = [] }) => {
    const found = pins ? foundReports(matters, { form, pins }, reports, beijingDate(now)) : [];
    if (asMaterials(found).length === 0) {
      const old = found.map(({ number, until }) => `${number}, ${until}`).join('; ');
      throw problem('conflict', {
        detail: old ? `报告已逾有效期 no longer current: ${old}` : '无可用检测报告 no report lies ready',
        cause: 'no-current-report',
      });
    }
    return { reports: found };
  },
  apply: (found, { reports }, { at }) => ({
    ...withMaterials(found, asMaterials(reports), at),
    reports: withReports(found.reports, reports),
  }),
};
