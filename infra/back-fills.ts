/** 存量证照归集 back-fills: files come in, are cut, and issued in chunks, each sealed by one signature. */
import type { Construct } from 'constructs';
import { backFillsRoutes } from '#schemas/routes/back-fills.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';
import { BACK_FILL_TIMEOUT } from './queues.ts';
import { consume } from './sources.ts';

/** Chunks that are issued side by side, of all back-fills together. */
const AT_ONCE = 4;

export const backFills = (scope: Construct, { settings, data, door }: House): void => {
  const api = new HubFunction(scope, 'back-fills', settings, {
    timeout: 15,
    memory: 1024,
    says: '存量归集: back-fills',
  });
  const work = new HubFunction(scope, 'back-fills-work', settings, {
    timeout: BACK_FILL_TIMEOUT.toSeconds(),
    memory: 1769,
    says: '存量归集: files are cut, certificates issued',
  });
  for (const fn of [api, work]) {
    data.snapshots.mayRead(fn);
    data.hubSecret.mayBeReadBy(fn);
    data.due.maySet(fn);
    data.backFillsQueue.maySend(fn);
  }
  data.backFills.mayServe(api);
  data.uploads.mayTakeBackFill(api);
  door.serve(api, backFillsRoutes);

  data.backFills.mayWork(work);
  data.uploads.mayCutBackFill(work);
  data.exchanges.mayRecord(work);
  data.certificates.mayBackFill(work);
  data.vault.mayKeep(work);
  data.vault.mayKeepKeys(work);
  data.seal.mayPress(work);
  data.sm2Seal.mayPress(work);
  work.tell('PUBLIC_URL', door.url);
  consume(work, data.backFillsQueue, { atOnce: 1, most: AT_ONCE });
};
