import * as z from 'zod';
import type { Routes } from '../route.ts';
import { Verified } from '../verified.ts';
import { MOST_PRESENTED, Presented } from './certificates.ts';

/** Open to everybody: what is shown can be checked by whoever it is shown to. No elements, no personal data. */
export const publicVerifyRoutes = {
  verifyInPublic: {
    method: 'POST',
    path: '/verify',
    scope: null,
    summary: {
      zh: '公众核验（标识、数据、文件或二维码）',
      en: 'Verify by identifier, signed data, file or QR code, open to everybody',
    },
    body: z.strictObject(Presented),
    maxBody: MOST_PRESENTED,
    answer: Verified,
    problems: ['hub-not-ready'],
  },
} as const satisfies Routes;
