/** Every body of the room, by its route. */
import type { Bodies } from '#functions/kernel/api.handler.ts';
import type { batchesRoutes } from '#schemas/routes/batches.ts';
import { type CreateDeps, createBatch } from './create.ts';
import { type PickUpDeps, pickUp } from './pick-up.ts';
import { cancelBatch, getBatch, listBatches, listPickups, type ReadDeps } from './read.ts';
import { putPart, submitBatch, type UploadDeps } from './upload.ts';

export type BatchesDeps = CreateDeps & UploadDeps & ReadDeps & PickUpDeps;

export const batchesBodies = (deps: BatchesDeps): Bodies<typeof batchesRoutes> => ({
  createBatch: createBatch(deps),
  listBatches: listBatches(deps),
  getBatch: getBatch(deps),
  putBatchPart: putPart(deps),
  submitBatch: submitBatch(deps),
  cancelBatch: cancelBatch(deps),
  getBatchResult: pickUp(deps),
  listBatchPickups: listPickups(deps),
});
