/**
 * X.509 (RFC 5280) of the seal: the library's own root, and one certificate for each batch. A batch's key lives minutes, what it sealed
 * holds for decades: its certificate says the one by the private key usage period and the other by its validity, as document signers of
 * passports do (ICAO 9303-12, 7.1).
 */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import {
  bits,
  implicit,
  integer,
  octets,
  oid,
  printable,
  sequence,
  setOf,
  tagged,
  text,
  time,
  yes,
  zulu,
} from './der.ts';
import type { Signer } from './signer.ts';

/** Private extension, a UUID as an arc (X.667): SEQUENCE { size INTEGER, root OCTET STRING } of the batch's Merkle tree. */
export const BATCH_OID = '2.25.170319738427801485632688871696622971977';
const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));

/** RFC 5280, 4.1.2.5: no well-defined end. */
const NO_END = Date.parse('9999-12-31T23:59:59Z');
/** Before any key of any deployment; when a key was in use stands in the dated list. */
const ROOT_BEGIN = Date.parse('2020-01-01T00:00:00Z');
/** Far longer than drawing 256 pages takes. */
const BATCH_KEY_MS = 600_000;

const ATTRIBUTES = { C: '2.5.4.6', O: '2.5.4.10', CN: '2.5.4.3', organizationIdentifier: '2.5.4.97' } as const;
type NamePart = readonly [attribute: keyof typeof ATTRIBUTES, value: string];
const name = (...parts: readonly NamePart[]): Buffer =>
  sequence(
    ...parts.map(([attribute, value]) =>
      setOf(sequence(oid(ATTRIBUTES[attribute]), attribute === 'C' ? printable(value) : text(value))),
    ),
  );

const libraryName = (keyId: string): Buffer => name(['C', 'CN'], ['O', '电子证照库'], ['CN', keyId]);

const extension = (id: string, value: Uint8Array, critical = false): Buffer =>
  sequence(oid(id), ...(critical ? [yes()] : []), octets(value));

const spkiOf = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' });
/** The public point ends the SubjectPublicKeyInfo of P-256: 65 bytes. */
const pointOf = (spki: Uint8Array): Uint8Array => spki.subarray(-65);
/** RFC 7093, method 1. */
const keyIdentifier = (spki: Uint8Array): Buffer => createHash('sha256').update(pointOf(spki)).digest().subarray(0, 20);

interface Certified {
  readonly serial: Uint8Array;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly from: number;
  readonly spki: Uint8Array;
  readonly extensions: readonly Uint8Array[];
}
const toBeSigned = ({ serial, issuer, subject, from, spki, extensions }: Certified): Buffer =>
  sequence(
    tagged(0, integer(2)),
    integer(serial),
    ECDSA_SHA256,
    issuer,
    sequence(time(from), time(NO_END)),
    subject,
    spki,
    tagged(3, sequence(...extensions)),
  );

const signed = async (signer: Signer, tbs: Uint8Array): Promise<Buffer> =>
  sequence(tbs, ECDSA_SHA256, bits(await signer.sign(createHash('sha256').update(tbs).digest())));

/** A key of the library, its public half. */
export type Root = Pick<Signer, 'keyId' | 'publicKey'>;
export const rootKey = ({ publicKey }: Root): KeyObject => createPublicKey({ key: publicKey as never, format: 'jwk' });
const rootSpki = (root: Root): Buffer => spkiOf(rootKey(root));

/** What the root says; it follows from the key alone. */
export const rootToBeSigned = (key: Root): Buffer => {
  const spki = rootSpki(key);
  return toBeSigned({
    serial: Buffer.concat([Buffer.of(1), keyIdentifier(spki).subarray(0, 15)]),
    issuer: libraryName(key.keyId),
    subject: libraryName(key.keyId),
    from: ROOT_BEGIN,
    spki,
    extensions: [
      extension('2.5.29.19', sequence(yes(), integer(0)), true),
      extension('2.5.29.15', bits(Buffer.of(0b0000_0100), 2), true),
      extension('2.5.29.14', octets(keyIdentifier(spki))),
    ],
  });
};

/** The library's self-signed certificate, DER. One signature. */
export const rootCertificate = (signer: Signer): Promise<Buffer> => signed(signer, rootToBeSigned(signer));

export interface BatchFacts {
  /** The issuing department: name and unified credit code. */
  readonly issuer: { readonly name: string; readonly code: string };
  readonly key: KeyObject;
  /** Root of the Merkle tree and number of leaves. */
  readonly root: Uint8Array;
  readonly size: number;
  /** Epoch ms. */
  readonly now: number;
}

/** What the certificate of a batch says. */
export const batchToBeSigned = (library: Root, { issuer, key, root, size, now }: BatchFacts): Buffer => {
  const spki = spkiOf(key);
  const period = [now, now + BATCH_KEY_MS].map((at, i) => implicit(i, Buffer.from(zulu(at), 'latin1')));
  return toBeSigned({
    // Part of the public key: as unique as the key itself.
    serial: Buffer.concat([Buffer.of(1), pointOf(spki).subarray(1, 17)]),
    issuer: libraryName(library.keyId),
    subject: name(['C', 'CN'], ['O', issuer.name], ['organizationIdentifier', issuer.code], ['CN', issuer.name]),
    from: now,
    spki,
    extensions: [
      extension('2.5.29.15', bits(Buffer.of(0b1100_0000), 6), true),
      // id-kp-documentSigning, RFC 9336.
      extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.36'))),
      extension('2.5.29.35', sequence(implicit(0, keyIdentifier(rootSpki(library))))),
      extension('2.5.29.16', sequence(...period)),
      extension(BATCH_OID, sequence(integer(size), octets(root))),
    ],
  });
};

/** The certificate of a batch's key, DER. One signature, which commits to every leaf of the batch. */
export const batchCertificate = (signer: Signer, facts: BatchFacts): Promise<Buffer> =>
  signed(signer, batchToBeSigned(signer, facts));
