/** POST /v1/reports: by who sits at the service point of an intermediary that is licensed for it on the day. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { inForce } from '#functions/matters/marks.ts';
import { forbidden, identify } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Intermediary } from '#schemas/intermediary.ts';
import type { Report, ReportPush } from '#schemas/report.ts';
import type { reportRoutes } from '#schemas/routes/reports.ts';
import type { CasesDeps } from './deps.ts';

/** Throws forbidden: not registered, not for this paper, or not licensed on the day of the report and today. */
const licensed = (
  snapshot: IndexedSnapshot,
  all: readonly Intermediary[],
  { paper, issuedOn }: ReportPush,
  today: string,
): Intermediary => {
  if (all.length === 0)
    throw forbidden(
      snapshot,
      'intermediary-unregistered',
      '须为名录内中介机构 the firm must be a registered intermediary',
    );
  const provides = all.filter((one) => one.provides.includes(paper));
  if (provides.length === 0)
    throw forbidden(
      snapshot,
      'intermediary-other-service',
      '该机构登记的业务不含此类报告 it is registered for other reports',
    );
  const then = inForce(provides, issuedOn);
  if (!then || !inForce(provides, today))
    throw forbidden(
      snapshot,
      'intermediary-not-licensed',
      '出具日和报送日资质均须有效 licensed on the day of the report and today',
    );
  return then;
};

const sameAs = ({ at: _a, ...one }: Report, { at: _b, ...other }: Report): boolean =>
  canonical(one) === canonical(other);

export const pushReport =
  (deps: Pick<CasesDeps, 'snapshots' | 'matters' | 'reports'>): Body<(typeof reportRoutes)['pushReport']> =>
  async ({ caller, body, now }) => {
    const snapshot = await deps.snapshots.current();
    const { officer } = identify(snapshot, caller, 'reports');
    const { intermediaries = [] } = (await deps.matters.current()).raw;
    const today = beijingDate(now);
    if (body.issuedOn > today)
      throw problem('unprocessable', { errors: [{ field: '/issuedOn', rule: 'not-in-the-future' }] });
    const here = intermediaries.filter(({ place }) => place === officer?.place);
    const { code, name, licence } = licensed(snapshot, here, body, today);
    const { client, ...said } = body;
    const report: Report = { ...said, firm: { code, name, licence }, at: now };
    const kept = await deps.reports.put(client, report);
    if (!sameAs(kept, report))
      throw problem('conflict', {
        detail: '该编号已有另一报告 another report has that number',
        cause: 'report-number-taken',
      });
    const { paper, number, issuedOn, at } = kept;
    return { body: { paper, number, firm: code, issuedOn, receivedAt: new Date(at).toISOString() } };
  };
