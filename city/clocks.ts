/** 时限 of the sample city. What the State Council's regulations say is national; the finer ones are the invented city's own rules. */
import type { ClockId, ClockRule } from '#schemas/clock.ts';

const OF_2016 = '政务信息资源共享管理暂行办法（国发〔2016〕51号）';
const OF_2025 = '政务数据共享条例（国务院令第809号）';
const LOCAL = '永康市政务数据共享工作规则（样例） sample rules of the invented city';

/** `from`: the year of the rule, or its first day. */
const rule = (
  clock: ClockId,
  workdays: number,
  scope: ClockRule['scope'],
  legalBasis: string,
  from: string,
  until?: string,
): ClockRule => ({
  v: 1,
  revision: 1,
  kind: 'clock-rule',
  id: `${clock}-${from.slice(0, 4)}`,
  clock,
  scope,
  workdays,
  from,
  ...(until === undefined ? {} : { until }),
  legalBasis,
});

const local = (clock: ClockId, workdays: number) => rule(clock, workdays, 'local', LOCAL, '2024-01-01');

export const clocks: readonly ClockRule[] = [
  local('grant-formal-check', 2),
  rule('grant-decision', 10, 'national', OF_2016, '2016-09-05', '2025-07-31'),
  rule('grant-decision', 10, 'national', OF_2025, '2025-08-01'),
  rule('grant-provision', 20, 'national', OF_2025, '2025-08-01'),
  local('grant-provision-connected', 5),
  local('dispute-consultation', 5),
  local('dispute-answer', 10),
  local('dispute-government', 20),
  local('resource-notice', 20),
  rule('doubt-answer', 10, 'national', OF_2025, '2025-08-01'),
  local('manual-answer', 3),
];
