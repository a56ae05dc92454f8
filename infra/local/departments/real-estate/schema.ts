/** The registration centre's own database and its front table 前置库, as such a department has them: pinyin names, padded codes, text dates. */
export const SCHEMA = `
create schema bdc;
comment on schema bdc is '不动产登记业务库';

create table bdc.fdcq2 (
  ywh varchar(20) primary key, bdcdyh char(32) not null, bdcqzh varchar(80), zl varchar(200), qllx varchar(60), qlxz varchar(60),
  ghyt varchar(4), ytmc varchar(60), jzmj numeric(15,2), djsj varchar(20), qljssj varchar(20), gyfs char(1), qszt char(1) not null);
comment on table bdc.fdcq2 is '房地产权（独幢、层、套、间房屋）';
comment on column bdc.fdcq2.bdcdyh is '不动产单元号，部分历史数据含空格';
comment on column bdc.fdcq2.ghyt is '规划用途代码：11 住宅，21 工业，31 商业服务，60 办公';
comment on column bdc.fdcq2.djsj is '登记时间，格式不统一';
comment on column bdc.fdcq2.gyfs is '共有方式：0 单独所有，1 共同共有，2 按份共有';
comment on column bdc.fdcq2.qszt is '权属状态：1 现势，2 历史';

create table bdc.qlr (ywh varchar(20) not null references bdc.fdcq2, sxh int, qlrmc varchar(120), zjzl char(1), zjh char(40), qlbl varchar(20));
comment on table bdc.qlr is '权利人';
comment on column bdc.qlr.zjh is '证件号，录入不规范：小写 x、全角、尾部空格';

create table bdc.dyaq (bdcdyh char(32) not null, dyqr varchar(100), qszt char(1) not null, xzzr varchar(2));
comment on table bdc.dyaq is '抵押权';
create table bdc.cfdj (bdcdyh char(32) not null, cfjg varchar(100), qszt char(1) not null);
comment on table bdc.cfdj is '查封登记';
create table bdc.yydj (bdcdyh char(32) not null, sqr varchar(100), qszt char(1) not null);
comment on table bdc.yydj is '异议登记';

create schema qzk;
comment on schema qzk is '前置库：只读视图';

create role qzk_ro nologin;
grant usage on schema qzk to qzk_ro;
revoke all on schema public from public;
-- The one function by which a SELECT could take another role.
revoke execute on function pg_catalog.set_config(text, text, boolean) from public;
`;

const PLAIN = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const FULL_WIDTH = PLAIN.replace(/./g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));

const VIEW = 'qzk.v_bdc_qlxx';
/** One row for each holder of each live title. cxdyh and cxzjh are the cleaned keys to ask by; everything else is as it was entered. */
const COLUMNS = {
  cxdyh: "upper(replace(f.bdcdyh, ' ', ''))",
  cxzjh: `upper(translate(trim(r.zjh), '${FULL_WIDTH}', '${PLAIN}'))`,
  bdcdyh: 'f.bdcdyh',
  bdcqzh: 'f.bdcqzh',
  qlrmc: 'r.qlrmc',
  zjh: 'r.zjh',
  zl: 'f.zl',
  qllx: 'f.qllx',
  qlxz: 'f.qlxz',
  ghyt: 'f.ghyt',
  ytmc: 'f.ytmc',
  jzmj: 'f.jzmj',
  djsj: 'f.djsj',
  qljssj: 'f.qljssj',
  gyfs: 'f.gyfs',
  qlbl: 'r.qlbl',
  sfdy: "case when exists (select from bdc.dyaq d where d.bdcdyh = f.bdcdyh and d.qszt = '1') then '是' else '否' end",
  sfcf: "case when exists (select from bdc.cfdj c where c.bdcdyh = f.bdcdyh and c.qszt = '1') then '1' else '0' end",
  sfyy: "case when exists (select from bdc.yydj y where y.bdcdyh = f.bdcdyh and y.qszt = '1') then 'Y' else 'N' end",
  sfxzzr:
    "case when exists (select from bdc.dyaq d where d.bdcdyh = f.bdcdyh and d.qszt = '1' and d.xzzr = '是') then '有' else '无' end",
} as const;
/** After the rows are in: asking by key must not read the whole register. */
export const INDEXES = `
create index on bdc.fdcq2 ((${COLUMNS.cxdyh.replace('f.', '')}));
create index on bdc.qlr ((${COLUMNS.cxzjh.replace('r.', '')}));
create index on bdc.qlr (ywh);
analyze;
`;
export type Column = keyof typeof COLUMNS;

/** The view, some columns replaced. `more`: what is joined besides. */
export const viewSql = (replaced: Partial<Record<Column, string>> = {}, more = ''): string => `
drop view if exists ${VIEW};
create view ${VIEW} as select ${Object.entries({ ...COLUMNS, ...replaced })
  .map(([name, expression]) => `${expression} as ${name}`)
  .join(', ')}
from bdc.fdcq2 f join bdc.qlr r on r.ywh = f.ywh ${more} where f.qszt = '1';
comment on view ${VIEW} is '不动产权利信息（现势）';
grant select on ${VIEW} to qzk_ro;
`;
