/** The library, written: issue a certificate, make a stamped copy. It carries the fonts. */
import { api } from '#functions/kernel/api.handler.ts';
import { pageRoutes } from '#schemas/routes/certificates.ts';
import { copy } from './copies/copy.ts';
import { issue } from './issue.ts';
import { issuing } from './issuing.handler.ts';
import { operationStore } from './operations/operations.store.ts';
import { room } from './room.handler.ts';

const deps = room();
const page = { ...deps, ...issuing(deps), operations: operationStore(deps.client, deps.tables) };

export const handler = api(pageRoutes, { issueCertificate: issue(page), copyCertificate: copy(page) });
