/** Cursors of paged answers: AES-256-GCM, bound to caller and filter as additional data. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { problem } from './problem.ts';

const aad = (caller: string, filter: unknown) => Buffer.from(`${caller}\n${JSON.stringify(filter)}`);

export const sealCursor = (key: Uint8Array, caller: string, filter: unknown, position: unknown): string => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(aad(caller, filter));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(position), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
};

/** Throws invalid-request when the cursor is altered, foreign, or belongs to another filter. */
export const openCursor = (key: Uint8Array, caller: string, filter: unknown, cursor: string): unknown => {
  try {
    const bytes = Buffer.from(cursor, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(aad(caller, filter));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8'));
  } catch {
    throw problem('invalid-request', { errors: [{ field: '/query/cursor', rule: 'cursor' }] });
  }
};
