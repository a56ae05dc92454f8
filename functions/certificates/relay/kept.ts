/** What of the index cannot be computed from the masters, kept in S3 too: that a certificate was issued, and which case used it first. */
import * as z from 'zod';
import { canonical } from '#functions/kernel/canonical.ts';
import { CertificateIdentifier } from '#schemas/identifier.ts';
import type { Files } from '../files.client.ts';
import { lockedUntil, ofFile, type Retention } from '../retention/retention.ts';
import { StoredCertificate } from '../stored.ts';
import { StoredUse } from './used.ts';

/** Files of an issue that came to nothing lie beside those of others; only what was issued has this one, and it names its files. */
export const IssuedFile = z.strictObject({ v: z.literal(1), issued: StoredCertificate });
export const UsedFile = z.strictObject({ v: z.literal(1), identifier: CertificateIdentifier, use: StoredUse });

const bytes = (file: object): Uint8Array => Buffer.from(canonical(file));

/** As it was issued, whatever has become of it in the same transaction. */
const atFirst = ({ supersededBy: _after, ...certificate }: StoredCertificate): StoredCertificate => ({
  ...certificate,
  state: '01',
  revision: 1,
});

/**
 * Safe to repeat. What was handed in with what had become of it begins with revision 2. Of a later one, as it comes into a table that was
 * rebuilt, there is nothing to keep: the file is there.
 */
export const keepIssued = async (files: Files, certificate: StoredCertificate): Promise<void> => {
  const { revision, type, identifier, retention, at } = certificate;
  if (revision > 2) return;
  const until = retention && lockedUntil(retention, at);
  await files.put(type, identifier, 'operation', bytes({ v: 1, issued: atFirst(certificate) }), until);
};

/** Safe to repeat. `retention`: of the certificate. */
export const keepUse = async (
  files: Files,
  identifier: string,
  use: StoredUse,
  retention: Retention | undefined,
): Promise<void> => {
  const kept = ofFile(retention, use.at);
  await files.put(use.type, identifier, 'used', bytes({ v: 1, identifier, use }), kept && lockedUntil(kept, use.at));
};
