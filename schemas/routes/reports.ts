import { ReportKept, ReportPush } from '../report.ts';
import type { Routes } from '../route.ts';

/** 检测公司服务点: what a registered intermediary has found, before anybody applies with it. */
export const reportRoutes = {
  pushReport: {
    method: 'POST',
    path: '/v1/reports',
    scope: 'reports',
    summary: { zh: '报送检测报告', en: 'Push a report before its application' },
    body: ReportPush,
    answer: ReportKept,
    status: 201,
    problems: ['conflict', 'unprocessable', 'hub-not-ready'],
  },
} as const satisfies Routes;
