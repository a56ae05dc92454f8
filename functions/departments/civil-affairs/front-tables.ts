/** 民政: the front tables into which changes are put, and what event each row is. */

import type { IntakeTable } from '../protocols/intake/intake.ts';
import { code, date, oneOf } from '../protocols/normalise.ts';
import { KINDS, marriage } from './resources.ts';

/** The day of the paper, in Beijing. */
const onDay = (cell: string | null | undefined): string => `${date(cell)}T00:00:00+08:00`;

/** 业务类型: 1 结婚, 2 离婚, 3 补领. */
const MARRIAGE_EVENTS: Readonly<Record<string, string>> = {
  '1': 'marriage.created',
  '2': 'marriage.ended',
  '3': 'marriage.changed',
};
/** 变动类型: 1 新增, 2 变更, 3 停发. */
const ALLOWANCE_EVENTS: Readonly<Record<string, string>> = {
  '1': 'living-allowance.created',
  '2': 'living-allowance.changed',
  '3': 'living-allowance.ended',
};

export const frontTables: readonly IntakeTable[] = [
  {
    table: 't_hydj_bg',
    key: 'id',
    columns: ['ywlx', 'sfzh', 'xm', 'hyzk', 'djrq', 'djzh', 'djjg', 'posfzh'],
    newBy: { kind: 'status', column: 'zt', fresh: '0', taken: '1', refused: '9' },
    resource: 'civil-affairs/marriage',
    event: (row) => {
      const { spouse: _, ...data } = marriage(row);
      return {
        type: oneOf(MARRIAGE_EVENTS, row.ywlx, 'ywlx'),
        subject: data.holder,
        occurredAt: onDay(row.djrq),
        data,
      };
    },
  },
  {
    table: 't_zdsh_bd',
    key: 'id',
    columns: ['bdlx', 'sfzh', 'bzlb', 'kssj', 'bdrq'],
    newBy: { kind: 'watermark', column: 'gxsj', overlapMs: 10 * 60_000 },
    resource: 'civil-affairs/living-allowance',
    event: (row) => {
      const [type, holder] = [oneOf(ALLOWANCE_EVENTS, row.bdlx, 'bdlx'), code(row.sfzh)];
      const receives = type !== 'living-allowance.ended';
      const facts = receives
        ? { kind: oneOf(KINDS, row.bzlb, 'bzlb'), from: date(row.kssj) }
        : { kind: null, from: null };
      return { type, subject: holder, occurredAt: onDay(row.bdrq), data: { holder, receives, ...facts } };
    },
  },
];
