/** What the hall calls the states of a case. */
import type { CaseState } from '#schemas/case.ts';

export const stateWords: Readonly<Record<CaseState, string>> = {
  draft: '草稿',
  'pre-check': '预审',
  received: '收件',
  noticed: '补正告知',
  accepted: '受理',
  provisional: '先予受理',
  'in-progress': '办理中',
  decided: '已决定',
  output: '统一出件',
  delivered: '送达',
  closed: '办结',
  withdrawn: '撤回',
  'deemed-withdrawn': '视为撤回',
  'not-accepted': '不予受理',
  'acceptance-revoked': '撤销受理',
};
