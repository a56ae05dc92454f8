/** Who may read and change the registry. */
import type { Caller } from '#functions/kernel/request.ts';
import { forbidden, identify, type Party } from '#functions/snapshot/caller.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import { type AccessItem, departmentOf } from './collections.ts';

/** A party that may read. Throws forbidden. */
export const reader = async (snapshots: SnapshotHolder, caller: Caller): Promise<Party> =>
  identify(await snapshots.current(), caller, 'registry');

/** A party that may change: registry.manage, at the data authority. Throws forbidden. */
export const manager = async (snapshots: SnapshotHolder, caller: Caller): Promise<Party> => {
  const snapshot = await snapshots.current();
  const who = identify(snapshot, caller, 'registry.manage');
  if (who.department.dataAuthority) return who;
  throw forbidden(snapshot, 'not-data-authority', '登记由主管部门管理 The registry is kept by the data authority');
};

/** The data authority sees all; others see every department and issuer, but only their own systems and officers. */
export const maySee = (who: Party, item: AccessItem): boolean =>
  who.department.dataAuthority === true || [undefined, who.department.id].includes(departmentOf(item));

/** Nobody locks the door behind himself: a party cannot suspend its own department, system or self. */
export const isOwn = (who: Party, kind: AccessItem['kind'], id: string): boolean =>
  [who.department, who.client, who.officer].some((own) => own?.kind === kind && own.id === id);
