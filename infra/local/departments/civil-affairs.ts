/** 民政's front table 前置库: a stand-in that speaks MySQL over TCP, in its own process. */
import { type MysqlTable, type MysqlTableGround, startMysqlTable } from './mysql/front-table.ts';

const script = new URL('./civil-affairs/process.ts', import.meta.url);

export const startCivilAffairs = (ground: MysqlTableGround): Promise<MysqlTable> =>
  startMysqlTable({ name: 'civil-affairs', script, user: 'front_ro', database: 'front' }, ground);
