/** The library, written: issue a certificate, make a stamped copy. It carries the fonts. */
import { api } from '#functions/kernel/api.handler.ts';
import { environment } from '#functions/kernel/environment.ts';
import { pageRoutes } from '#schemas/routes/certificates.ts';
import { copy } from './copies/copy.ts';
import { fileKeeper, kmsKeysOf } from './files.client.ts';
import { fontsBeside } from './fonts.handler.ts';
import { issueStore } from './issue.store.ts';
import { issue } from './issue.ts';
import { ofdSealers } from './ofd/sealing.handler.ts';
import { operationStore } from './operations/operations.store.ts';
import { press } from './press.ts';
import { lockMode } from './retention/retain.client.ts';
import { room } from './room.handler.ts';
import { keepKey } from './seal/keys.client.ts';
import { sealing } from './seal/sealing.ts';

const deps = room();
const fonts = fontsBeside();
const { CERTIFICATES_KEYS, LOCK_MODE, PUBLIC_URL } = environment('CERTIFICATES_KEYS', 'LOCK_MODE', 'PUBLIC_URL');
const how = { mode: lockMode(LOCK_MODE), kmsKeys: kmsKeysOf(CERTIFICATES_KEYS) };
const page = {
  ...deps,
  files: fileKeeper(deps.s3, deps.bucket, how),
  issues: issueStore(deps.client, deps.tables),
  operations: operationStore(deps.client, deps.tables),
  sealing: sealing({
    signer: deps.signer,
    sealKeys: deps.sealKeys,
    keepKey: keepKey(deps.s3, deps.bucket),
  }),
  sealers: ofdSealers(deps, fonts),
  press: press(fonts),
  publicUrl: PUBLIC_URL,
};

export const handler = api(pageRoutes, { issueCertificate: issue(page), copyCertificate: copy(page) });
