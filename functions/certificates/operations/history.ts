/** What has become of a certificate, newest first. */
import { openCursor, sealCursor } from '#functions/kernel/cursor.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify, type Party, readerOf } from '#functions/snapshot/caller.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { operationsRoutes } from '#schemas/routes/certificate-operations.ts';
import type { CertificateStore } from '../certificates.store.ts';
import type { StoredCertificate } from '../stored.ts';
import { firstLine, lineOf, publicLine } from './line.ts';
import type { OperationStore } from './operations.store.ts';
import { opened, type StoredOperation } from './stored-operation.ts';

interface HistoryDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly certificates: CertificateStore;
  readonly operations: OperationStore;
}

const seesReasons = ({ department }: Party, { issuer }: StoredCertificate): boolean =>
  department.id === issuer || department.dataAuthority === true;

export const listOperations =
  (deps: HistoryDeps): Body<typeof operationsRoutes.listCertificateOperations> =>
  async ({ params, query, caller }) => {
    const { identifier } = params;
    const who = identify(await deps.snapshots.current(), caller, 'certificates');
    const stored = await deps.certificates.get(identifier);
    if (!stored) throw problem('not-found');
    const keys = await deps.keys();
    const bound = [readerOf(caller), { history: identifier }] as const;
    const before = query.cursor === undefined ? undefined : Number(openCursor(keys.cursor, ...bound, query.cursor));
    const told = (operation: StoredOperation) =>
      seesReasons(who, stored) ? lineOf(opened(keys, operation)) : publicLine(operation);
    const found = before === 2 ? [] : await deps.operations.history(identifier, query.limit, before);
    const lines = found.map(told);
    const last = lines.at(-1)?.revision ?? before ?? stored.revision + 1;
    // Revisions have no gaps, so the one before tells whether there is more; what began it stands in the certificate itself.
    const items = last === 2 && lines.length < query.limit ? [...lines, firstLine(stored)] : lines;
    const next = items.at(-1)?.revision ?? 1;
    return { body: { items, ...(next > 1 ? { next: sealCursor(keys.cursor, ...bound, next) } : {}) } };
  };
