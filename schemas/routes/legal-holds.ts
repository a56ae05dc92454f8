import * as z from 'zod';
import { CertificateIdentifier, Uuid } from '../identifier.ts';
import { LegalHoldLine, LegalHoldRelease, LegalHoldRequest, LegalHolds } from '../legal-hold.ts';
import type { Routes } from '../route.ts';

const params = z.strictObject({ identifier: CertificateIdentifier });

/** An act of the data authority, also to read: whoever issued the certificate may be the one who is looked into. */
export const legalHoldRoutes = {
  placeLegalHold: {
    method: 'POST',
    path: '/v1/certificates/{identifier}/legal-holds',
    scope: 'registry.manage',
    summary: {
      zh: '法律保全登记（主管部门）',
      en: 'Put a certificate under a legal hold: the data authority. Its files are kept until the last hold is released',
    },
    params,
    body: LegalHoldRequest,
    answer: LegalHoldLine,
    status: 201,
    idempotencyKey: 'required',
    problems: ['not-found', 'idempotency-key-reused'],
  },
  releaseLegalHold: {
    method: 'PUT',
    path: '/v1/certificates/{identifier}/legal-holds/{hold}/release',
    scope: 'registry.manage',
    summary: {
      zh: '解除法律保全（主管部门）',
      en: 'Release a legal hold, for good: the data authority. A repeat by the same caller answers the same',
    },
    params: z.strictObject({ ...params.shape, hold: Uuid }),
    body: LegalHoldRelease,
    answer: LegalHoldLine,
    problems: ['not-found', 'conflict'],
  },
  listLegalHolds: {
    method: 'GET',
    path: '/v1/certificates/{identifier}/legal-holds',
    scope: 'registry.manage',
    summary: {
      zh: '证照的法律保全（主管部门）',
      en: 'Legal holds of a certificate, the latest first, and whether its files stand so: the data authority',
    },
    params,
    answer: LegalHolds,
    problems: ['not-found'],
  },
} as const satisfies Routes;
