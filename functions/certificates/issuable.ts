/** Which types a caller may issue. */
import { problem } from '#functions/kernel/problem.ts';
import { forbidden, type Party } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { CertificateType } from '#schemas/certificate.ts';
import { assertNotEnded } from './ended.ts';

/** The type, when this caller's department issues it and it has not ended. Throws unprocessable; forbidden, explained. */
export const issuable = (snapshot: IndexedSnapshot, who: Party, id: string, now: number): CertificateType => {
  const type = snapshot.certificateType(id);
  if (!type || type.suspended) throw problem('unprocessable', { errors: [{ field: '/type', rule: 'unknown-type' }] });
  if (type.issuer !== who.department.id)
    throw forbidden(snapshot, 'not-the-issuer', '由颁发部门签发 Its issuing department issues it');
  assertNotEnded(type, now);
  return type;
};
