import * as z from 'zod';
import type { Routes } from '../route.ts';
import { StatusListNumber } from '../status.ts';

const list = z.coerce.number().pipe(StatusListNumber);

/** Public: whoever checks a certificate reads a whole list, and nobody learns which entry he looked at. */
export const statusListRoutes = {
  getStatusList: {
    method: 'GET',
    path: '/v1/status-lists/{list}',
    scope: null,
    summary: {
      zh: '证照状态列表（IETF）',
      en: 'Status list of certificates: IETF Token Status List, two bits an entry',
    },
    params: z.strictObject({ list }),
    contentType: 'application/statuslist+jwt',
    problems: ['not-found', 'hub-not-ready'],
  },
  getStatusListCredential: {
    method: 'GET',
    path: '/v1/status-lists/{list}/{purpose}',
    scope: null,
    summary: {
      zh: '证照状态列表（W3C）',
      en: 'The same as a W3C Bitstring Status List credential, one for each purpose',
    },
    params: z.strictObject({ list, purpose: z.enum(['revocation', 'suspension']) }),
    contentType: 'application/vc',
    problems: ['not-found', 'hub-not-ready'],
  },
} as const satisfies Routes;
