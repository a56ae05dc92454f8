/** Related resources whose bytes are known here: their digests must be of a published version. VCDM 2.0, 5.3. */
import type { Credential, Remark } from '#schemas/credential.ts';
import { fromMultibase } from '../encoding/base58.ts';
import { digestsOf } from './contexts.ts';

type Related = Readonly<Pick<Credential, 'relatedResource'>>;

/** SHA-256 in hex, with or without the header of a multihash. */
const sha256Of = (text: string): string | undefined => {
  try {
    const hex = Buffer.from(fromMultibase(text)).toString('hex');
    return hex.startsWith('1220') && hex.length === 68 ? hex.slice(4) : hex;
  } catch {
    return undefined;
  }
};

/** Subresource Integrity: any digest of the list may be the right one; algorithms that are not known here say nothing. */
const sriHolds = (sri: string, known: { readonly sha256: readonly string[]; readonly sha384: readonly string[] }) =>
  sri.split(/\s+/).some((one) => {
    const [, algorithm, digest = ''] = /^(sha256|sha384)-([A-Za-z0-9+/]+=*)$/.exec(one) ?? [];
    if (algorithm === 'sha384') return known.sha384.includes(digest);
    return algorithm === 'sha256' && known.sha256.includes(Buffer.from(digest, 'base64').toString('hex'));
  });

/** Errors, and remarks about what is not known here and so was not compared. */
export const checkRelated = ({
  relatedResource,
}: Related): { errors: readonly Remark[]; remarks: readonly Remark[] } => {
  const all = relatedResource === undefined ? [] : [relatedResource].flat();
  const named = all.map((one, i) => ({ ...one, known: digestsOf(one.id), field: `/relatedResource/${i}` }));
  const wrong = named.filter(
    ({ known, digestSRI, digestMultibase }) =>
      known &&
      ((digestSRI !== undefined && !sriHolds(digestSRI, known)) ||
        (digestMultibase !== undefined && !known.sha256.includes(sha256Of(digestMultibase) ?? ''))),
  );
  return {
    errors: wrong.map(({ field }) => ({ field, rule: 'digest-differs' })),
    remarks: named.filter(({ known }) => !known).map(({ field }) => ({ field, rule: 'resource-not-compared' })),
  };
};
