import * as z from 'zod';
import { CertificateOperationLine, OperationRequest } from '../certificate-operation.ts';
import { CaseId, CertificateIdentifier } from '../identifier.ts';
import { PageQuery, page } from '../paging.ts';
import type { Routes } from '../route.ts';
import { CertificateTold } from '../told.ts';

const params = z.strictObject({ identifier: CertificateIdentifier });

/** What becomes of certificates that are there. */
export const operationsRoutes = {
  operateCertificate: {
    method: 'POST',
    path: '/v1/certificates/{identifier}/operations',
    scope: 'certificates.issue',
    summary: {
      zh: '证照操作：暂扣、解除、失效、撤销、注销、吊销、转出等（颁发部门）',
      en: 'Hold, release or end a certificate: its issuing department. If-Match is its revision',
    },
    params,
    body: OperationRequest,
    answer: CertificateOperationLine,
    status: 201,
    ifMatch: true,
    idempotencyKey: 'required',
    problems: ['not-found', 'conflict', 'unprocessable', 'idempotency-key-reused', 'hub-not-ready'],
  },
  listCertificateOperations: {
    method: 'GET',
    path: '/v1/certificates/{identifier}/operations',
    scope: 'certificates',
    summary: {
      zh: '证照操作记录（原因仅颁发部门与主管部门可见）',
      en: 'What has become of a certificate, newest first; reasons for its issuer and the data authority',
    },
    params,
    query: z.strictObject(PageQuery),
    answer: page(CertificateOperationLine),
    problems: ['not-found'],
  },
  listCertificatesTold: {
    method: 'GET',
    path: '/v1/certificates/told',
    scope: 'certificates',
    summary: {
      zh: '用证变更提醒：本部门办件用过的证照后来的变化',
      en: 'What became of the certificates that a case of your department has used, newest first',
    },
    query: z.strictObject({ case: CaseId, ...PageQuery }),
    answer: page(CertificateTold),
  },
} as const satisfies Routes;
