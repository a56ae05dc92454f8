/** The status entries of a credential, and the lists that they point to. W3C Bitstring Status List 1.0. */
import { encodeBitstring } from '#functions/kernel/bitstring.ts';
import { BASE_CONTEXT, StatusPurpose } from '#schemas/credential.ts';
import { LIST_ENTRIES, type StatusSlot } from '#schemas/status.ts';
import type { Json } from '../ld/linked-data.ts';
import { stamp } from '../proof/prove.ts';

/** Lists of what was issued here, and the library's own lists of certificates, told in the W3C's form. */
export type Of = 'credentials' | 'certificates';

const listUrl = (publicUrl: string, purpose: StatusPurpose, of: Of, list: number): string =>
  `${publicUrl}/v1/credentials/status-lists/${purpose}/${of === 'credentials' ? '' : 'certificates-'}${list}`;

const entries = (publicUrl: string, of: Of, { list, index }: StatusSlot): readonly Json[] =>
  StatusPurpose.options.map((purpose) => {
    const url = listUrl(publicUrl, purpose, of, list);
    return {
      id: `${url}#${index}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: purpose,
      statusListIndex: String(index),
      statusListCredential: url,
    };
  });

/** One entry for each purpose, all at the same index of their lists. */
export const entriesFor = (publicUrl: string, slot: StatusSlot): readonly Json[] =>
  entries(publicUrl, 'credentials', slot);
/** The same of a certificate, whose place is the library's. */
export const certificateEntries = (publicUrl: string, slot: StatusSlot): readonly Json[] =>
  entries(publicUrl, 'certificates', slot);

/** Purpose and place of an entry that points to a list of this hub; undefined for one of somebody else's. */
export const ownEntry = (
  publicUrl: string,
  entry: Json,
): { of: Of; purpose: StatusPurpose; slot: StatusSlot } | undefined => {
  const purpose = StatusPurpose.safeParse(entry.statusPurpose).data;
  const url = String(entry.statusListCredential);
  const [, certificates, number] = /\/(certificates-)?(\d{1,4})$/.exec(url) ?? [];
  const [of, list, index]: [Of, number, number] = [
    certificates ? 'certificates' : 'credentials',
    Number(number),
    Number(entry.statusListIndex),
  ];
  if (!purpose || url !== listUrl(publicUrl, purpose, of, list) || index >= LIST_ENTRIES) return undefined;
  return { of, purpose, slot: { list, index } };
};

/** How long a verifier may keep a list, ms. */
const KEPT = 15 * 60_000;

/** The list as a credential, unsigned. `set`: indexes that are 1. */
export const listCredential = (
  publicUrl: string,
  issuer: string,
  purpose: StatusPurpose,
  { of, list }: { readonly of: Of; readonly list: number },
  set: readonly number[],
  now: number,
): Json => {
  const url = listUrl(publicUrl, purpose, of, list);
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
