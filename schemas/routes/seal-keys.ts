import * as z from 'zod';
import type { Routes } from '../route.ts';
import { SealKeyDates, SealKeyId, SealKeyLine } from '../seal-key.ts';

/** The dates of the library's keys: an act of the data authority, since it decides what counts of everything that was ever signed. */
export const sealKeyRoutes = {
  listSealKeys: {
    method: 'GET',
    path: '/v1/certificates/keys',
    scope: 'registry',
    summary: {
      zh: '签章密钥及其时间（登记原因仅主管部门可见）',
      en: 'Keys of the library with their dates; who set them and why, for the data authority',
    },
    answer: z.strictObject({ items: z.array(SealKeyLine) }),
  },
  dateSealKey: {
    method: 'PUT',
    path: '/v1/certificates/keys/{key}/dates',
    scope: 'registry.manage',
    summary: {
      zh: '登记签章密钥停用、失控时间（主管部门）',
      en: 'Say from when on a key of the library is retired or compromised: the data authority. If-Match is its revision',
    },
    params: z.strictObject({ key: SealKeyId }),
    body: SealKeyDates,
    answer: SealKeyLine,
    ifMatch: true,
    problems: ['not-found', 'precondition-failed', 'precondition-required', 'unprocessable'],
  },
} as const satisfies Routes;
