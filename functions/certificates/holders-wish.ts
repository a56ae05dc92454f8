/** What the app does in which a holder has signed in: by his own wish, under no grant, and recorded. */
import { keepRecord } from '#functions/exchange/keep-record.ts';
import { type RecordFacts, releasedText } from '#functions/exchange/record.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Party } from '#functions/snapshot/caller.ts';
import type { CertificateType } from '#schemas/certificate.ts';
import { certificateResourceId } from '#schemas/certificate-resource.ts';
import type { Level } from '#schemas/resource.ts';

export interface Wish {
  readonly kind: 'show' | 'wallet';
  readonly level: Level;
  readonly identifier: string;
  /** Code of the holder. */
  readonly holder: string;
  /** Epoch ms. */
  readonly now: number;
}
type WishFacts = Omit<RecordFacts, 'found' | 'releasedText'>;

export const wishFacts = (
  who: Party,
  type: CertificateType,
  { kind, level, identifier, holder, now }: Wish,
): WishFacts => ({
  kind,
  level,
  at: now,
  ms: 0,
  client: who.client.id,
  consumer: who.department.id,
  provider: type.issuer,
  resource: certificateResourceId(type.id),
  resourceVersion: type.version,
  grant: '',
  grantRevision: 0,
  party: 'applicant',
  fields: [],
  certificate: identifier,
  subjectCode: holder,
  requestText: canonical({ [kind]: identifier, holder }),
});

/** That he does not hold it says something about him, too: recorded, then not-found, as for a certificate that is not there. */
export const notHis = async (facts: WishFacts, deps: Parameters<typeof keepRecord>[2]): Promise<never> => {
  await keepRecord({ ...facts, found: false, releasedText: releasedText({ refused: 'not-found' }) }, undefined, deps);
  throw problem('not-found');
};
