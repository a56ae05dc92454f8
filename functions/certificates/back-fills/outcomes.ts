/** The outcomes of a chunk: sealed as one text, and counted. */
import * as z from 'zod';
import { openBytes, sealBytes } from '#functions/kernel/sealed.ts';
import { BACK_FILL_OUTCOMES, BackFillLine, type OutcomeCounts, type StateCounts } from '#schemas/back-fill.ts';
import type { CertificateState } from '#schemas/certificate.ts';

const Lines = z.array(BackFillLine);
const place = (id: string, chunk: number): string => `back-fill ${id} outcomes ${chunk}`;

export const sealLines = (key: Uint8Array, id: string, chunk: number, lines: readonly BackFillLine[]): Uint8Array =>
  sealBytes(key, place(id, chunk), Buffer.from(JSON.stringify(lines)));

export const openLines = (key: Uint8Array, id: string, chunk: number, sealed: Uint8Array): BackFillLine[] =>
  Lines.parse(JSON.parse(openBytes(key, place(id, chunk), sealed).toString('utf8')));

export const noOutcomes = (): OutcomeCounts =>
  Object.fromEntries(BACK_FILL_OUTCOMES.map((outcome) => [outcome, 0])) as OutcomeCounts;

export const countLines = (lines: readonly BackFillLine[]): OutcomeCounts => {
  const counts = noOutcomes();
  for (const { outcome } of lines) counts[outcome] += 1;
  return counts;
};

/** States of the certificates that these rows are in the library by: issued, or there before. A row that says another's number again is none. */
export const statesOf = (lines: readonly BackFillLine[]): StateCounts => {
  const states: Partial<Record<CertificateState, number>> = {};
  for (const { outcome, state, sameAs } of lines)
    if (state && sameAs === undefined && (outcome === 'issued' || outcome === 'duplicate'))
      states[state] = (states[state] ?? 0) + 1;
  return states;
};

/** Every state of both, summed. */
export const sumOfStates = (all: readonly StateCounts[]): StateCounts => {
  const states: Partial<Record<CertificateState, number>> = {};
  for (const one of all)
    for (const [state, n = 0] of Object.entries(one) as [CertificateState, number | undefined][])
      states[state] = (states[state] ?? 0) + n;
  return states;
};
