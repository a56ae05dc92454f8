/** Codes with right check digits that no real person or firm holds. */
import { citizenIdCheck, creditCodeCheck, organisationCheck } from '#schemas/identifier.ts';

/**
 * Sequences 996-999 were kept for people over a hundred in the 15-digit system; with a later birth date they are practically
 * unissued. The 17th digit is odd for men: 999 and 997 are men, 998 and 996 women.
 */
export const SEQUENCES = { male: ['999', '997'], female: ['998', '996'] } as const;

/** `bornOn`: yyyy-mm-dd. */
export const citizenId = (division: string, bornOn: string, sequence: string): string => {
  const body = `${division}${bornOn.replaceAll('-', '')}${sequence}`;
  return body + citizenIdCheck(body);
};

/** `category`: 91 company, 92 sole trader. `organisation`: 8 characters; MA000T?? is not issued in Zhejiang. */
export const creditCode = (category: '91' | '92', division: string, organisation: string): string => {
  const body = `${category}${division}${organisation}${organisationCheck(organisation)}`;
  return body + creditCodeCheck(body);
};

/** Calendar date of the day `days` after 1970-01-01. */
export const dateOf = (days: number): string => new Date(days * 86_400_000).toISOString().slice(0, 10);
export const daysOf = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / 86_400_000);
