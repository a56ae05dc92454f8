/** Each batch has a key of its own: when it goes, file, rows and answers are unreadable wherever a copy stands. */
import { randomBytes } from 'node:crypto';
import { type HubKeys, hmac, sha256 } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import { openBytes, sealBytes } from '#functions/kernel/sealed.ts';

const place = (id: string): string => `batch ${id}`;

/** A new one, sealed under the hub's. */
export const newKey = (keys: HubKeys, id: string): string =>
  sealBytes(keys.kept, place(id), randomBytes(32)).toString('base64url');

/** Throws answer-expired when the key is gone. */
export const keyOf = (
  keys: HubKeys,
  { id, key }: { readonly id: string; readonly key?: string | undefined },
): Uint8Array => {
  if (key === undefined) throw problem('answer-expired', { cause: 'batch-key-gone' });
  return openBytes(keys.kept, place(id), Buffer.from(key, 'base64url'));
};

/** What sealed bytes belong to; moved elsewhere they do not open. */
export const places = {
  part: (id: string, part: number) => `batch ${id} part ${part}`,
  chunk: (id: string, chunk: number) => `batch ${id} chunk ${chunk}`,
  row: (id: string, row: number) => `batch ${id} row ${row}`,
};

/** Names an object, and tells the same bytes from others; says nothing to who does not hold the hub's key. */
export const digestOf = (keys: HubKeys, bytes: Uint8Array): string => hmac(keys.request, `batch\n${sha256(bytes)}`);
