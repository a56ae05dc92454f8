/** One certificate and what has become of it. */
import { useState } from 'react';
import type { OperationRequest } from '#schemas/certificate-operation.ts';
import { type Answer, ask } from '../../api.ts';

export type Line = Answer<'GET /v1/certificates/{identifier}/operations'>['items'][number];
type Summary = Answer<'GET /v1/certificates/{identifier}'>;

export interface Looked {
  readonly certificate: Summary;
  /** Newest first; the newest carries the revision that an operation names. */
  readonly history: readonly Line[];
}

export type Looking =
  | { readonly at: 'idle' }
  | { readonly at: 'busy' }
  | { readonly at: 'refused'; readonly error: unknown }
  | { readonly at: 'there'; readonly looked: Looked; readonly done?: Line };

const MOST_LINES = 100;

const look = async (identifier: string): Promise<Looked> => {
  const params = { identifier };
  const [certificate, { items }] = await Promise.all([
    ask('GET /v1/certificates/{identifier}', { params }),
    ask('GET /v1/certificates/{identifier}/operations', { params, query: { limit: MOST_LINES } }),
  ]);
  return { certificate, history: items };
};

/** Throws what the hub refused. The key names the wish, so that a second press acts once. */
export const operate = (looked: Looked, body: OperationRequest, idempotencyKey: string): Promise<Line> =>
  ask(
    'POST /v1/certificates/{identifier}/operations',
    { params: { identifier: looked.certificate.identifier }, body },
    { idempotencyKey, ifMatch: looked.history[0]?.revision ?? 0 },
  );

export const useCertificate = () => {
  const [looking, setLooking] = useState<Looking>({ at: 'idle' });
  const open = (identifier: string, done?: Line): void => {
    if (!done) setLooking({ at: 'busy' });
    look(identifier).then(
      (looked) => setLooking({ at: 'there', looked, ...(done ? { done } : {}) }),
      (error) => setLooking({ at: 'refused', error }),
    );
  };
  return { looking, open };
};
