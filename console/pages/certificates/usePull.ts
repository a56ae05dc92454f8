/** Pulls a certificate at the chosen level, or has a copy made. */
import { useState } from 'react';
import type { Level } from '#schemas/resource.ts';
import { type Answer, ask } from '../../api.ts';
import type { Wanted } from './useFind.ts';
import { bytesOf } from './values.ts';

export interface Chosen {
  readonly level: Level;
  readonly fields: readonly string[];
  readonly reason: string;
}

export interface CopyFile {
  readonly identifier: string;
  readonly expiresAt: string;
  readonly sha256: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Result {
  readonly pulled: Answer<'POST /v1/certificates/{identifier}/pull'>;
  readonly copy?: CopyFile;
}

export type Pulling =
  | { readonly at: 'idle' }
  | { readonly at: 'busy' }
  | { readonly at: 'refused'; readonly error: unknown }
  | { readonly at: 'done'; readonly result: Result };

/** Whoever has a copy made fetches it at once: the token is used up, and stands nowhere. */
const redeemed = async ({ identifier, token }: NonNullable<Result['pulled']['copy']>): Promise<CopyFile> => {
  const { content, sha256, expiresAt } = await ask('POST /v1/copies/redeem', { body: { token, format: 'pdf' } });
  return { identifier, sha256, expiresAt, bytes: bytesOf(content) };
};

const pullAt = async (identifier: string, wanted: Wanted, { level, fields, reason }: Chosen): Promise<Result> => {
  const { ticket, role, holder } = wanted;
  const body = {
    purpose: { kind: 'matter' as const, matter: ticket.matter, ticket: ticket.text },
    party: { role },
    holder,
    fields: [...fields],
  };
  const idempotencyKey = crypto.randomUUID();
  const params = { identifier };
  if (level !== 'copy')
    return {
      pulled: await ask(
        'POST /v1/certificates/{identifier}/pull',
        { params, body: { ...body, level } },
        { idempotencyKey },
      ),
    };
  const pulled = await ask(
    'POST /v1/certificates/{identifier}/copies',
    { params, body: { ...body, level, reason } },
    { idempotencyKey },
  );
  if (!pulled.copy) return { pulled };
  return { pulled, copy: await redeemed(pulled.copy) };
};

export const usePull = (identifier: string, wanted: Wanted) => {
  const [pulling, setPulling] = useState<Pulling>({ at: 'idle' });
  const pull = (chosen: Chosen): void => {
    setPulling({ at: 'busy' });
    pullAt(identifier, wanted, chosen).then(
      (result) => setPulling({ at: 'done', result }),
      (error) => setPulling({ at: 'refused', error }),
    );
  };
  return { pulling, pull };
};
