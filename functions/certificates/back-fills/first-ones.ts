/** What a file says twice: the number of another row, or the holder of another where he may have one only. The first row counts. */
import { canonical } from '#functions/kernel/canonical.ts';
import { sha256 } from '#functions/kernel/digest.ts';
import type { CertificateState, CertificateType } from '#schemas/certificate.ts';
import { sameNumber } from '../entry.ts';
import { holdsPlace } from '../lifecycle.ts';
import { stateAfter } from './past.ts';

/** Whom a row comes after. `content`: of one number, whether it says the same. */
export type SameAs =
  | { readonly row: number; readonly what: 'number'; readonly content: boolean }
  | { readonly row: number; readonly what: 'holder' };

/** A row as far as it need be understood to be counted; it is checked when it is issued. */
interface Glance {
  readonly number?: unknown;
  readonly version?: unknown;
  readonly holders?: unknown;
  readonly later?: { readonly operation?: unknown } | null;
}

const codesOf = ({ holders }: Glance): string[] =>
  Array.isArray(holders) ? holders.map((holder: { code?: unknown } | null) => String(holder?.code ?? '')) : [];

/** Holds of a hundred thousand rows a digest and a number each. */
export const firstOnes = ({ holding }: Pick<CertificateType, 'holding'>) => {
  const numbers = new Map<string, { readonly row: number; readonly content: string }>();
  const holders = new Map<string, number>();
  return (row: number, value: object): { readonly state: CertificateState; readonly sameAs?: SameAs } => {
    const glance = value as Glance;
    const state = stateAfter(glance.later?.operation);
    const content = sha256(canonical(value)).slice(0, 22);
    const number = `${sameNumber(String(glance.number))}#${glance.version ?? 1}`;
    const before = numbers.get(number);
    if (before) return { state, sameAs: { row: before.row, what: 'number', content: before.content === content } };
    numbers.set(number, { row, content });
    if (holding === 'multiple' || !holdsPlace(state)) return { state };
    const codes = codesOf(glance);
    const first = codes.map((code) => holders.get(code)).find((one) => one !== undefined);
    for (const code of codes) holders.set(code, holders.get(code) ?? row);
    return { state, ...(first === undefined ? {} : { sameAs: { row: first, what: 'holder' as const } }) };
  };
};
