/** The page of a copy: the certificate's own face, stamped. */
import { beijingMinute } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { CertificateMaster } from '#schemas/certificate.ts';
import type { Allowed } from '../allow.ts';
import { faceOf } from '../layout.ts';
import { masterText, sha256Hex } from '../master.ts';
import { checkAddress, type Press } from '../press.ts';
import { brokenStamp } from '../printable.ts';
import type { StoredCopyItem } from './stored-copy.ts';

/** PDF bytes; same input, same bytes. Throws unprocessable when the reason cannot be printed. */
export const drawCopy = (
  { press, publicUrl }: { readonly press: Press; readonly publicUrl: string },
  master: CertificateMaster,
  { type, who }: Allowed,
  made: Pick<StoredCopyItem, 'copy' | 'case' | 'matter' | 'madeAt' | 'expiresAt'>,
  reason: string,
): Promise<Uint8Array> => {
  const stamp = {
    copy: made.copy,
    case: made.case,
    matter: type.permittedUse.find(({ matter }) => matter === made.matter)?.name?.zh ?? made.matter,
    department: who.department.name.zh,
    reason,
    madeAt: beijingMinute(made.madeAt),
    expiresAt: beijingMinute(made.expiresAt),
  };
  const errors = brokenStamp(press.covers, stamp);
  if (errors.length > 0) throw problem('unprocessable', { errors: errors.slice(0, 20) });
  const digest = sha256Hex(masterText(master));
  return press.draw({
    face: faceOf(master, type),
    identifier: master.identifier,
    digest,
    checkAddress: checkAddress(publicUrl, master.identifier, digest),
    dated: made.madeAt,
    stamp,
  });
};
