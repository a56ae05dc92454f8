/** The file of an operation: written before the answer, again by every repeat, and by the relay for who died between. */
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { CertificateStore } from '../certificates.store.ts';
import type { Files } from '../files.client.ts';
import { lockedUntil, ofFile, type Retention } from '../retention/retention.ts';
import type { StoredCertificate } from '../stored.ts';
import type { OperationStore } from './operations.store.ts';
import { fileBytes, type OperationFile, opened, type StoredOperation } from './stored-operation.ts';

/** `retention`: of the certificate. */
export const keepFile = async (
  files: Files,
  keys: HubKeys,
  operation: StoredOperation,
  retention: Retention | undefined,
): Promise<OperationFile> => {
  const { type, identifier, at } = operation;
  const file = opened(keys, operation);
  const kept = ofFile(retention, at);
  await files.put(type, identifier, 'operation', fileBytes(file), kept && lockedUntil(kept, at));
  return file;
};

export interface KeepEndDeps {
  readonly files: Files;
  readonly certificates: Pick<CertificateStore, 'get'>;
  readonly operations: Pick<OperationStore, 'get'>;
}

/** Of a next version: the file of the operation by which the one before ended, for good. A repeat of the issue writes it again. */
export const keepEnd = async (
  { files, certificates, operations }: KeepEndDeps,
  keys: HubKeys,
  { supersedes }: StoredCertificate,
): Promise<void> => {
  const before = supersedes === undefined ? undefined : await certificates.get(supersedes);
  const last = before && (await operations.get(before.identifier, before.revision));
  if (last) await keepFile(files, keys, last, before.retention);
};
