/** The status entries of a credential, and the lists that they point to. W3C Bitstring Status List 1.0. */
import { encodeBitstring } from '#functions/kernel/bitstring.ts';
import { BASE_CONTEXT, StatusPurpose } from '#schemas/credential.ts';
import { LIST_ENTRIES, type StatusSlot } from '#schemas/status.ts';
import type { Json } from '../ld/linked-data.ts';
import { stamp } from '../proof/prove.ts';

const listUrl = (publicUrl: string, purpose: StatusPurpose, list: number): string =>
  `${publicUrl}/v1/credentials/status-lists/${purpose}/${list}`;

/** One entry for each purpose, all at the same index of their lists. */
export const entriesFor = (publicUrl: string, slot: StatusSlot): readonly Json[] =>
  StatusPurpose.options.map((purpose) => {
    const url = listUrl(publicUrl, purpose, slot.list);
    return {
      id: `${url}#${slot.index}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: purpose,
      statusListIndex: String(slot.index),
      statusListCredential: url,
    };
  });

/** Purpose and place of an entry that points to a list of this hub; undefined for one of somebody else's. */
export const ownEntry = (publicUrl: string, entry: Json): { purpose: StatusPurpose; slot: StatusSlot } | undefined => {
  const purpose = StatusPurpose.safeParse(entry.statusPurpose).data;
  const url = String(entry.statusListCredential);
  const list = Number(/\/(\d{1,4})$/.exec(url)?.[1]);
  const index = Number(entry.statusListIndex);
  if (!purpose || url !== listUrl(publicUrl, purpose, list) || index >= LIST_ENTRIES) return undefined;
  return { purpose, slot: { list, index } };
};

/** How long a verifier may keep a list, ms. */
const KEPT = 15 * 60_000;

/** The list as a credential, unsigned. `set`: indexes that are 1. */
export const listCredential = (
  publicUrl: string,
  issuer: string,
  purpose: StatusPurpose,
  list: number,
  set: readonly number[],
  now: number,
): Json => {
  const url = listUrl(publicUrl, purpose, list);
  return {
    '@context': [BASE_CONTEXT],
    id: url,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    validFrom: stamp(now),
    validUntil: stamp(now + KEPT),
    credentialSubject: {
      id: `${url}#list`,
      type: 'BitstringStatusList',
      statusPurpose: purpose,
      encodedList: encodeBitstring(LIST_ENTRIES, set),
    },
  };
};
