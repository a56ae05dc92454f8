/** The population as the registration centre has typed it in over the years: spaces, full-width signs, lower-case x, three ways to write a date. */
import type { Population, RegisteredTitle } from '#city/population.ts';

const every = (n: number, index: number): boolean => index % n === n - 1;
const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const spaced = (unit: string): string => unit.replace(/^(.{6})(.{6})(.{7})(.{9})$/, '$1 $2 $3 $4');

const date = (iso: string, index: number): string => {
  const [year, month, day] = iso.split('-');
  return [`${year}${month}${day}`, iso, `${year}/${Number(month)}/${Number(day)} 00:00:00`][index % 3] ?? iso;
};
const code = (clean: string, index: number): string => {
  if (every(13, index)) return fullWidth(clean);
  return every(2, index) ? clean.toLowerCase() : clean;
};

const USES: readonly (readonly [string, string])[] = [
  ['住宅', '11'],
  ['工业', '21'],
  ['商业服务', '31'],
  ['办公', '60'],
];
const OWNERSHIP = { sole: '0', joint: '1', shared: '2' } as const;

/** Row of a title; unit numbers with spaces keep them in every table, as the clerk copied them. */
const unitOf = (title: RegisteredTitle, index: number): string =>
  every(7, index) ? spaced(title.unitNumber) : title.unitNumber;

export const rows = ({ people, titles }: Population) => {
  const marked = (mark: keyof RegisteredTitle['marks'], column: string, name: string, history: number) =>
    titles.flatMap((title, i) => {
      const state = title.marks[mark] ? '1' : every(history, i) ? '2' : undefined;
      return state ? [{ bdcdyh: unitOf(title, i), [column]: name, qszt: state }] : [];
    });
  const live = titles.map((title, i) => ({
    ywh: `BDC${String(i + 1).padStart(8, '0')}`,
    bdcdyh: unitOf(title, i),
    bdcqzh: every(4, i) ? title.certificateNumber.replace('(', '（').replace(')', '）') : title.certificateNumber,
    zl: every(5, i) ? `${title.location}　 ` : title.location,
    qllx: title.rightType,
    qlxz: title.rightNature,
    ghyt: USES.find(([use]) => title.use.endsWith(use))?.[1] ?? '99',
    ytmc: title.use,
    jzmj: title.area,
    djsj: date(title.registeredOn, i),
    qljssj: title.validUntil && date(title.validUntil, i + 1),
    gyfs: OWNERSHIP[title.ownership],
    qszt: '1',
  }));
  const limited = new Set(titles.flatMap((title, i) => (title.marks.transferLimited ? [unitOf(title, i)] : [])));
  // What was sold stays in the register as history; the front table must not show it.
  const past = live
    .filter((_, i) => every(10, i))
    .map((row) => ({ ...row, ywh: row.ywh.replace('BDC', 'BDH'), qszt: '2' }));
  const holders = titles.flatMap((title, i) =>
    title.holders.map((holder, n) => ({
      ywh: live[i]?.ywh,
      sxh: n + 1,
      qlrmc: every(6, i) ? `${holder.name}  ` : holder.name,
      zjzl: /^9/.test(holder.code) ? '7' : '1',
      zjh: code(holder.code, i),
      qlbl: title.ownership === 'joint' ? null : holder.share,
    })),
  );
  const sellers = past.map(({ ywh }, i) => {
    const seller = people[(i * 17) % people.length];
    return { ywh, sxh: 1, qlrmc: seller?.name, zjzl: '1', zjh: seller?.code, qlbl: '100%' };
  });
  return {
    fdcq2: [...live, ...past],
    qlr: [...holders, ...sellers],
    dyaq: marked('mortgaged', 'dyqr', '永康农村商业银行（虚构）', 6).map((row) => ({
      ...row,
      xzzr: limited.has(row.bdcdyh) ? '是' : '否',
    })),
    cfdj: marked('seized', 'cfjg', '永康市人民法院', 15),
    yydj: marked('objection', 'sqr', '（略）', 20),
  };
};
