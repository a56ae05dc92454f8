import * as z from 'zod';
import { Pulled } from '../certificate.ts';
import { CertificateIdentifier, SubjectCode } from '../identifier.ts';
import type { Routes } from '../route.ts';
import { ShowCode, ShownRequest } from '../show-code.ts';

/** 亮证: a holder shows his certificate, an officer reads what he shows. */
export const showingRoutes = {
  showCertificate: {
    method: 'POST',
    path: '/v1/certificates/{identifier}/show-codes',
    scope: 'holder',
    summary: {
      zh: '为本人生成亮证码（两分钟、一次）',
      en: 'Draw a code that a holder shows, good once for two minutes',
    },
    params: z.strictObject({ identifier: CertificateIdentifier }),
    /** The holder as the app has authenticated him. */
    body: z.strictObject({ holder: SubjectCode }),
    answer: ShowCode,
    status: 201,
    problems: ['not-found', 'unprocessable', 'hub-not-ready'],
  },
  pullShown: {
    method: 'POST',
    path: '/v1/certificates/shown',
    scope: 'certificates',
    summary: { zh: '扫码用证（持证人亮证，无需办件凭据）', en: 'Pull what a holder shows, without a case ticket' },
    body: ShownRequest,
    answer: Pulled,
    problems: [
      'exchange-denied',
      'not-found',
      'code-used',
      'code-expired',
      'unprocessable',
      'too-many-requests',
      'hub-not-ready',
    ],
  },
} as const satisfies Routes;
