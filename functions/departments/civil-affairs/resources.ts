/** 民政: how the front table's columns become the answers of schemas/departments/civil-affairs.ts. The only file that knows its names. */
import { type Adapter, adapter } from '#functions/exchange/adapter.ts';
import { problem } from '#functions/kernel/problem.ts';
import { civilAffairs as asked, type LivingAllowance, type Marriage } from '#schemas/departments/civil-affairs.ts';
import { code, date, named, oneOf, serial } from '../protocols/normalise.ts';
import type { Query, Row } from '../protocols/sql.client.ts';

/** cxsfzh is the view's cleaned key; the answer is read from the columns as they were entered. */
const MARRIAGE = 'select sfzh, xm, hyzk, djrq, djzh, djjg, posfzh from v_hydj where cxsfzh = ? limit 2';
/** 全国库: what the ministry joins of all places. */
const EVERYWHERE = 'select sfzh, hyzk, djrq, djjg from v_qghydj where cxsfzh = ? limit 2';
const ALLOWANCE = 'select sfzh, bzlb, kssj from v_zdsh where cxsfzh = ? limit 2';

/** 婚姻状况, GB/T 2261.2: 20 已婚, 30 丧偶, 40 离婚. */
const STATES: Readonly<Record<string, Marriage['state']>> = { '20': 'married', '30': 'widowed', '40': 'divorced' };
/** 保障类别. */
export const KINDS: Readonly<Record<string, NonNullable<LivingAllowance['kind']>>> = {
  '1': 'urban',
  '2': 'rural',
  '3': 'destitute',
};

export const marriage = (row: Row): Marriage => {
  const state = oneOf(STATES, row.hyzk, 'hyzk');
  return {
    // Whoever the row speaks of: the exchange compares it with whom it asked about.
    holder: code(row.sfzh),
    holderName: named(row.xm),
    state,
    married: state === 'married',
    registeredOn: date(row.djrq),
    certificateNumber: serial(row.djzh),
    office: named(row.djjg),
    // Whoever was a spouse once is nobody's business now.
    spouse: state === 'married' ? code(row.posfzh) : null,
  };
};

export const civilAffairs = (query: Query): Adapter => {
  const one = async (text: string, holder: string, context: Parameters<Query>[1]): Promise<Row | undefined> => {
    const [row, second] = await query({ text, values: [holder], maxRows: 2 }, context);
    if (second) throw problem('department-answer-invalid', { cause: 'more-than-one-record' });
    return row;
  };
  return adapter('civil-affairs', asked, {
    marriage: async ({ holder }, context) => {
      const row = await one(MARRIAGE, holder, context);
      return row ? marriage(row) : null;
    },
    'marital-status': async ({ holder }, context) => {
      const row = await one(EVERYWHERE, holder, context);
      if (!row) return { holder, single: true, state: null, registeredOn: null, office: null };
      const state = oneOf(STATES, row.hyzk, 'hyzk');
      return {
        ...{ holder: code(row.sfzh), single: state !== 'married', state },
        ...{ registeredOn: date(row.djrq), office: named(row.djjg) },
      };
    },
    'living-allowance': async ({ holder }, context) => {
      const row = await one(ALLOWANCE, holder, context);
      if (!row) return { holder, receives: false, kind: null, from: null };
      return { holder: code(row.sfzh), receives: true, kind: oneOf(KINDS, row.bzlb, 'bzlb'), from: date(row.kssj) };
    },
  });
};
