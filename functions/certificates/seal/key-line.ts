/** A key of the library as it is told. */
import { instant } from '#functions/kernel/instant.ts';
import type { SealKey } from '#schemas/seal.ts';
import type { SealKeyLine } from '#schemas/seal-key.ts';
import type { KeyChangeFile } from './key-change.ts';

const datesOf = ({ retiredAt, compromisedAt }: SealKey) => ({
  ...(retiredAt === undefined ? {} : { retiredAt: instant(retiredAt) }),
  ...(compromisedAt === undefined ? {} : { compromisedAt: instant(compromisedAt) }),
});

/** `changes`: for who may read the reasons. */
export const keyLine = (key: SealKey, changes?: readonly KeyChangeFile[]): SealKeyLine => ({
  keyId: key.keyId,
  algorithm: key.algorithm,
  revision: key.revision,
  validFrom: instant(key.validFrom),
  ...datesOf(key),
  ...(changes === undefined
    ? {}
    : {
        changes: changes.map(({ key: then, at, officer, client, reason }) => ({
          ...{ revision: then.revision, at: instant(at), by: officer ?? client, reason },
          ...datesOf(then),
        })),
      }),
});
