/** CMS SignedData (RFC 5652) as PAdES-B-B wants it: detached, with the signing certificate named (ETSI EN 319 142-1, 6.3). */
import { createHash } from 'node:crypto';
import type { Batch } from './batch.ts';
import { partsOf } from './certified.ts';
import { integer, octets, oid, sequence, setOf, tagged } from './der.ts';

const OIDS = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  /** RFC 5035. */
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  ecdsaSha256: '1.2.840.10045.4.3.2',
} as const;

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

const attribute = (id: string, value: Uint8Array): Buffer => sequence(oid(id), setOf(value));

/** A detached signature over `content` by the batch's key, its chain inside. */
export const detached = ({ chain, sign }: Pick<Batch, 'chain' | 'sign'>, content: Uint8Array): Buffer => {
  const [own] = chain;
  const { issuer, serial } = partsOf(own);
  const attributes = [
    attribute(OIDS.contentType, oid(OIDS.data)),
    attribute(OIDS.messageDigest, octets(sha256(content))),
    // SHA-256 is the default of ESSCertIDv2, so it is not said.
    attribute(OIDS.signingCertificateV2, sequence(sequence(sequence(octets(sha256(own)))))),
  ].toSorted(Buffer.compare);
  const signerInfo = sequence(
    integer(1),
    sequence(issuer.whole, serial.whole),
    sequence(oid(OIDS.sha256)),
    tagged(0, ...attributes),
    sequence(oid(OIDS.ecdsaSha256)),
    octets(sign(setOf(...attributes), 'der')),
  );
  const signedData = sequence(
    integer(1),
    setOf(sequence(oid(OIDS.sha256))),
    sequence(oid(OIDS.data)),
    tagged(0, ...chain),
    setOf(signerInfo),
  );
  return sequence(oid(OIDS.signedData), tagged(0, signedData));
};
