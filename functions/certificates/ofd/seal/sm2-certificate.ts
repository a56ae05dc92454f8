/** X.509 certificates over SM2 (GB/T 20518-2018; RFC 5280): the authority's own, that of the seal's maker, those of the departments that seal. */
import { createHash } from 'node:crypto';
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
} from '../../seal/der.ts';
import type { Signer } from '../../seal/signer.ts';
import { signSm2 } from '../../seal/sm2-signer.ts';

export const SM2_WITH_SM3 = '1.2.156.10197.1.501';
const SIGNATURE_ALGORITHM = sequence(oid(SM2_WITH_SM3));
/** id-ecPublicKey on the curve sm2p256v1. */
const KEY_ALGORITHM = sequence(oid('1.2.840.10045.2.1'), oid('1.2.156.10197.1.301'));

export interface Named {
  readonly organization: string;
  readonly commonName: string;
  /** Unified credit code. */
  readonly code?: string;
}

const attribute = (id: string, value: Uint8Array): Buffer => setOf(sequence(oid(id), value));
const nameOf = ({ organization, commonName, code }: Named): Buffer =>
  sequence(
    attribute('2.5.4.6', printable('CN')),
    attribute('2.5.4.10', text(organization)),
    ...(code ? [attribute('2.5.4.97', text(code))] : []),
    attribute('2.5.4.3', text(commonName)),
  );

const keyIdentifier = (point: string): Buffer =>
  createHash('sha256').update(Buffer.from(point, 'hex')).digest().subarray(0, 20);

const extension = (id: string, value: Uint8Array, critical = false): Buffer =>
  sequence(oid(id), ...(critical ? [yes()] : []), octets(value));

/** keyCertSign; digitalSignature and nonRepudiation. RFC 5280, 4.2.1.3. */
const USAGE = { certify: bits(Buffer.of(0b0000_0100), 2), sign: bits(Buffer.of(0b1100_0000), 6) } as const;

export interface Certified {
  readonly subject: Named;
  /** 04 ‖ x ‖ y, hex. */
  readonly point: string;
  readonly usage: keyof typeof USAGE;
  /** Epoch ms. */
  readonly from: number;
  readonly until: number;
}

export interface Issuer {
  readonly signer: Signer;
  readonly name: Named;
  readonly point: string;
}

/** DER. One signature of the issuer; everything but that signature follows from what is certified. */
export const sm2Certificate = async (issuer: Issuer, certified: Certified): Promise<Buffer> => {
  const { subject, point, usage, from, until } = certified;
  const names = [nameOf(issuer.name), nameOf(subject)] as const;
  const validity = sequence(time(from), time(until));
  const key = sequence(KEY_ALGORITHM, bits(Buffer.from(point, 'hex')));
  const serial = createHash('sha256')
    .update(Buffer.concat([...names, validity, key]))
    .digest()
    .subarray(0, 15);
  const body = sequence(
    tagged(0, integer(2)),
    integer(Buffer.concat([Buffer.of(1), serial])),
    SIGNATURE_ALGORITHM,
    names[0],
    validity,
    names[1],
    key,
    tagged(
      3,
      sequence(
        extension('2.5.29.19', usage === 'certify' ? sequence(yes(), integer(0)) : sequence(), true),
        extension('2.5.29.15', USAGE[usage], true),
        extension('2.5.29.14', octets(keyIdentifier(point))),
        extension('2.5.29.35', sequence(implicit(0, keyIdentifier(issuer.point)))),
      ),
    ),
  );
  return sequence(body, SIGNATURE_ALGORITHM, bits(await signSm2(issuer.signer, body)));
};
