/** The file comes in parts, in any order; complete, it is submitted. */
import { sha256 } from '#functions/kernel/digest.ts';
import { step } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import type { Body } from '#functions/kernel/request.ts';
import { sealBytes } from '#functions/kernel/sealed.ts';
import { BATCH_LIMITS, BATCH_SECONDS, type Submission } from '#schemas/batch.ts';
import type { batchesRoutes } from '#schemas/routes/batches.ts';
import type { StoredBatch, StoredPart } from '#schemas/stored-batch.ts';
import { digestOf, keyOf, places } from './batch-key.ts';
import { batchLifecycle } from './batch-lifecycle.ts';
import { sendLook } from './messages.ts';
import { type OwnDeps, own } from './own.ts';
import type { PartsStore } from './parts.store.ts';
import type { Timers } from './timers.ts';
import type { Uploads } from './uploads.client.ts';
import { shown } from './view.ts';

type Routes = typeof batchesRoutes;

export interface UploadDeps extends OwnDeps {
  readonly parts: PartsStore;
  readonly uploads: Pick<Uploads, 'put' | 'remove'>;
  readonly timers: Timers;
  readonly room: Queue;
}

/** Throws conflict, unless the same bytes came before: then it is a repeat whose answer was lost. */
const mayReceive = async (deps: UploadDeps, batch: StoredBatch, part: StoredPart, now: number): Promise<void> => {
  if (batch.state === 'receiving' && now < batch.until) return;
  const there = (await deps.parts.all(batch.id)).some((one) => one.part === part.part && one.digest === part.digest);
  if (there) return;
  step(batchLifecycle, batch.state, 'receive');
  throw problem('conflict', { detail: 'the time for uploading is over', cause: 'too-late' });
};

/** First the bytes, then the item that names them. Throws conflict when other bytes stand under this number. */
const taken = async (deps: UploadDeps, batch: StoredBatch, key: Uint8Array, part: StoredPart, bytes: Uint8Array) => {
  await deps.uploads.put(batch.id, part, sealBytes(key, places.part(batch.id, part.part), bytes));
  const found = await deps.parts.add(batch.id, part);
  if (found === 'written' || found.digest === part.digest) return;
  await deps.uploads.remove(batch.id, part);
  throw problem('conflict', { detail: `part ${part.part} is there already, with other bytes`, cause: 'other-part' });
};

export const putPart =
  (deps: UploadDeps): Body<Routes['putBatchPart']> =>
  async ({ caller, params, bytes = new Uint8Array(), now }) => {
    const { batch } = await own(deps, caller, params.batch);
    if (bytes.length === 0) throw problem('unprocessable', { errors: [{ field: '/', rule: 'not-empty' }] });
    const keys = await deps.keys();
    const part: StoredPart = { v: 1, part: params.part, bytes: bytes.length, digest: digestOf(keys, bytes) };
    await mayReceive(deps, batch, part, now);
    if (batch.state === 'receiving') await taken(deps, batch, keyOf(keys, batch), part, bytes);
    const digest = Buffer.from(sha256(bytes), 'base64url').toString('base64');
    return { body: { part: part.part, bytes: bytes.length, digest } };
  };

/** Every part that is wanted, none beside, all bytes. */
const missing = (parts: readonly StoredPart[], { parts: count, bytes }: Submission) => {
  const there = new Set(parts.map(({ part }) => part));
  const wanted = Array.from({ length: count }, (_, i) => i + 1);
  const gaps = wanted.filter((part) => !there.has(part)).map((part) => ({ field: `/parts/${part}`, rule: 'missing' }));
  const surplus = parts
    .filter(({ part }) => part > count)
    .map(({ part }) => ({ field: `/parts/${part}`, rule: 'one-too-many' }));
  const sum = parts.reduce((all, part) => all + part.bytes, 0);
  const broken = [...gaps, ...surplus];
  if (broken.length === 0 && sum !== bytes) broken.push({ field: '/bytes', rule: 'as-many-as-uploaded' });
  if (broken.length === 0 && sum > BATCH_LIMITS.bytes) broken.push({ field: '/bytes', rule: 'too-many' });
  return broken.slice(0, 20);
};

/** Submitted again with the same words it is answered as it stands, and looked after once more. */
export const submitBatch =
  (deps: UploadDeps): Body<Routes['submitBatch']> =>
  async ({ caller, params, body, now }) => {
    const { batch } = await own(deps, caller, params.batch);
    const keys = await deps.keys();
    const digest = digestOf(keys, Buffer.from(body.sha256));
    const { sha256: _own, ...stated } = body;
    const before = batch.submission;
    const again = before && before.digest === digest && before.parts === body.parts && before.bytes === body.bytes;
    if (again && before.rows === body.rows) {
      if (batch.state === 'submitted') await sendLook(deps.room, batch.id, now);
      return { body: shown(batch) };
    }
    const state = step(batchLifecycle, batch.state, 'submit');
    if (batch.until <= now) throw problem('conflict', { detail: 'the time for uploading is over', cause: 'too-late' });
    const errors = missing(await deps.parts.all(batch.id), body);
    if (errors.length > 0) throw problem('unprocessable', { errors });
    const until = now + (batch.ticketed ? BATCH_SECONDS.ticketed : BATCH_SECONDS.run) * 1000;
    const next = { ...batch, state, until, submission: { ...stated, digest, at: now }, revision: batch.revision + 1 };
    await deps.timers.at(next.until, next.id);
    if ((await deps.batches.change(next)) === 'stale') throw problem('conflict', { cause: 'batch-changed' });
    await sendLook(deps.room, batch.id, now);
    return { body: shown(next) };
  };
