import * as z from 'zod';
import {
  CertificateSummary,
  CertificateType,
  CopyRequest,
  FindRequest,
  IssueRequest,
  Pulled,
  PullRequest,
} from '../certificate.ts';
import { CertificateIdentifier, Slug } from '../identifier.ts';
import { page } from '../paging.ts';
import type { Routes } from '../route.ts';
import { StatedElements } from '../stated-elements.ts';
import { Verified } from '../verified.ts';

export { Check, Verified } from '../verified.ts';

const byIdentifier = z.strictObject({ identifier: CertificateIdentifier });

/** `holds`: a valid one, now. About a party at level `predicate` it is the whole answer, and `items` stays empty. */
const Found = z.strictObject({ holds: z.boolean(), items: z.array(CertificateSummary) }).meta({ id: 'Found' });

/** Of what may be checked by anybody, one; a file or data also together with the identifier that it should be of. */
export const Presented = {
  identifier: CertificateIdentifier.optional(),
  /** Signed data: a compact JWS, or {"master": its text, "seal": its seal}. */
  data: z.string().max(200_000).optional(),
  /** A page or a copy, PDF or OFD, base64. */
  file: z.string().max(4_000_000).optional(),
  /** The text of a QR code. */
  qr: z.string().max(4096).optional(),
} as const;
export const MOST_PRESENTED = 4_300_000;

/** Functions that read: find, look, pull of fields, verify. */
export const libraryRoutes = {
  listCertificateTypes: {
    method: 'GET',
    path: '/v1/certificate-types',
    scope: 'certificates',
    summary: { zh: '证照类型目录', en: 'List certificate types' },
    answer: page(CertificateType),
  },
  getCertificateType: {
    method: 'GET',
    path: '/v1/certificate-types/{type}',
    scope: 'certificates',
    summary: { zh: '证照类型', en: 'Get a certificate type' },
    params: z.strictObject({ type: Slug }),
    answer: CertificateType,
    problems: ['not-found'],
  },
  findCertificates: {
    method: 'POST',
    path: '/v1/certificates/find',
    scope: 'certificates',
    summary: { zh: '按持证主体查找证照', en: 'Find certificates by holder' },
    body: FindRequest,
    answer: Found,
    idempotencyKey: 'optional',
    problems: ['exchange-denied', 'not-found', 'idempotency-key-reused', 'too-many-requests', 'hub-not-ready'],
  },
  getCertificate: {
    method: 'GET',
    path: '/v1/certificates/{identifier}',
    scope: 'certificates',
    summary: { zh: '证照概要（不含个人信息）', en: 'Look at a certificate (no personal data)' },
    params: byIdentifier,
    answer: CertificateSummary,
    problems: ['not-found'],
  },
  pullCertificate: {
    method: 'POST',
    path: '/v1/certificates/{identifier}/pull',
    scope: 'certificates',
    summary: { zh: '调用证照字段', en: 'Pull fields of a certificate for a case' },
    params: byIdentifier,
    body: PullRequest,
    answer: Pulled,
    idempotencyKey: 'optional',
    problems: [
      'exchange-denied',
      'not-found',
      'unprocessable',
      'idempotency-key-reused',
      'too-many-requests',
      'hub-not-ready',
    ],
  },
  verifyCertificate: {
    method: 'POST',
    path: '/v1/certificates/verify',
    scope: 'certificates',
    summary: {
      zh: '核验证照（标识、数据、文件、二维码或要素）',
      en: 'Verify by identifier, signed data, file, QR code, or elements',
    },
    body: z.strictObject({ ...Presented, elements: StatedElements.optional() }),
    maxBody: MOST_PRESENTED,
    problems: ['exchange-denied', 'too-many-requests', 'hub-not-ready'],
    answer: Verified,
  },
  jwks: {
    method: 'GET',
    path: '/v1/certificates/jwks.json',
    scope: null,
    summary: { zh: '证照签名公钥', en: 'Public keys of the certificate seal (JWKS)' },
    contentType: 'application/jwk-set+json',
  },
} as const satisfies Routes;

/** Functions that draw pages: issue, copy. */
export const pageRoutes = {
  issueCertificate: {
    method: 'POST',
    path: '/v1/certificates',
    scope: 'certificates.issue',
    summary: { zh: '签发电子证照', en: 'Issue a certificate' },
    body: IssueRequest,
    answer: CertificateSummary,
    status: 201,
    idempotencyKey: 'required',
    problems: ['unprocessable', 'conflict', 'idempotency-key-reused', 'hub-not-ready'],
  },
  copyCertificate: {
    method: 'POST',
    path: '/v1/certificates/{identifier}/copies',
    scope: 'certificates',
    summary: { zh: '调用证照加注件（为本办件加注，会过期）', en: 'Pull a stamped copy for a case (it expires)' },
    params: byIdentifier,
    body: CopyRequest,
    answer: Pulled,
    status: 201,
    idempotencyKey: 'optional',
    problems: [
      'exchange-denied',
      'not-found',
      'unprocessable',
      'idempotency-key-reused',
      'too-many-requests',
      'hub-not-ready',
    ],
  },
} as const satisfies Routes;
