/** What a state says in a status list, and the items that hold what is not "valid". */
import type { Write } from '#functions/kernel/transact.store.ts';
import type { CertificateState } from '#schemas/certificate.ts';
import { LIST_ENTRIES, type StatusSlot } from '#schemas/status.ts';
import { certificateLifecycle } from '../lifecycle.ts';
import type { Key } from '../stored.ts';

/** Status types of the Token Status List (section 7.1): 0 VALID, 1 INVALID, 2 SUSPENDED. */
export type Entry = 0 | 1 | 2;

/** What may still become valid again is suspended, what cannot is invalid. Expiry is not in the list: it stands in the dates. */
export const entryOf = (state: CertificateState): Entry => {
  if (state === '01') return 0;
  return certificateLifecycle.final.some((final) => final === state) ? 1 : 2;
};

const DIGITS = String(LIST_ENTRIES).length;
export const entryKey = ({ list, index }: StatusSlot): Key => ({
  pk: `status#${list}`,
  sk: String(index).padStart(DIGITS, '0'),
});

/** The write by which a list follows a change of state; none where the entry stays or the certificate has no place. */
export const entryWrites = (
  TableName: string,
  slot: StatusSlot | undefined,
  from: CertificateState,
  to: CertificateState,
): Write[] => {
  const entry = entryOf(to);
  if (!slot || entry === entryOf(from)) return [];
  const Key = entryKey(slot);
  return [
    entry === 0
      ? { Delete: { TableName, Key } }
      : { Put: { TableName, Item: { ...Key, v: 1, entry, index: slot.index } } },
  ];
};
