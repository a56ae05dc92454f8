/** Batches 批量查询: one resource asked about many rows in one job. */
import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { BATCH_LIMITS, Batch, BatchFormat, BatchPart } from '#schemas/batch.ts';
import type { batchesRoutes } from '#schemas/routes/batches.ts';
import type { Caller, CallOptions } from './call.ts';
import { type Listing, listing } from './paging.ts';
import { deadlineSignal, sleep } from './retry.ts';

type R = typeof batchesRoutes;
type New = z.input<R['createBatch']['body']>;

/** Held to the schema by its type. */
const PART_BYTES: (typeof BATCH_LIMITS)['partBytes'] = 4_000_000;
const WEEK_MS = 604_800_000;
const POLL = { firstMs: 500, mostMs: 5000 };
const ENDS: readonly Batch['state'][] = ['done', 'cancelled', 'failed', 'expired'];

/** Nothing happens to it any more. */
export const hasEnded = ({ state }: Batch): boolean => ENDS.includes(state);

export interface BatchOptions extends CallOptions {
  /** The same key and the same bytes again go on with the same batch. */
  readonly idempotencyKey?: string;
  /** Bytes of the file that lie at the hub. */
  readonly onUpload?: (sent: number, all: number) => void;
}

export interface WaitOptions extends CallOptions {
  readonly onProgress?: (batch: Batch) => void;
}

export const batches = (call: Caller) => {
  const get = (batch: string, options?: CallOptions): Promise<Batch> =>
    call<R['getBatch']>({ method: 'GET', path: '/v1/batches/{batch}', scope: 'exchange', params: { batch } }, options);

  const create = (body: New, idempotencyKey: string | true, options?: CallOptions): Promise<Batch> =>
    call<R['createBatch']>(
      { method: 'POST', path: '/v1/batches', scope: 'exchange', body, key: idempotencyKey },
      options,
    );

  const upload = (
    batch: string,
    part: number,
    bytes: Uint8Array<ArrayBuffer>,
    options?: CallOptions,
  ): Promise<BatchPart> =>
    call<R['putBatchPart']>(
      { method: 'PUT', path: '/v1/batches/{batch}/parts/{part}', scope: 'exchange', params: { batch, part }, bytes },
      options,
    );

  /** The same submission again finds the batch as it is by then. */
  const submit = (batch: string, body: z.input<R['submitBatch']['body']>, options?: CallOptions): Promise<Batch> =>
    call<R['submitBatch']>(
      {
        method: 'POST',
        path: '/v1/batches/{batch}/submission',
        scope: 'exchange',
        params: { batch },
        body,
        looks: true,
      },
      options,
    );

  const result = (batch: string, part: number, format: BatchFormat = 'csv', options?: CallOptions): Promise<string> =>
    call.text<R['getBatchResult']>(
      {
        method: 'GET',
        path: '/v1/batches/{batch}/results/{part}',
        scope: 'exchange',
        params: { batch, part },
        query: { format },
      },
      options,
    );

  return {
    get,
    create,
    upload,
    submit,
    result,
    list: (options?: CallOptions): Listing<Batch> =>
      listing((cursor) =>
        call<R['listBatches']>(
          { method: 'GET', path: '/v1/batches', scope: 'exchange', query: { limit: 100, cursor } },
          options,
        ),
      ),

    /** Creates, uploads in parts and submits. Each of its calls may be made again, so after a death it is called again with the same key. */
    send: async (
      body: New,
      file: Uint8Array<ArrayBuffer>,
      { idempotencyKey, onUpload, ...options }: BatchOptions = {},
    ): Promise<Batch> => {
      const made = await create(body, idempotencyKey ?? true, options);
      if (made.state !== 'receiving') return made;
      const parts = Math.ceil(file.length / PART_BYTES);
      for (let part = 1; part <= parts; part += 1) {
        const end = Math.min(file.length, part * PART_BYTES);
        await upload(made.id, part, file.subarray((part - 1) * PART_BYTES, end), options);
        onUpload?.(end, file.length);
      }
      const sha256 = createHash('sha256').update(file).digest('hex');
      return submit(made.id, { parts, bytes: file.length, sha256 }, options);
    },

    /** Looks until it has ended: done, cancelled, failed or expired. A week at most unless said. */
    wait: async (batch: string, { onProgress, deadlineMs = WEEK_MS, signal }: WaitOptions = {}): Promise<Batch> => {
      using deadline = deadlineSignal(Math.min(deadlineMs, 2 ** 31 - 1), signal);
      for (let wait = POLL.firstMs; ; wait = Math.min(POLL.mostMs, wait * 1.5)) {
        const found = await get(batch, { signal: deadline });
        onProgress?.(found);
        if (hasEnded(found)) return found;
        await sleep(wait, deadline);
      }
    },

    /** All parts of the result in order; one behind the other they are one file. Each is decided anew and recorded. */
    results: async function* (
      { id, parts = 0 }: Pick<Batch, 'id' | 'parts'>,
      format: BatchFormat = 'csv',
      options?: CallOptions,
    ): AsyncGenerator<string> {
      for (let part = 1; part <= parts; part += 1) yield await result(id, part, format, options);
    },

    cancel: (batch: string, options?: CallOptions): Promise<Batch> =>
      call<R['cancelBatch']>(
        {
          method: 'POST',
          path: '/v1/batches/{batch}/cancellation',
          scope: 'exchange',
          params: { batch },
          looks: true,
        },
        options,
      ),
  };
};
