/** The page of a copy: the certificate's own face, stamped. */
import { beijingMinute } from '#functions/kernel/beijing.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { CertificateMaster } from '#schemas/certificate.ts';
import type { Allowed } from '../allow.ts';
import { faceOf } from '../layout.ts';
import type { OfdInput } from '../ofd/draw.ts';
import { checkAddress, type Press } from '../press.ts';
import { brokenStamp } from '../printable.ts';
import type { StoredCopyItem } from './stored-copy.ts';

export interface ToStamp {
  readonly master: CertificateMaster;
  readonly allowed: Allowed;
  readonly made: Pick<StoredCopyItem, 'copy' | 'case' | 'matter' | 'madeAt' | 'expiresAt' | 'master'>;
  readonly reason: string;
}

/** What is drawn. Throws unprocessable when the reason cannot be printed. */
export const copyPage = (
  { press, publicUrl }: { readonly press: Press; readonly publicUrl: string },
  { master, allowed: { type, who }, made, reason }: ToStamp,
): OfdInput => {
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
  return {
    master,
    face: faceOf(master, type),
    identifier: master.identifier,
    digest: made.master,
    checkAddress: checkAddress(publicUrl, master.identifier, made.master),
    dated: made.madeAt,
    stamp,
  };
};
