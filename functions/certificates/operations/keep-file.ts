/** The file of an operation: written before the answer, again by every repeat, and by the relay for who died between. */
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { Files } from '../files.client.ts';
import { fileBytes, type OperationFile, opened, type StoredOperation } from './stored-operation.ts';

export const keepFile = async (
  files: Files,
  keys: HubKeys,
  type: string,
  operation: StoredOperation,
): Promise<OperationFile> => {
  const file = opened(keys, operation);
  await files.put(type, operation.identifier, 'operation', fileBytes(file));
  return file;
};
