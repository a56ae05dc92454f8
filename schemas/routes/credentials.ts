import * as z from 'zod';
import {
  ChangeStatusRequest,
  Credential,
  CredentialVerified,
  EnvelopedCredential,
  Given,
  GiveRequest,
  IssueCredentialRequest,
  SdJwtVerified,
  StatusPurpose,
  VerifyCredentialRequest,
  VerifyPresentationRequest,
  VerifySdJwtRequest,
} from '../credential.ts';
import { CertificateIdentifier, Slug } from '../identifier.ts';
import type { Routes } from '../route.ts';

/** A status list: of what was issued here by number, of certificates as certificates-number. */
const ListName = z
  .string()
  .regex(/^(certificates-)?[1-9]\d{0,3}$/, 'list-name')
  .transform((name) => ({
    of: name.startsWith('certificates-') ? ('certificates' as const) : ('credentials' as const),
    list: Number(name.replace('certificates-', '')),
  }));

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
    params: z.strictObject({ purpose: StatusPurpose, list: ListName }),
    contentType: 'application/vc',
    problems: ['hub-not-ready'],
  },
  giveCredential: {
    method: 'POST',
    path: '/v1/certificates/{identifier}/credential',
    scope: 'holder',
    summary: {
      zh: '证照进持证人钱包（SD-JWT VC 或 W3C VCDM 2.0）',
      en: "A certificate as a credential for its holder's wallet (SD-JWT VC or W3C VCDM 2.0)",
    },
    params: z.strictObject({ identifier: CertificateIdentifier }),
    body: GiveRequest,
    answer: Given,
    status: 201,
    problems: ['not-found', 'unprocessable', 'hub-not-ready'],
  },
  verifySdJwt: {
    method: 'POST',
    path: '/v1/credentials/sd-jwt/verify',
    scope: 'certificates',
    summary: {
      zh: '核验 SD-JWT 凭证及其持有人密钥',
      en: "Verify an SD-JWT VC, and its holder's key where a nonce is given",
    },
    body: VerifySdJwtRequest,
    maxBody: 300_000,
    answer: SdJwtVerified,
    problems: ['not-verified', 'hub-not-ready'],
  },
  getCredentialType: {
    method: 'GET',
    path: '/v1/credentials/types/{type}',
    scope: null,
    summary: { zh: '凭证类型说明（SD-JWT VC type metadata）', en: 'Type metadata of SD-JWT VC' },
    params: z.strictObject({ type: Slug }),
    contentType: 'application/json',
    problems: ['not-found', 'hub-not-ready'],
  },
  getCredentialIssuer: {
    method: 'GET',
    path: '/.well-known/jwt-vc-issuer',
    scope: null,
    summary: {
      zh: '凭证签发者公钥（JWT VC Issuer Metadata）',
      en: 'Keys of the issuer of credentials (JWT VC issuer metadata)',
    },
    contentType: 'application/json',
    problems: ['hub-not-ready'],
  },
} as const satisfies Routes;
