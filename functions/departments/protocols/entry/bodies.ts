/** The bodies of every route of entries, named as in schemas/routes/entries.ts. */
import type { Bodies } from '#functions/kernel/api.handler.ts';
import type { entriesRoutes } from '#schemas/routes/entries.ts';
import { confirmEntry, putEntryAnswer, refuseEntry, returnEntry } from './answering.ts';
import type { EntryDeps } from './deps.ts';
import { listEntries } from './list.ts';
import { getEntry, releaseEntry, takeEntry } from './taking.ts';

export const entryBodies = (deps: EntryDeps): Bodies<typeof entriesRoutes> => ({
  listEntries: listEntries(deps),
  getEntry: getEntry(deps),
  takeEntry: takeEntry(deps),
  releaseEntry: releaseEntry(deps),
  putEntryAnswer: putEntryAnswer(deps),
  refuseEntry: refuseEntry(deps),
  confirmEntry: confirmEntry(deps),
  returnEntry: returnEntry(deps),
});
