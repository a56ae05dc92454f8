/** A part of a file is taken in, in any order and as often as it is sent: for a batch, and for a back-fill. */
import { type HubKeys, sha256 } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import { sealBytes } from '#functions/kernel/sealed.ts';
import type { BatchPart, Submission } from '#schemas/batch.ts';
import type { StoredPart } from '#schemas/stored-batch.ts';
import { digestOf, keyOf, places } from './batch-key.ts';
import type { PartsStore } from './parts.store.ts';
import type { Uploads } from './uploads.client.ts';

/** Whose file it is. */
export interface Receiver {
  readonly id: string;
  readonly state: string;
  /** When it ends to receive, epoch ms. */
  readonly until: number;
  readonly key?: string | undefined;
}

export interface TakeDeps {
  readonly keys: () => Promise<HubKeys>;
  readonly parts: PartsStore;
  readonly uploads: Pick<Uploads, 'put' | 'remove'>;
}

/** Throws conflict, unless the same bytes came before: then it is a repeat whose answer was lost. `assertOpen`: throws for its state. */
const mayReceive = async (deps: TakeDeps, to: Receiver, part: StoredPart, now: number, assertOpen: () => void) => {
  if (to.state === 'receiving' && now < to.until) return;
  const there = (await deps.parts.all(to.id)).some((one) => one.part === part.part && one.digest === part.digest);
  if (there) return;
  assertOpen();
  throw problem('conflict', { detail: 'the time for uploading is over', cause: 'too-late' });
};

/** First the bytes, then the item that names them. Throws conflict when other bytes stand under this number. */
const taken = async (deps: TakeDeps, to: Receiver, key: Uint8Array, part: StoredPart, bytes: Uint8Array) => {
  await deps.uploads.put(to.id, part, sealBytes(key, places.part(to.id, part.part), bytes));
  const found = await deps.parts.add(to.id, part);
  if (found === 'written' || found.digest === part.digest) return;
  await deps.uploads.remove(to.id, part);
  throw problem('conflict', { detail: `part ${part.part} is there already, with other bytes`, cause: 'other-part' });
};

/** `now`: epoch ms. Throws conflict, unprocessable. */
export const takePart = async (
  deps: TakeDeps,
  to: Receiver,
  { part: number, bytes, now }: { readonly part: number; readonly bytes: Uint8Array; readonly now: number },
  assertOpen: () => void,
): Promise<BatchPart> => {
  if (bytes.length === 0) throw problem('unprocessable', { errors: [{ field: '/', rule: 'not-empty' }] });
  const keys = await deps.keys();
  const part: StoredPart = { v: 1, part: number, bytes: bytes.length, digest: digestOf(keys, bytes) };
  await mayReceive(deps, to, part, now, assertOpen);
  if (to.state === 'receiving') await taken(deps, to, keyOf(keys, to), part, bytes);
  const digest = Buffer.from(sha256(bytes), 'base64url').toString('base64');
  return { part: part.part, bytes: bytes.length, digest };
};

/** Every part that is wanted, none beside, all bytes and no more than `most`; what is not so. */
export const missing = (
  parts: readonly StoredPart[],
  { parts: count, bytes }: Pick<Submission, 'parts' | 'bytes'>,
  most: number,
) => {
  const there = new Set(parts.map(({ part }) => part));
  const wanted = Array.from({ length: count }, (_, i) => i + 1);
  const gaps = wanted.filter((part) => !there.has(part)).map((part) => ({ field: `/parts/${part}`, rule: 'missing' }));
  const surplus = parts
    .filter(({ part }) => part > count)
    .map(({ part }) => ({ field: `/parts/${part}`, rule: 'one-too-many' }));
  const sum = parts.reduce((all, part) => all + part.bytes, 0);
  const broken = [...gaps, ...surplus];
  if (broken.length === 0 && sum !== bytes) broken.push({ field: '/bytes', rule: 'as-many-as-uploaded' });
  if (broken.length === 0 && sum > most) broken.push({ field: '/bytes', rule: 'too-many' });
  return broken.slice(0, 20);
};
