/** 不动产登记中心's front table 前置库: a stand-in that really is PostgreSQL over TCP, in its own process. */
import { type FrontTableGround, startTable, type FrontTable as Table } from './postgres/front-table.ts';
import type { EveryMode } from './real-estate/hostile.ts';

export type FrontTable = Table<EveryMode>;

const script = new URL('./real-estate/process.ts', import.meta.url);

export const startFrontTable = (ground: FrontTableGround): Promise<FrontTable> =>
  startTable<EveryMode>({ name: 'real-estate', script, user: 'qzk_ro', database: 'bdcqzk' }, ground);
