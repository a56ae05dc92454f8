/** 电子证照标识: made and taken apart. The form and its check stand in schemas/identifier.ts. */
import { createHmac } from 'node:crypto';
import { CERTIFICATE_ROOT, mod3736 } from '#schemas/identifier.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const SERIAL_LENGTH = 20;

export interface IdentifierParts {
  /** 21 characters: definer's credit code and sequence. */
  readonly typeCode: string;
  /** Credit code of the issuing body. */
  readonly issuer: string;
  readonly serial: string;
  /** 1 to 999. */
  readonly version: number;
}

/** The identifier with its check character. Source: GB/T 36904-2018. */
export const makeIdentifier = ({ typeCode, issuer, serial, version }: IdentifierParts): string => {
  const parts = [typeCode, issuer, serial, String(version).padStart(3, '0')];
  return [CERTIFICATE_ROOT, ...parts, mod3736(parts.join(''))].join('.');
};

/** Parts of an identifier whose form was checked before (CertificateIdentifier). */
export const takeApart = (identifier: string): IdentifierParts => {
  const [typeCode = '', issuer = '', serial = '', version = ''] = identifier.split('.').slice(5);
  return { typeCode, issuer, serial, version: Number(version) };
};

/**
 * A serial of 20 characters [0-9A-Z], about 103 bits, that nobody without the hub's key can foresee. It follows from the request, so
 * that a repeat after a crash meets its own files instead of leaving a second set.
 */
export const serialFor = (key: Uint8Array, request: string): string => {
  let number = BigInt(`0x${createHmac('sha256', key).update(`serial\n${request}`).digest('hex')}`);
  let serial = '';
  while (serial.length < SERIAL_LENGTH) {
    serial += ALPHABET.charAt(Number(number % 36n));
    number /= 36n;
  }
  return serial;
};
