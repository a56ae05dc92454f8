import * as z from 'zod';
import type { Routes } from '../route.ts';

const HTML = 'text/html; charset=utf-8';

/** The pages for people 网页: static files that know nobody. What they show is asked for under a token, or is public. */
export const consoleRoutes = {
  consolePage: {
    method: 'GET',
    path: '/console',
    scope: null,
    summary: { zh: '工作台（网页）', en: 'The officers’ console, a page' },
    contentType: HTML,
  },
  consoleFile: {
    method: 'GET',
    path: '/console/{proxy+}',
    scope: null,
    summary: { zh: '工作台的文件', en: 'Files of the console; a path that is none is one of its pages' },
    /** Empty behind "/console/", which is the desk's first page too. */
    params: z.strictObject({ proxy: z.string().max(200) }),
    contentType: HTML,
    problems: ['not-found'],
  },
  verifyPage: {
    method: 'GET',
    path: '/verify',
    scope: null,
    summary: { zh: '证照核验（公众网页）', en: 'Verify a certificate: the page for everybody' },
    contentType: HTML,
  },
} as const satisfies Routes;
