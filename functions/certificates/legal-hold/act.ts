/** Who may act on legal holds, and one act: once in the table, then its file. */
import type { HubKeys } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Caller } from '#functions/kernel/request.ts';
import { forbidden, identify, type Party } from '#functions/snapshot/caller.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { CertificateStore } from '../certificates.store.ts';
import type { Files } from '../files.client.ts';
import type { StoredCertificate } from '../stored.ts';
import type { HoldsStore } from './holds.store.ts';
import { keepHold } from './keep-hold.ts';
import { type HoldFile, openedHold, sealedHold } from './stored-hold.ts';

export interface HoldDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly certificates: Pick<CertificateStore, 'get'>;
  readonly holds: HoldsStore;
  readonly files: Files;
}

/** The data authority and the certificate. Throws forbidden for everybody else, its issuer too; not-found. */
export const authorityOver = async (
  { snapshots, certificates }: Pick<HoldDeps, 'snapshots' | 'certificates'>,
  caller: Caller,
  identifier: string,
): Promise<{ readonly who: Party; readonly certificate: StoredCertificate }> => {
  const snapshot = await snapshots.current();
  const who = identify(snapshot, caller, 'registry.manage');
  if (!who.department.dataAuthority)
    throw forbidden(snapshot, 'not-the-authority', '由主管部门办理 The data authority alone does this');
  const certificate = await certificates.get(identifier);
  if (!certificate) throw problem('not-found');
  return { who, certificate };
};

export const actor = ({ client, officer }: Party) => ({
  client: client.id,
  ...(officer ? { officer: officer.id } : {}),
});

/** The act as it stands: this one, or the same one from before. Undefined when another stands in its place. */
export const acted = async <F extends HoldFile>(
  { holds, files }: HoldDeps,
  keys: HubKeys,
  file: F,
  { retention }: StoredCertificate,
): Promise<F | undefined> => {
  const { identifier, hold, act, request } = file;
  let standing: F = file;
  if (!(await holds.add(sealedHold(keys, file)))) {
    const before = await holds.get(identifier, hold, act);
    if (before?.request !== request) return undefined;
    standing = openedHold(keys, before) as F;
  }
  await keepHold(files, standing, retention);
  return standing;
};
