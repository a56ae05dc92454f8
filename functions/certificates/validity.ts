/** "Valid" is computed: state AND dates, at an instant. Expiry by the calendar is no event. */
import type { CertificateState } from '#schemas/certificate.ts';

export interface Dated {
  readonly state: CertificateState;
  /** Beijing dates, both days included. */
  readonly validFrom: string;
  readonly validUntil?: string | undefined;
}

const BEIJING_OFFSET_MS = 8 * 3_600_000;

/** Epoch ms to the date in Beijing. */
export const beijingDate = (now: number): string => new Date(now + BEIJING_OFFSET_MS).toISOString().slice(0, 10);

/** Epoch ms to date and minute in Beijing, as printed. */
export const beijingMinute = (now: number): string =>
  new Date(now + BEIJING_OFFSET_MS).toISOString().slice(0, 16).replace('T', ' ');

export const datesHold = ({ validFrom, validUntil }: Dated, now: number): boolean => {
  const today = beijingDate(now);
  return validFrom <= today && (validUntil === undefined || today <= validUntil);
};

export const isValid = (certificate: Dated, now: number): boolean =>
  certificate.state === '01' && datesHold(certificate, now);
