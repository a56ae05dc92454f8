/** Looking: the types, and the public facts of one certificate. Nothing here tells who holds what. */
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import { revised } from '#functions/snapshot/revised.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { libraryRoutes } from '#schemas/routes/certificates.ts';
import type { CertificateStore } from './certificates.store.ts';
import { summary } from './summary.ts';

interface Deps {
  readonly snapshots: SnapshotHolder;
  readonly certificates: CertificateStore;
}

export const listTypes =
  ({ snapshots }: Deps): Body<typeof libraryRoutes.listCertificateTypes> =>
  async ({ caller }) => {
    const snapshot = await snapshots.current();
    identify(snapshot, caller, 'certificates');
    return { body: { items: snapshot.raw.certificateTypes } };
  };

export const getType =
  ({ snapshots }: Deps): Body<typeof libraryRoutes.getCertificateType> =>
  async ({ caller, params }) => {
    const snapshot = await snapshots.current();
    identify(snapshot, caller, 'certificates');
    const type = snapshot.certificateType(params.type);
    if (!type) throw problem('not-found');
    return revised(type);
  };

export const look =
  ({ snapshots, certificates }: Deps): Body<typeof libraryRoutes.getCertificate> =>
  async ({ caller, params, now }) => {
    const snapshot = await snapshots.current();
    identify(snapshot, caller, 'certificates');
    const stored = await certificates.get(params.identifier);
    const type = stored && snapshot.certificateType(stored.type);
    if (!type) throw problem('not-found');
    return { body: summary(stored, type, now), headers: { etag: `"${stored.revision}"` } };
  };
