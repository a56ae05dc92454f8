/** A file that was handed in, PDF or OFD: what its own signature says. Never throws, trusts nothing in it. */
import { CERTIFICATE_FORM, CertificateIdentifier } from '#schemas/identifier.ts';
import type { Check } from '#schemas/verified.ts';
import { type OfdCheckName, verifyOfd } from '../ofd/verify-ofd.ts';
import { batchSays } from '../seal/certified.ts';
import { openCms } from './cms-verify.ts';
import { type Keys, libraryKeyOf, signerResults } from './keys.ts';
import { pdfSignature } from './pdf-signature.ts';
import { found } from './results.ts';
import { keyTime } from './trusted.ts';

export interface CheckedFile {
  readonly checks: readonly Check[];
  /** Which certificate it claims to be. */
  readonly claims?: string;
}

type Bytes = Uint8Array<ArrayBuffer>;

const startsWith = (bytes: Bytes, text: string): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(0, text.length)) === text;

const claimIn = (text: string | undefined): { readonly claims?: string } => {
  const parsed = CertificateIdentifier.safeParse(text);
  return parsed.success ? { claims: parsed.data } : {};
};

/** When a batch was sealed, as its certificate says; 0 where that is not the certificate of a batch. */
const sealedAt = (certificate: Bytes): number => {
  try {
    return batchSays(certificate).from;
  } catch {
    return 0;
  }
};

/** `at`: when the library knows that it made these very bytes. */
const checkPdf = async (bytes: Bytes, keys: Keys, at: number | undefined): Promise<CheckedFile> => {
  const claim = claimIn(CERTIFICATE_FORM.exec(new TextDecoder('latin1').decode(bytes))?.[0]);
  const signature = pdfSignature(bytes);
  if (!signature) return { checks: [found('signature', 'absent')], ...claim };
  const coverage = found('coverage', signature.whole ? 'whole' : 'appended');
  const cms = signature.cms && (await openCms(signature.cms, signature.content));
  if (!cms) return { checks: [found('signature', 'wrong'), coverage], ...claim };
  const key = await libraryKeyOf(keys, cms.certificate);
  const checks = [
    found('signature', cms.right ? 'right' : 'wrong'),
    ...signerResults(key, at ?? sealedAt(cms.certificate)),
    coverage,
  ];
  return { checks, ...claim };
};

const all = (checks: readonly { readonly name: OfdCheckName; readonly ok: boolean }[], ...names: OfdCheckName[]) =>
  names.every((name) => checks.some((check) => check.name === name && check.ok));

const checkOfd = async (bytes: Bytes, keys: Keys, at: number | undefined): Promise<CheckedFile> => {
  const roots = keys.flatMap(({ algorithm, root }) =>
    algorithm === 'SM2' && root ? [Buffer.from(root, 'base64')] : [],
  );
  const { checks, identifier, root, sealedAt: sealed = 0 } = await verifyOfd(bytes, roots);
  const claim = claimIn(identifier);
  // An archive that cannot be opened, or is of something else, says nothing of itself.
  if (checks.length === 1)
    return { checks: [identifier === undefined ? found('file', 'unread') : found('signature', 'absent')], ...claim };
  const key = root && keys.find((one) => one.root !== undefined && Buffer.from(one.root, 'base64').equals(root));
  const time = key && keyTime(key, at ?? sealed);
  const signed = all(checks, 'signature', 'seal', 'digest');
  return {
    checks: [
      found('signature', signed ? 'right' : 'wrong'),
      ...(checks.some(({ name }) => name === 'chain') ? [found('signer', key ? 'library' : 'foreign')] : []),
      ...(time ? [found('key', time === 'good' && !all(checks, 'time') ? 'before' : time)] : []),
      found('coverage', all(checks, 'form', 'coverage') ? 'whole' : 'appended'),
    ],
    ...claim,
  };
};

export const checkFile = async (bytes: Bytes, keys: Keys, at: number | undefined): Promise<CheckedFile> => {
  if (startsWith(bytes, '%PDF-')) return checkPdf(bytes, keys, at);
  if (startsWith(bytes, 'PK')) return checkOfd(bytes, keys, at);
  return { checks: [found('file', 'unread')] };
};
