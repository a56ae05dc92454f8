/** 材料文件: bytes that are handed in, before an act names them by their digest. */
import * as z from 'zod';
import { CaseFile, caseParams, FILE_LIMITS } from '../case-file.ts';
import { FileDigest } from '../file-digest.ts';
import type { Routes } from '../route.ts';

export const casePaperRoutes = {
  addCaseFile: {
    method: 'POST',
    path: '/v1/cases/{case}/files',
    scope: 'cases',
    summary: {
      zh: '上传材料文件（PDF、OFD、JPEG、PNG）',
      en: 'Upload a file of the case; the same bytes again change nothing',
    },
    params: caseParams,
    bytes: true,
    maxBody: FILE_LIMITS.bytes,
    answer: CaseFile,
    status: 201,
    problems: ['not-found', 'conflict', 'unprocessable'],
  },
  listCaseFiles: {
    method: 'GET',
    path: '/v1/cases/{case}/files',
    scope: 'cases',
    summary: { zh: '材料文件清单', en: 'The files of a case, in order of their upload' },
    params: caseParams,
    answer: z.strictObject({ items: z.array(CaseFile) }),
    problems: ['not-found'],
  },
  getCaseFile: {
    method: 'GET',
    path: '/v1/cases/{case}/files/{digest}',
    scope: 'cases',
    summary: { zh: '材料文件', en: 'One file of the case, as it was uploaded' },
    params: caseParams.extend({ digest: FileDigest }),
    contentType: 'application/octet-stream',
    problems: ['not-found'],
  },
} as const satisfies Routes;
