import * as z from 'zod';
import {
  ChangeStatusRequest,
  Credential,
  CredentialVerified,
  EnvelopedCredential,
  IssueCredentialRequest,
  StatusPurpose,
  VerifyCredentialRequest,
  VerifyPresentationRequest,
} from '../credential.ts';
import type { Routes } from '../route.ts';

/** Number of a status list, as it stands in a path. */
const ListNumber = z
  .string()
  .regex(/^[1-9]\d{0,3}$/, 'list-number')
  .transform(Number);

/** Verifiable credentials, in the shape of the W3C's VC API. */
export const credentialsRoutes = {
  issueCredential: {
    method: 'POST',
    path: '/v1/credentials/issue',
    scope: 'credentials.issue',
    summary: { zh: '签发可验证凭证（W3C VCDM 2.0）', en: 'Issue a verifiable credential (W3C VCDM 2.0)' },
    body: IssueCredentialRequest,
    answer: z.strictObject({ verifiableCredential: z.union([Credential, EnvelopedCredential]) }),
    status: 201,
    idempotencyKey: 'optional',
    problems: ['unprocessable', 'idempotency-key-reused', 'hub-not-ready'],
  },
  changeCredentialStatus: {
    method: 'POST',
    path: '/v1/credentials/status',
    scope: 'credentials.issue',
    summary: { zh: '撤销、暂扣或恢复所签发的凭证', en: 'Revoke, suspend or restore a credential that you had issued' },
    body: ChangeStatusRequest,
    answer: z.strictObject({ credentialId: z.string(), statusPurpose: StatusPurpose, status: z.boolean() }),
    problems: ['not-found', 'unprocessable', 'hub-not-ready'],
  },
  verifyCredential: {
    method: 'POST',
    path: '/v1/credentials/verify',
    scope: 'certificates',
    summary: { zh: '核验可验证凭证', en: 'Verify a verifiable credential' },
    body: VerifyCredentialRequest,
    maxBody: 500_000,
    answer: CredentialVerified,
    problems: ['not-verified', 'hub-not-ready'],
  },
  verifyPresentation: {
    method: 'POST',
    path: '/v1/presentations/verify',
    scope: 'certificates',
    summary: { zh: '核验凭证出示', en: 'Verify a verifiable presentation' },
    body: VerifyPresentationRequest,
    maxBody: 500_000,
    answer: CredentialVerified,
    problems: ['not-verified', 'hub-not-ready'],
  },
  getCredentialStatusList: {
    method: 'GET',
    path: '/v1/credentials/status-lists/{purpose}/{list}',
    scope: null,
    summary: {
      zh: '凭证状态列表（W3C Bitstring Status List）',
      en: 'Status list of credentials (W3C Bitstring Status List)',
    },
    params: z.strictObject({ purpose: StatusPurpose, list: ListNumber }),
    contentType: 'application/vc',
    problems: ['hub-not-ready'],
  },
} as const satisfies Routes;
