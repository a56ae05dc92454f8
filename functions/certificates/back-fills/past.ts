/** What had become of a certificate before it was handed in. */
import type { CertificateState } from '#schemas/certificate.ts';
import { certificateLifecycle } from '../lifecycle.ts';

const EVENTS: Readonly<Record<string, { readonly moves: Readonly<Record<string, string>> }>> =
  certificateLifecycle.events;

/** The state after the operation, whatever stands in its place; 01 where there is none, or none that is known. */
export const stateAfter = (operation: unknown): CertificateState => {
  const name = String(operation);
  const moves = Object.hasOwn(EVENTS, name) ? EVENTS[name]?.moves : undefined;
  return (moves?.['01'] ?? '01') as CertificateState;
};
