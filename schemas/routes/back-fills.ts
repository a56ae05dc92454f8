import * as z from 'zod';
import { BACK_FILL_LIMITS, BackFill, BackFillSubmission, NewBackFill } from '../back-fill.ts';
import { BatchFormat, BatchPart } from '../batch.ts';
import { Uuid } from '../identifier.ts';
import { PageQuery, page } from '../paging.ts';
import type { Routes } from '../route.ts';

const params = z.strictObject({ backFill: Uuid });
const part = z.coerce.number().int().min(1);

/** Of types that the caller's department issues. A back-fill belongs to the system, or the department's officers, that made it. */
export const backFillsRoutes = {
  createBackFill: {
    method: 'POST',
    path: '/v1/back-fills',
    scope: 'certificates.issue',
    summary: {
      zh: '新建存量证照归集',
      en: 'Begin a back-fill of certificates of one type; its rows are uploaded next, a JSON object (BackFillRow) a line',
    },
    body: NewBackFill,
    answer: BackFill,
    status: 201,
    idempotencyKey: 'required',
    problems: ['unprocessable', 'idempotency-key-reused', 'hub-not-ready'],
  },
  listBackFills: {
    method: 'GET',
    path: '/v1/back-fills',
    scope: 'certificates.issue',
    summary: { zh: '本部门的存量证照归集', en: 'Your own back-fills, newest first' },
    query: z.strictObject(PageQuery),
    answer: page(BackFill),
  },
  getBackFill: {
    method: 'GET',
    path: '/v1/back-fills/{backFill}',
    scope: 'certificates.issue',
    summary: { zh: '归集的进度与对账', en: 'One back-fill: its state, how far it is, and the reconciliation' },
    params,
    answer: BackFill,
    problems: ['not-found'],
  },
  putBackFillPart: {
    method: 'PUT',
    path: '/v1/back-fills/{backFill}/parts/{part}',
    scope: 'certificates.issue',
    summary: { zh: '上传归集数据分片', en: 'Upload a part of the file; the same bytes again change nothing' },
    params: z.strictObject({ backFill: Uuid, part: part.max(BACK_FILL_LIMITS.parts) }),
    bytes: true,
    maxBody: BACK_FILL_LIMITS.partBytes,
    answer: BatchPart,
    problems: ['not-found', 'conflict', 'unprocessable'],
  },
  submitBackFill: {
    method: 'POST',
    path: '/v1/back-fills/{backFill}/submission',
    scope: 'certificates.issue',
    summary: { zh: '提交归集', en: 'The file is complete: check it against the issuer’s own counts, and issue' },
    params,
    body: BackFillSubmission,
    answer: BackFill,
    problems: ['not-found', 'conflict', 'unprocessable'],
  },
  cancelBackFill: {
    method: 'POST',
    path: '/v1/back-fills/{backFill}/cancellation',
    scope: 'certificates.issue',
    summary: { zh: '取消归集', en: 'Begin no more rows; what is issued stays issued' },
    params,
    answer: BackFill,
    problems: ['not-found', 'conflict'],
  },
  getBackFillResult: {
    method: 'GET',
    path: '/v1/back-fills/{backFill}/results/{part}',
    scope: 'certificates.issue',
    summary: {
      zh: '逐条结果（各分片依次相接即为全文，不含个人信息）',
      en: 'What became of each row, by part; all parts one behind the other are one file, without personal data',
    },
    params: z.strictObject({ backFill: Uuid, part }),
    query: z.strictObject({ format: BatchFormat.default('csv') }),
    contentType: 'text/csv; charset=utf-8',
    problems: ['not-found', 'conflict', 'answer-expired'],
  },
} as const satisfies Routes;
