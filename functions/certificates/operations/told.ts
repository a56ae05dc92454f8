/** 用证变更提醒: what became of certificates that a case of one's own department has used. */
import { openCursor, sealCursor } from '#functions/kernel/cursor.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify, readerOf } from '#functions/snapshot/caller.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { operationsRoutes } from '#schemas/routes/certificate-operations.ts';
import type { ToldStore } from '../relay/told.store.ts';

export interface ToldDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly told: Pick<ToldStore, 'told'>;
}

/** Newest first. A case of another department is empty for everybody else. */
export const listTold =
  (deps: ToldDeps): Body<typeof operationsRoutes.listCertificatesTold> =>
  async ({ query, caller }) => {
    const { department } = identify(await deps.snapshots.current(), caller, 'certificates');
    const { cursor: key } = await deps.keys();
    const bound = [readerOf(caller), { told: query.case, department: department.id }] as const;
    const before = query.cursor === undefined ? undefined : String(openCursor(key, ...bound, query.cursor));
    const { items, last } = await deps.told.told(department.id, query.case, query.limit, before);
    return { body: { items, ...(last === undefined ? {} : { next: sealCursor(key, ...bound, last) }) } };
  };
