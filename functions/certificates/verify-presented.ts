/** What was handed in for a check, taken apart without trusting it. */
import { CERTIFICATE_FORM, CertificateIdentifier } from '#schemas/identifier.ts';
import type { CertificateStore } from './certificates.store.ts';
import { openCompact } from './jws.ts';
import { sha256Hex } from './master.ts';
import { openSealedData } from './seal/proof.ts';
import { only, type Signer } from './seal/signer.ts';
import type { StoredFile } from './stored.ts';

export interface PresentedData {
  /** Signature, algorithm, type and key are right. */
  readonly signed: boolean;
  /** SHA-256 (hex) of the payload. */
  readonly digest: string;
  readonly identifier?: string;
}

export interface PresentedPage {
  readonly sha256: string;
  /** What the library knows under exactly these bytes. */
  readonly known?: StoredFile;
  /** The certificate it is, or claims to be. */
  readonly identifier?: string;
}

export interface Presented {
  readonly identifier?: string;
  readonly data?: PresentedData;
  readonly page?: PresentedPage;
}

const claimed = (text: unknown): { identifier?: string } => {
  const parsed = CertificateIdentifier.safeParse(text);
  return parsed.success ? { identifier: parsed.data } : {};
};

/** The unsigned payload's claim only says which certificate to compare with. */
const claimOf = (payload: string): { identifier?: string } => {
  try {
    return claimed((JSON.parse(payload) as { identifier?: unknown } | null)?.identifier);
  } catch {
    return {};
  }
};

export const dataFrom = async (signer: Signer, jws: string): Promise<PresentedData> => {
  const opened = (await openCompact(signer, jws)) ?? openSealedData(jws, only(signer))?.payload;
  const payload = opened ?? Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8');
  return { signed: opened !== undefined, digest: sha256Hex(payload), ...claimOf(payload) };
};

/** `page`: base64. The whole file counts: a valid signature does not see what was appended, a hash does. */
export const pageFrom = async (certificates: CertificateStore, page: string): Promise<PresentedPage> => {
  const bytes = Buffer.from(page, 'base64');
  const sha256 = sha256Hex(bytes);
  const known = await certificates.file(sha256);
  const claim = known
    ? { identifier: known.identifier }
    : claimed(CERTIFICATE_FORM.exec(bytes.toString('latin1'))?.[0]);
  return { sha256, ...(known ? { known } : {}), ...claim };
};
