/** The library, read: types, find, look, pull, redeem, verify, public keys. */
import { api } from '#functions/kernel/api.handler.ts';
import { libraryRoutes } from '#schemas/routes/certificates.ts';
import { copyRoutes } from '#schemas/routes/copies.ts';
import { showingRoutes } from '#schemas/routes/showing.ts';
import { libraryBodies } from './library.ts';
import { room } from './room.handler.ts';

export const handler = api({ ...libraryRoutes, ...copyRoutes, ...showingRoutes }, libraryBodies(room()));
