/** The stand-in's own process: 婚姻登记库 and 低保库 behind their front tables, as clerks have typed them in. */
import { ELSEWHERE, marriagesOf } from '#city/generate/marriages.ts';
import type { Population } from '#city/population.ts';
import { answerAsMysqlFront, fill } from '../mysql/front.ts';

const SCHEMA = `
create table hydj (sfzh text, xm text, hyzk text, djrq text, djzh text, djjg text, posfzh text);
create table qghydj (sfzh text, hyzk text, djrq text, djjg text);
create index hydj_sfzh on hydj (upper(trim(sfzh)));
create table zdsh (sfzh text, bzlb text, kssj text, zt text);
-- 变更表: rows that wait for the hub. The first is marked by it (zt 0 待取, 1 已取, 9 退回), the second only read, upward by gxsj.
create table t_hydj_bg (id integer primary key, ywlx text, sfzh text, xm text, hyzk text, djrq text, djzh text, djjg text, posfzh text, zt text not null default '0');
create index t_hydj_bg_zt on t_hydj_bg (zt, id);
create table t_zdsh_bd (id integer primary key, bdlx text, sfzh text, bzlb text, kssj text, bdrq text, gxsj text not null);
create index t_zdsh_bd_gxsj on t_zdsh_bd (gxsj, id);
`;

type Columns = Readonly<Record<string, string>>;
const MARRIAGE: Columns = {
  cxsfzh: 'upper(trim(sfzh))',
  ...{ sfzh: 'sfzh', xm: 'xm', hyzk: 'hyzk', djrq: 'djrq', djzh: 'djzh', djjg: 'djjg', posfzh: 'posfzh' },
};
const EVERYWHERE: Columns = {
  ...{ cxsfzh: 'upper(trim(sfzh))', sfzh: 'sfzh', hyzk: 'hyzk', djrq: 'djrq', djjg: 'djjg' },
};
const ALLOWANCE: Columns = { cxsfzh: 'upper(trim(sfzh))', sfzh: 'sfzh', bzlb: 'bzlb', kssj: 'kssj' };

const view = (name: string, columns: Columns, from: string): string => `
drop view if exists ${name};
create view ${name} as select ${Object.entries(columns)
  .map(([column, expression]) => `${expression} as ${column}`)
  .join(', ')} from ${from};
`;
/** Some columns of the marriages replaced, or more rows than there are: what a view can do wrong by itself. */
const views = (over: Columns = {}, more = ''): string =>
  view('v_hydj', { ...MARRIAGE, ...over }, `hydj ${more}`) +
  view('v_qghydj', EVERYWHERE, '(select sfzh, hyzk, djrq, djjg from hydj union all select * from qghydj)') +
  view('v_zdsh', ALLOWANCE, "zdsh where zt = '1'");

const CODE = { married: '20', widowed: '30', unmarried: '10' } as const;
const OFFICE = '永康市民政局婚姻登记处';

const marriages = ({ people }: Population): object[] =>
  marriagesOf(people)
    .flatMap((marriage) => marriage.partners.map((person) => ({ ...marriage, person })))
    .map(({ person, registeredOn, number }, i) => ({
      sfzh: i % 3 === 0 ? ` ${person.code.toLowerCase()}  ` : person.code,
      xm: person.name,
      hyzk: CODE[person.marriage],
      djrq: i % 2 === 0 ? registeredOn : `${registeredOn.replaceAll('-', '/')} 00:00:00`,
      djzh: number,
      djjg: OFFICE,
      posfzh: person.spouse ?? null,
    }));

const allowances = ({ people }: Population): object[] =>
  people
    .filter((_, i) => i % 41 === 7)
    .map(({ code }, i) => ({ sfzh: code, bzlb: String((i % 3) + 1), kssj: '20240101', zt: i % 5 === 4 ? '2' : '1' }));

type Waiting = 't_hydj_bg' | 't_zdsh_bd';

answerAsMysqlFront({
  may: (sql) => /^update t_hydj_bg set zt = \S+ \S+ where zt = /i.test(sql),
  orders: (database) => ({
    /** What a clerk does: rows come to wait for the hub. */
    'put-rows': async ({ table, rows }: { table: Waiting; rows: readonly object[] }) =>
      fill(await database(), { [table]: rows }),
    /** How many rows stand in which status. */
    statuses: async () =>
      Object.fromEntries(
        (await database())
          .prepare('select zt, count(*) as n from t_hydj_bg group by zt')
          .all()
          .map(({ zt, n }) => [String(zt), Number(n)]),
      ),
  }),
  schema: SCHEMA + views(),
  rows: (population) => ({
    hydj: marriages(population),
    qghydj: ELSEWHERE.map(({ code, registeredOn, office }) => ({
      ...{ sfzh: code, hyzk: CODE.married, djrq: registeredOn, djjg: office },
    })),
    zdsh: allowances(population),
  }),
  views: {
    none: views(),
    'wrong-person': views({ sfzh: "'330784199001019997'" }),
    'wrong-type': views({ djrq: "'PLANTED 三月'", hyzk: "'九'" }),
    'wrong-columns': views({ djzh: 'null', djjg: 'null' }),
    'many-rows': views({}, 'cross join (select 1 as n union all select 2) as more'),
    'large-row': views({ xm: "replace(hex(zeroblob(600000)), '00', '永康')" }),
    error: views({ djzh: 'PLANTED(1)' }),
  },
});
