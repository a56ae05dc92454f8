/** Wiring of doubts: report, list, read, step. */
import { api } from '#functions/kernel/api.handler.ts';
import { doubtsRoutes } from '#schemas/routes/doubts.ts';
import { getDoubt, listDoubts, readDoubt } from './read.ts';
import { reportDoubt } from './report.ts';
import { room } from './room.handler.ts';
import { stepDoubt } from './take-step.ts';

const deps = room();

export const handler = api(doubtsRoutes, {
  reportDoubt: reportDoubt(deps),
  listDoubts: listDoubts(deps),
  getDoubt: getDoubt(deps),
  readDoubt: readDoubt(deps),
  stepDoubt: stepDoubt(deps),
});
