/** The text of a QR code. The short one names certificate and data; what it says is compared with what the library holds. */
import { CertificateIdentifier } from '#schemas/identifier.ts';

export interface ShortCode {
  readonly identifier: string;
  /** The first 16 hex digits of the master's SHA-256. */
  readonly digest: string;
}

/** The other one, which says its fields itself (seal/offline-code.ts). */
export const isOfflineCode = (text: string): boolean => text.startsWith('OT1:');

/** …/verify#identifier~digest; undefined for any other text. */
export const shortCode = (text: string): ShortCode | undefined => {
  const [, claimed, digest = ''] = /#([0-9A-Z.]{40,140})~([0-9a-f]{16})$/.exec(text) ?? [];
  const identifier = CertificateIdentifier.safeParse(claimed);
  return identifier.success ? { identifier: identifier.data, digest } : undefined;
};
