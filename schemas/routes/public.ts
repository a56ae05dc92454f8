import * as z from 'zod';
import type { Routes } from '../route.ts';

export const publicRoutes = {
  health: {
    method: 'GET',
    path: '/health',
    scope: null,
    summary: { zh: '健康检查', en: 'Health' },
    answer: z.strictObject({ status: z.literal('ok'), version: z.string() }),
  },
  openapi: {
    method: 'GET',
    path: '/openapi.json',
    scope: null,
    summary: { zh: '接口说明（OpenAPI 3.1）', en: 'This description (OpenAPI 3.1)' },
    contentType: 'application/json',
  },
  docs: {
    method: 'GET',
    path: '/docs',
    scope: null,
    summary: { zh: '接口说明网页', en: 'This description as a page' },
    contentType: 'text/html; charset=utf-8',
  },
} as const satisfies Routes;
