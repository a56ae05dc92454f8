/** Alerts 预警, read and closed by supervisors: the data authority's see all, a department's those about its own. */

import { openCursor, sealCursor } from '#functions/kernel/cursor.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { instant } from '#functions/kernel/instant.ts';
import { step } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body, Caller } from '#functions/kernel/request.ts';
import { forbidden, identify, nameOf, type Party, readerOf } from '#functions/snapshot/caller.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { Alert, StoredAlert } from '#schemas/alert.ts';
import type { alertsRoutes } from '#schemas/routes/alerts.ts';
import { alertLifecycle } from './alert-lifecycle.ts';
import type { AlertsStore } from './alerts.store.ts';

export interface AlertsDeps {
  readonly snapshots: SnapshotHolder;
  readonly alerts: AlertsStore;
  readonly keys: () => Promise<HubKeys>;
}
type Routes = typeof alertsRoutes;

const shown = ({ v: _v, at, since, ...alert }: StoredAlert): Alert => ({
  ...alert,
  since: instant(since),
  noticedAt: instant(at),
});

const maySee = ({ department }: Party, whose: string | undefined): boolean =>
  department.dataAuthority === true || whose === department.id;

export const listAlerts =
  (deps: AlertsDeps): Body<Routes['listAlerts']> =>
  async ({ caller, query }) => {
    const { limit, cursor, ...filter } = query;
    const snapshot = await deps.snapshots.current();
    const who = identify(snapshot, caller, 'supervision');
    const department = filter.department ?? (who.department.dataAuthority ? undefined : who.department.id);
    if (!maySee(who, department))
      throw forbidden(snapshot, 'other-department', '只能查看本部门的预警 A department reads its own alerts only');
    const { cursor: key } = await deps.keys();
    const reader = readerOf(caller);
    const before = cursor === undefined ? undefined : String(openCursor(key, reader, filter, cursor));
    const { alerts, next } = await deps.alerts.list(filter.state, department, limit, before);
    return { body: { items: alerts.map(shown), ...(next ? { next: sealCursor(key, reader, filter, next) } : {}) } };
  };

/** One that the caller may see. Another department's is as unknown as one that never was. */
const seen = async (deps: AlertsDeps, caller: Caller, id: string) => {
  const snapshot = await deps.snapshots.current();
  const who = identify(snapshot, caller, 'supervision');
  const alert = await deps.alerts.get(id);
  if (!alert || !maySee(who, alert.department)) throw problem('not-found');
  return { snapshot, who, alert };
};

export const getAlert =
  (deps: AlertsDeps): Body<Routes['getAlert']> =>
  async ({ caller, params }) => ({ body: shown((await seen(deps, caller, params.alert)).alert) });

/** Said again, it stays as it was said first. Nobody handles what is said of himself. Throws forbidden; conflict when somebody was faster. */
const handle = async (
  deps: AlertsDeps,
  { caller, params }: { caller: Caller; params: { alert: string } },
  event: 'acknowledge' | 'dismiss',
  saying: (by: string) => Pick<StoredAlert, 'acknowledged'> | Pick<StoredAlert, 'dismissed'>,
) => {
  const { snapshot, who, alert } = await seen(deps, caller, params.alert);
  if ([who.officer?.id, who.client.id].includes(alert.who))
    throw forbidden(
      snapshot,
      'about-oneself',
      '本人不得处理涉及本人的预警 Another supervisor handles what is about you',
    );
  const state = step(alertLifecycle, alert.state, event);
  if (state === alert.state) return { body: shown(alert) };
  const next = { ...alert, ...saying(nameOf(who)), state, revision: alert.revision + 1 };
  if ((await deps.alerts.change(alert, next)) === 'stale') throw problem('conflict', { cause: 'alert-changed' });
  return { body: shown(next) };
};

export const acknowledgeAlert =
  (deps: AlertsDeps): Body<Routes['acknowledgeAlert']> =>
  async (input) =>
    handle(deps, input, 'acknowledge', (by) => ({ acknowledged: { by, at: instant(input.now) } }));

export const dismissAlert =
  (deps: AlertsDeps): Body<Routes['dismissAlert']> =>
  async (input) =>
    handle(deps, input, 'dismiss', (by) => ({ dismissed: { ...input.body, by, at: instant(input.now) } }));
