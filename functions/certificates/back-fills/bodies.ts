/** Every body of the back-fills, by its route. */
import type { Bodies } from '#functions/kernel/api.handler.ts';
import type { backFillsRoutes } from '#schemas/routes/back-fills.ts';
import { type CreateDeps, createBackFill } from './create.ts';
import { cancelBackFill, getBackFill, listBackFills, type ReadDeps } from './read.ts';
import { getResult } from './result.ts';
import { putPart, submitBackFill, type UploadDeps } from './upload.ts';

export type BackFillsDeps = CreateDeps & UploadDeps & ReadDeps;

export const backFillsBodies = (deps: BackFillsDeps): Bodies<typeof backFillsRoutes> => ({
  createBackFill: createBackFill(deps),
  listBackFills: listBackFills(deps),
  getBackFill: getBackFill(deps),
  putBackFillPart: putPart(deps),
  submitBackFill: submitBackFill(deps),
  cancelBackFill: cancelBackFill(deps),
  getBackFillResult: getResult(deps),
});
