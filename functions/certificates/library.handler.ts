/** The library, read: types, find, look, pull, verify, public keys. */
import { recordsStore } from '#functions/exchange/records.store.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { libraryRoutes } from '#schemas/routes/certificates.ts';
import { libraryBodies } from './library.ts';
import { room } from './room.handler.ts';

const deps = room();

export const handler = api(
  libraryRoutes,
  libraryBodies({ ...deps, records: recordsStore(deps.client, deps.tables.exchanges) }),
);
