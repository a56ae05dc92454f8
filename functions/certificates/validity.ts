/** "Valid" is computed: state AND dates, at an instant. Expiry by the calendar is no event. */
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { CertificateState } from '#schemas/certificate.ts';

export interface Dated {
  readonly state: CertificateState;
  /** Beijing dates, both days included. */
  readonly validFrom: string;
  readonly validUntil?: string | undefined;
}

export const datesHold = ({ validFrom, validUntil }: Dated, now: number): boolean => {
  const today = beijingDate(now);
  return validFrom <= today && (validUntil === undefined || today <= validUntil);
};

export const isValid = (certificate: Dated, now: number): boolean =>
  certificate.state === '01' && datesHold(certificate, now);
