import * as z from 'zod';
import { Copy, Redeemed, RedeemRequest } from '../copy.ts';
import { Uuid } from '../identifier.ts';
import type { Routes } from '../route.ts';

/** What is done with a copy after it was made. */
export const copyRoutes = {
  redeemCopy: {
    method: 'POST',
    path: '/v1/copies/redeem',
    scope: 'certificates',
    summary: { zh: '凭令牌领取加注件（一次）', en: 'Redeem a copy by its token, once' },
    body: RedeemRequest,
    answer: Redeemed,
    problems: ['exchange-denied', 'not-found', 'copy-used', 'copy-expired', 'unprocessable', 'hub-not-ready'],
  },
  getCopy: {
    method: 'GET',
    path: '/v1/copies/{copy}',
    scope: 'certificates',
    summary: { zh: '加注件的状态（制作部门可见）', en: 'State of a copy, for the department it was made for' },
    params: z.strictObject({ copy: Uuid }),
    answer: Copy,
    problems: ['not-found'],
  },
} as const satisfies Routes;
