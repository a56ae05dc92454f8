/** 跑腿账 of the city: what is reckoned with where time and money saved are told. Each says where it is from; none was measured here. */
import type { Assumption } from '#schemas/saving.ts';
import { both } from './matters/declare.ts';

export const savings: readonly Assumption[] = [
  {
    per: 'visit',
    minutes: 120,
    fen: 2000,
    basis: both(
      '往返与等候两小时、路费20元，按县域内一次往返估计',
      'two hours for the way and waiting, 20 yuan for the fare: estimated for one journey within the county',
    ),
    assumed: true,
  },
  {
    per: 'paper',
    minutes: 3,
    fen: 100,
    basis: both(
      '大厅免费复印人均省15分钟、5元，按每人5份折算',
      'free copies in a hall saved 15 minutes and 5 yuan a head; five papers a head are assumed',
    ),
    assumed: true,
    source: '浙江省“最多跑一次”改革专题简报第90期（2017-05-31）：人均约节省时间15分钟、费用5元',
  },
  {
    per: 'field',
    minutes: 1,
    fen: 0,
    basis: both('手工填写一个字段约一分钟', 'a minute to write one field by hand'),
    assumed: true,
  },
];
