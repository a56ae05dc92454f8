import * as z from 'zod';
import { BATCH_LIMITS, Batch, BatchFormat, BatchPart, NewBatch, Pickup, Submission } from '../batch.ts';
import { Uuid } from '../identifier.ts';
import { PageQuery, page } from '../paging.ts';
import type { Routes } from '../route.ts';

const params = z.strictObject({ batch: Uuid });
const part = z.coerce.number().int().min(1);

/** A batch belongs to the system, or the department's officers, that made it. */
export const batchesRoutes = {
  createBatch: {
    method: 'POST',
    path: '/v1/batches',
    scope: 'exchange',
    summary: { zh: '新建批量查询', en: 'Begin a batch; its rows are uploaded next' },
    body: NewBatch,
    answer: Batch,
    status: 201,
    idempotencyKey: 'required',
    problems: ['exchange-denied', 'unprocessable', 'idempotency-key-reused'],
  },
  listBatches: {
    method: 'GET',
    path: '/v1/batches',
    scope: 'exchange',
    summary: { zh: '本部门的批量查询', en: 'Your own batches, newest first; how far one is, it says itself' },
    query: z.strictObject(PageQuery),
    answer: page(Batch),
  },
  getBatch: {
    method: 'GET',
    path: '/v1/batches/{batch}',
    scope: 'exchange',
    summary: { zh: '批量查询的进度', en: 'One batch: its state, and how far it is' },
    params,
    answer: Batch,
    problems: ['not-found'],
  },
  putBatchPart: {
    method: 'PUT',
    path: '/v1/batches/{batch}/parts/{part}',
    scope: 'exchange',
    summary: { zh: '上传数据分片', en: 'Upload a part of the file; the same bytes again change nothing' },
    params: z.strictObject({ batch: Uuid, part: part.max(BATCH_LIMITS.parts) }),
    bytes: true,
    maxBody: BATCH_LIMITS.partBytes,
    answer: BatchPart,
    problems: ['not-found', 'conflict', 'unprocessable'],
  },
  submitBatch: {
    method: 'POST',
    path: '/v1/batches/{batch}/submission',
    scope: 'exchange',
    summary: { zh: '提交批量查询', en: 'The file is complete: check it and ask' },
    params,
    body: Submission,
    answer: Batch,
    problems: ['not-found', 'conflict', 'unprocessable'],
  },
  cancelBatch: {
    method: 'POST',
    path: '/v1/batches/{batch}/cancellation',
    scope: 'exchange',
    summary: { zh: '取消批量查询', en: 'Ask no more rows; parts that are done can still be fetched' },
    params,
    answer: Batch,
    problems: ['not-found', 'conflict'],
  },
  getBatchResult: {
    method: 'GET',
    path: '/v1/batches/{batch}/results/{part}',
    scope: 'exchange',
    summary: {
      zh: '取回批量结果（各分片依次相接即为全文）',
      en: 'A part of the result; all parts one behind the other are one file. Each fetch is decided anew and recorded',
    },
    params: z.strictObject({ batch: Uuid, part }),
    query: z.strictObject({ format: BatchFormat.default('csv') }),
    contentType: 'text/csv; charset=utf-8',
    problems: ['exchange-denied', 'not-found', 'conflict', 'answer-expired'],
  },
  listBatchPickups: {
    method: 'GET',
    path: '/v1/batches/{batch}/pickups',
    scope: 'exchange',
    summary: { zh: '批量结果取回记录', en: 'Who fetched which part of the result' },
    params,
    query: z.strictObject(PageQuery),
    answer: page(Pickup),
    problems: ['not-found'],
  },
} as const satisfies Routes;
