/** Every item of the index that follows from the files of one certificate. The same files, the same items. */
import type { HubKeys } from '#functions/kernel/digest.ts';
import { timeKey } from '#functions/kernel/item.ts';
import { CertificateMaster } from '#schemas/certificate.ts';
import { numberDigest } from '../entry.ts';
import { type HoldFile, holdKey, sealedHold } from '../legal-hold/stored-hold.ts';
import { holdsPlace } from '../lifecycle.ts';
import { type OperationFile, operationKey, operationRequestKey, sealed } from '../operations/stored-operation.ts';
import { toldOf } from '../relay/told.ts';
import { type StoredUse, usedKey } from '../relay/used.ts';
import { entryKey, entryOf } from '../status/entry.ts';
import { type Key, keyOf, pagesOf, type StoredCertificate } from '../stored.ts';
import { workingCopy } from '../working-copy.ts';

export interface Folder {
  /** As it was issued; what was never issued has none. */
  readonly issued: StoredCertificate;
  /** The master's text, of the digest that the issue names. */
  readonly master: string;
  readonly operations: readonly OperationFile[];
  readonly uses: readonly StoredUse[];
  readonly holds: readonly HoldFile[];
}

export type Item = Key & Record<string, unknown>;

const item = (key: Key, members: object): Item => ({ ...key, v: 1, ...members });

/** The operations in order. Throws when one is missing or stands twice: then a later state might be too. */
const inOrder = ({ issued, operations }: Folder): OperationFile[] => {
  const sorted = operations.toSorted((a, b) => a.revision - b.revision);
  const whole = sorted.every(({ revision }, i) => revision === i + issued.revision + 1);
  if (!whole) throw new Error('operations are missing');
  return sorted;
};

const nowOf = (issued: StoredCertificate, operations: readonly OperationFile[]): StoredCertificate => {
  const last = operations.at(-1);
  if (!last) return issued;
  const { to: state, revision, supersededBy } = last;
  const retention = operations.findLast((one) => one.retention !== undefined)?.retention;
  return {
    ...{ ...issued, state, revision },
    ...(supersededBy === undefined ? {} : { supersededBy }),
    ...(retention === undefined ? {} : { retention }),
  };
};

const ofOperation = (keys: HubKeys, { reason, text, legalBasis, ...act }: OperationFile): Item[] => {
  const { identifier, revision, asked } = act;
  const said = { reason, ...(text === undefined ? {} : { text }), ...(legalBasis === undefined ? {} : { legalBasis }) };
  return [
    item(operationKey(identifier, revision), sealed(keys, act, said)),
    ...(asked ? [item(operationRequestKey(asked.key), { identifier, revision, request: asked.request })] : []),
  ];
};

const toldItems = (keys: HubKeys, operation: OperationFile, uses: readonly StoredUse[]): Item[] => {
  const { reason: _r, text: _t, legalBasis: _b, ...act } = operation;
  const stored = { ...act, said: '', keyVersion: keys.version };
  return uses
    .filter(({ revision }) => revision < operation.revision)
    .map((use) => {
      const told = toldOf(stored, use);
      const sk = `${timeKey(operation.at)}#${told.record}`;
      return item({ pk: `told#${told.department}#${told.case}`, sk }, told);
    });
};

export const itemsOf = (keys: HubKeys, folder: Folder): Item[] => {
  const { issued, master: text, uses, holds } = folder;
  const operations = inOrder(folder);
  const certificate = nowOf(issued, operations);
  const { identifier, type, version, holders, files, status, asked, state, single } = certificate;
  const { number } = CertificateMaster.parse(JSON.parse(text));
  const entry = entryOf(state);
  return [
    item(keyOf.certificate(identifier), certificate),
    item(keyOf.master(identifier), workingCopy(keys, identifier, text)),
    item(keyOf.number(numberDigest(keys, type, number), version), { identifier }),
    ...pagesOf(files).map((sha256) => item(keyOf.file(sha256), { kind: 'page', identifier })),
    ...holders.map((handle) => item(keyOf.holder(handle, type, identifier), {})),
    ...(single && holdsPlace(state) ? holders.map((handle) => item(keyOf.only(handle, type), { identifier })) : []),
    ...(asked ? [item(keyOf.request(asked.key), { identifier, request: asked.request })] : []),
    ...(status ? [item(keyOf.slot(status), { identifier })] : []),
    ...(status && entry !== 0 ? [item(entryKey(status), { entry, index: status.index })] : []),
    ...operations.flatMap((operation) => [...ofOperation(keys, operation), ...toldItems(keys, operation, uses)]),
    ...uses.map((use) => item(usedKey(identifier, use), use)),
    ...holds.map((file) => item(holdKey(file), sealedHold(keys, file))),
  ];
};
