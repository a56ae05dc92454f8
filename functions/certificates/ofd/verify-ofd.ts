/** Checks a sealed OFD by itself, each property by its own name. What the library knows of it (whole-file hash, status, version) is another question. */
import { DEFAULT_USER_ID, sm2Verify } from '#functions/kernel/sm2.ts';
import { SIGNATURES } from './document.ts';
import { opened, rootOf } from './open.ts';
import type { OfdFiles } from './package.ts';
import { sm3 } from './seal/electronic-seal.ts';
import { type Certificate, type ReadSignature, readCertificate, readSignature, type Signed } from './seal/read-seal.ts';
import { SIGNATURE, SIGNED_VALUE } from './seal/signature-xml.ts';

/**
 * form: it is an OFD with one seal. signature: the seal's signature stands over the list of digests, by who may use the seal.
 * seal: it was made by the maker of seals. chain: both certificates go back to a key of the library. time: sealed while seal and
 * certificates held. coverage: no file of the document is left out. digest: every file is as it was sealed. Of a signed value that
 * cannot be read, seal, chain and time are not said.
 */
export type OfdCheckName = 'form' | 'signature' | 'seal' | 'chain' | 'time' | 'coverage' | 'digest';

export interface OfdCheck {
  readonly name: OfdCheckName;
  readonly ok: boolean;
  /** Files that are wrong. */
  readonly files?: readonly string[];
}

export interface VerifiedOfd {
  readonly checks: readonly OfdCheck[];
  /** Claimed by the document, worth as much as its checks. */
  readonly identifier?: string;
  readonly by?: string;
  readonly seal?: string;
  /** Epoch ms. */
  readonly sealedAt?: number;
  /** Root certificate to which it goes back. */
  readonly root?: Uint8Array;
}

const signedBy = ({ body, signature }: Signed, { point }: Certificate): boolean =>
  sm2Verify(body, signature, point, DEFAULT_USER_ID, 'der');

const holds = (at: number, { from, until }: { readonly from: number; readonly until: number }): boolean =>
  from <= at && at < until;

const quietly = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

const issuedBy = (certificate: Certificate, root: Certificate): boolean =>
  certificate.issuer.equals(root.subject) && signedBy(certificate, root);

const sealChecks = (found: ReadSignature, list: Uint8Array, roots: readonly Certificate[]) => {
  const { by, seal, at } = found;
  const root = roots.find((one) => issuedBy(by, one) && issuedBy(seal.maker, one));
  const may = seal.users.some((digest) => digest.equals(sm3(by.der)));
  const checks: OfdCheck[] = [
    {
      name: 'signature',
      ok: signedBy(found, by) && may && found.path === `/${SIGNATURE}` && found.digest.equals(sm3(list)),
    },
    { name: 'seal', ok: signedBy(seal, seal.maker) },
    { name: 'chain', ok: root !== undefined },
    { name: 'time', ok: [by, seal, seal.maker].every((one) => holds(at, one)) },
  ];
  return { checks, root };
};

/** Signature.xml cannot hold its own digest, SignedValue.dat not that of what signs it. */
const UNCOVERED: ReadonlySet<string> = new Set([SIGNATURE, SIGNED_VALUE]);

const fileChecks = (files: OfdFiles, list: Uint8Array): OfdCheck[] => {
  const info = rootOf(list, 'Signature')?.all('SignedInfo')[0];
  const references = info?.all('References')[0]?.all('Reference') ?? [];
  const digests = new Map(
    references.map((one) => [(one.attributes.FileRef ?? '').replace(/^\//, ''), one.said('CheckValue') ?? '']),
  );
  const uncovered = [...files.keys()].filter((path) => !UNCOVERED.has(path) && !digests.has(path));
  const wrong = [...digests].filter(([path, digest]) => {
    const bytes = files.get(path);
    return !bytes || sm3(bytes).toString('base64') !== digest;
  });
  return [
    { name: 'coverage', ok: uncovered.length === 0 && digests.size === references.length, files: uncovered },
    { name: 'digest', ok: wrong.length === 0, files: wrong.map(([path]) => path) },
  ];
};

const bodyOf = (files: OfdFiles | undefined) => rootOf(files?.get('OFD.xml'), 'OFD')?.all('DocBody')[0];

/** `roots`: self-signed certificates (DER) of the library's SM2 keys. Never throws. */
export const verifyOfd = async (bytes: Uint8Array, roots: readonly Uint8Array[]): Promise<VerifiedOfd> => {
  const files = await opened(bytes);
  const body = bodyOf(files);
  const data = body?.all('DocInfo')[0]?.all('CustomDatas')[0]?.all('CustomData') ?? [];
  const identifier = data.find(({ attributes }) => attributes.Name === 'ZZBS')?.text;
  const claim = identifier ? { identifier } : {};
  const [list, value] = [files?.get(SIGNATURE), files?.get(SIGNED_VALUE)];
  const formed = body?.said('Signatures') === SIGNATURES && rootOf(files?.get(SIGNATURES), 'Signatures');
  if (!files || !list || !value || !formed) return { checks: [{ name: 'form', ok: false }], ...claim };
  const form: OfdCheck = { name: 'form', ok: formed.all('Signature').length === 1 };
  const found = quietly(() => readSignature(value));
  if (!found) return { checks: [form, { name: 'signature', ok: false }, ...fileChecks(files, list)], ...claim };
  const trusted = roots.flatMap((der) => quietly(() => readCertificate(Buffer.from(der))) ?? []);
  const { checks, root } = sealChecks(found, list, trusted);
  return {
    checks: [form, ...checks, ...fileChecks(files, list)],
    ...claim,
    by: found.by.commonName,
    seal: found.seal.id,
    sealedAt: found.at,
    ...(root ? { root: root.der } : {}),
  };
};
