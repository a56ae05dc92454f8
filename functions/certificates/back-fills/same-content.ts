/** Does a certificate that stands there say what a row says? */
import { canonical } from '#functions/kernel/canonical.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import { CertificateMaster, type IssueRequest } from '#schemas/certificate.ts';
import type { WithMaster } from '../certificates.store.ts';
import type { Files } from '../files.client.ts';
import { openWorkingCopy } from '../working-copy.ts';

type Content = Pick<IssueRequest, 'number' | 'holders' | 'issuedOn' | 'validFrom' | 'validUntil' | 'data'>;

const textOf = ({ number, holders, issuedOn, validFrom, validUntil, data }: Content): string =>
  canonical({ number, holders, issuedOn, validFrom, ...(validUntil === undefined ? {} : { validUntil }), data });

/** By the master itself, so that it holds whoever issued it and under whichever key. */
export const sameContent = async (
  { files, keys }: { readonly files: Files; readonly keys: HubKeys },
  { certificate, master }: WithMaster,
  request: IssueRequest,
): Promise<boolean> => {
  if (!certificate) return false;
  const { identifier, type, files: named } = certificate;
  const text =
    openWorkingCopy(keys, identifier, master, named.json) ??
    new TextDecoder().decode(await files.get(type, identifier, 'json', named.json));
  return textOf(CertificateMaster.parse(JSON.parse(text))) === textOf(request);
};
