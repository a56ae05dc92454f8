/** 不动产登记: how the front table's columns become the answers of schemas/departments/real-estate.ts. The only file that knows the view. */
import { type Adapter, type AskContext, adapter } from '#functions/exchange/adapter.ts';
import { problem } from '#functions/kernel/problem.ts';
import { realEstate as asked, type Title } from '#schemas/departments/real-estate.ts';
import { code, date, dateOrNull, decimal, flag, halfWidth, named, oneOf, text } from '../protocols/normalise.ts';
import type { Query, Row } from '../protocols/sql.client.ts';

/** cxdyh and cxzjh are the view's cleaned keys; the answer is read from the columns as they were entered. */
const SELECT =
  'select bdcdyh, bdcqzh, qlrmc, zjh, zl, qllx, qlxz, ghyt, ytmc, jzmj, djsj, qljssj, gyfs, qlbl, sfdy, sfcf, sfyy, sfxzzr from qzk.v_bdc_qlxx';
const MOST = 100;
/** 住宅 only, and none that one of the second parameter holds too: a home of husband and wife is one. */
const HOMES = `select bdcdyh, zjh from qzk.v_bdc_qlxx mine where cxzjh = $1 and ytmc like '%住宅%' and not exists (select 1 from qzk.v_bdc_qlxx theirs where theirs.cxdyh = mine.cxdyh and theirs.cxzjh = any(string_to_array($2, ','))) limit ${MOST}`;
/** 共有方式. */
const OWNERSHIP: Readonly<Record<string, Title['ownership']>> = { '0': 'sole', '1': 'joint', '2': 'shared' };

const title = (row: Row): Title => {
  const ownership = oneOf(OWNERSHIP, row.gyfs, 'gyfs');
  return {
    // Whoever the row speaks of: the exchange compares it with whom it asked about.
    holder: code(row.zjh),
    holderName: named(row.qlrmc),
    unitNumber: code(row.bdcdyh),
    certificateNumber: halfWidth(named(row.bdcqzh)),
    location: named(row.zl),
    rightType: text(row.qllx),
    rightNature: text(row.qlxz),
    use: text(row.ytmc),
    area: decimal(row.jzmj),
    registeredOn: date(row.djsj),
    validUntil: dateOrNull(row.qljssj),
    ownership,
    share: text(row.qlbl ?? (ownership === 'joint' ? '共同共有' : null)),
    marks: {
      ...{ mortgaged: flag(row.sfdy), seized: flag(row.sfcf), objection: flag(row.sfyy) },
      transferLimited: flag(row.sfxzzr),
    },
  };
};

/** 规划用途 3x: 商业、金融、信息. */
const isCommercial = (row: Row): boolean => code(row.ghyt).startsWith('3');

export const realEstate = (query: Query): Adapter => {
  /** The one row of this unit and this holder; undefined when he does not hold it, or nobody does. */
  const rowOf = async (unitNumber: string, holder: string, context: AskContext): Promise<Row | undefined> => {
    const values = [unitNumber, holder];
    const [row, second] = await query(
      { text: `${SELECT} where cxdyh = $1 and cxzjh = $2 limit 2`, values, maxRows: 2 },
      context,
    );
    if (second) throw problem('department-answer-invalid', { cause: 'more-than-one-title' });
    if (row && code(row.bdcdyh) !== unitNumber) throw problem('department-wrong-subject', { cause: 'other-unit' });
    return row;
  };

  return adapter('real-estate', asked, {
    title: async ({ unitNumber, holder }, context) => {
      const row = await rowOf(unitNumber, holder, context);
      return row ? title(row) : null;
    },
    'titles-by-holder': async ({ holder }, context) => {
      const question = { text: `${SELECT} where cxzjh = $1 limit ${MOST + 1}`, values: [holder], maxRows: MOST + 1 };
      const titles = (await query(question, context)).map(title);
      if (titles.some((one) => one.holder !== titles[0]?.holder))
        throw problem('department-wrong-subject', { cause: 'several-holders' });
      return {
        // No row, no title: the register says so of anybody, known or not. That answer is what a 无房证明 said.
        holder: titles[0]?.holder ?? holder,
        // Sorted here: in the database, sorting would make a flood of rows expensive.
        titles: titles
          .slice(0, MOST)
          .map(({ holder: _, holderName: __, ...facts }) => facts)
          .sort(byUnit),
        more: titles.length > MOST,
      };
    },
    'home-count': async ({ holder, besides = [] }, context) => {
      const rows = await query({ text: HOMES, values: [holder, besides.join(',')], maxRows: MOST }, context);
      if (rows.some(({ zjh }) => code(zjh) !== code(rows[0]?.zjh)))
        throw problem('department-wrong-subject', { cause: 'several-holders' });
      const homes = new Set(rows.map(({ bdcdyh }) => code(bdcdyh))).size;
      return { holder: rows[0] ? code(rows[0].zjh) : holder, ownsHome: homes > 0, ownsSeveral: homes > 1 };
    },
    // Whose unit it is otherwise, and how it stands, is nobody's business: not the holder means nothing found.
    premises: async ({ unitNumber, holder }, context) => {
      const row = await rowOf(unitNumber, holder, context);
      if (!row) return null;
      const { marks, ...facts } = title(row);
      return {
        unitNumber: facts.unitNumber,
        holder: facts.holder,
        isHolder: true,
        commercialUse: isCommercial(row),
        notSeized: !marks.seized,
        noObjection: !marks.objection,
        notMortgaged: !marks.mortgaged,
      };
    },
  });
};

const byUnit = (a: { unitNumber: string }, b: { unitNumber: string }): number => (a.unitNumber < b.unitNumber ? -1 : 1);
