/** A status list made of its entries: the IETF's token, and the W3C's credential for each purpose. */
import { createHash } from 'node:crypto';
import { type CredentialKey, p256Key } from '#functions/credentials/keys.ts';
import { prove, stamp } from '#functions/credentials/proof/prove.ts';
import { encodeBitstring, encodeTokenList } from '#functions/kernel/bitstring.ts';
import { LIST_ENTRIES } from '#schemas/status.ts';
import { derToRaw } from '../jws.ts';
import type { Signer } from '../seal/signer.ts';
import type { Entry } from './entry.ts';
import type { ListFile } from './lists.client.ts';
import { GOOD, TTL } from './times.ts';

const BITS = 2;

const PURPOSES = { revocation: 1, suspension: 2 } as const satisfies Record<string, Entry>;
export type Purpose = keyof typeof PURPOSES;

const listUrl = (publicUrl: string, list: number): string => `${publicUrl}/v1/status-lists/${list}`;
const sha256 = (bytes: string | Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export type Entries = readonly (readonly [index: number, entry: Entry])[];

interface Making {
  readonly publicUrl: string;
  readonly list: number;
  /** Epoch ms. */
  readonly at: number;
}

/** Status List Token in JWT form (Token Status List, section 5.1). One signature. */
const tokenOf = async (signer: Signer, { publicUrl, list, at }: Making, entries: Entries): Promise<string> => {
  const iat = Math.floor(at / 1000);
  const claims = {
    sub: listUrl(publicUrl, list),
    ...{ iat, exp: iat + GOOD, ttl: TTL },
    status_list: { bits: BITS, lst: encodeTokenList(LIST_ENTRIES, BITS, entries) },
  };
  const header = { alg: signer.algorithm, kid: signer.keyId, typ: 'statuslist+jwt' };
  const input = `${part(header)}.${part(claims)}`;
  return `${input}.${Buffer.from(derToRaw(await signer.sign(sha256(input)))).toString('base64url')}`;
};

/** Bitstring Status List Credential 1.0, section 4: one bit an entry, one list for each purpose. One signature. */
const credentialOf = async (
  key: CredentialKey,
  { publicUrl, list, at }: Making,
  purpose: Purpose,
  entries: Entries,
) => {
  const id = `${listUrl(publicUrl, list)}/${purpose}`;
  const set = entries.flatMap(([index, entry]) => (entry === PURPOSES[purpose] ? [index] : []));
  const credential = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: key.did,
    validFrom: stamp(at),
    validUntil: stamp(at + GOOD * 1000),
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: purpose,
      encodedList: encodeBitstring(LIST_ENTRIES, set),
    },
  };
  return prove(credential, key, { cryptosuite: 'ecdsa-jcs-2019', purpose: 'assertionMethod', now: at });
};

/** Three signatures of the library's key for as many certificates as the list has. */
export const makeList = async (signer: Signer, making: Making, entries: Entries): Promise<ListFile> => {
  const key = p256Key(signer, sha256);
  const [token, revocation, suspension] = await Promise.all([
    tokenOf(signer, making, entries),
    credentialOf(key, making, 'revocation', entries),
    credentialOf(key, making, 'suspension', entries),
  ]);
  return { v: 1, token, revocation: JSON.stringify(revocation), suspension: JSON.stringify(suspension) };
};
