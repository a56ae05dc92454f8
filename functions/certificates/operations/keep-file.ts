/** The file of an operation: written before the answer, again by every repeat, and by the relay for who died between. */
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { CertificateStore } from '../certificates.store.ts';
import type { Files } from '../files.client.ts';
import type { StoredCertificate } from '../stored.ts';
import type { OperationStore } from './operations.store.ts';
import { fileBytes, type OperationFile, opened, type StoredOperation } from './stored-operation.ts';

export const keepFile = async (files: Files, keys: HubKeys, operation: StoredOperation): Promise<OperationFile> => {
  const file = opened(keys, operation);
  await files.put(operation.type, operation.identifier, 'operation', fileBytes(file));
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
  if (last) await keepFile(files, keys, last);
};
