/** The record, read: a department sees its own lines as consumer and as provider, the data authority's supervisors see all. */
import { openCursor, sealCursor } from '#functions/kernel/cursor.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { forbidden, identify, type Party, readerOf } from '#functions/snapshot/caller.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { exchangesRoutes } from '#schemas/routes/exchange.ts';
import type { UsesStore } from './uses.store.ts';

export interface ExchangesDeps {
  readonly snapshots: SnapshotHolder;
  readonly uses: UsesStore;
  readonly keys: () => Promise<HubKeys>;
}

const maySee = ({ department }: Party, ...departments: readonly string[]): boolean =>
  department.dataAuthority === true || departments.includes(department.id);

export const listExchanges =
  (deps: ExchangesDeps): Body<typeof exchangesRoutes.listExchanges> =>
  async ({ caller, query }) => {
    const { limit, cursor, ...filter } = query;
    const snapshot = await deps.snapshots.current();
    const who = identify(snapshot, caller, 'supervision');
    if (!maySee(who, filter.department))
      throw forbidden(snapshot, 'other-department', '只能查看本部门的交换记录 A department reads its own lines only');
    const { cursor: key } = await deps.keys();
    const reader = readerOf(caller);
    const before = cursor === undefined ? undefined : String(openCursor(key, reader, filter, cursor));
    const { lines, next } = await deps.uses.list(filter, limit, before);
    return { body: { items: lines, ...(next ? { next: sealCursor(key, reader, filter, next) } : {}) } };
  };

export const getExchange =
  (deps: ExchangesDeps): Body<typeof exchangesRoutes.getExchange> =>
  async ({ caller, params }) => {
    const who = identify(await deps.snapshots.current(), caller, 'supervision');
    const line = await deps.uses.get(params.exchange);
    // Another department's exchange is as unknown as one that never was.
    if (!line || !maySee(who, line.consumer, line.provider)) throw problem('not-found');
    return { body: line };
  };
