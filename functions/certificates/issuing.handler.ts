/** What issues is wired to beside its room: the fonts, both seals, locked files, and the transaction. */
import { environment } from '#functions/kernel/environment.ts';
import { fileKeeper, kmsKeysOf } from './files.client.ts';
import { fontsBeside } from './fonts.handler.ts';
import { issueStore } from './issue.store.ts';
import { ofdSealers } from './ofd/sealing.handler.ts';
import { press } from './press.ts';
import { lockMode } from './retention/retain.client.ts';
import type { room } from './room.handler.ts';
import { keepKey } from './seal/keys.client.ts';
import { sealing } from './seal/sealing.ts';

type Room = Pick<ReturnType<typeof room>, 'client' | 'tables' | 's3' | 'bucket' | 'signer' | 'sealKeys'>;

/** Called once, at cold start. */
export const issuing = (deps: Room) => {
  const fonts = fontsBeside();
  const { CERTIFICATES_KEYS, LOCK_MODE, PUBLIC_URL } = environment('CERTIFICATES_KEYS', 'LOCK_MODE', 'PUBLIC_URL');
  const how = { mode: lockMode(LOCK_MODE), kmsKeys: kmsKeysOf(CERTIFICATES_KEYS) };
  return {
    files: fileKeeper(deps.s3, deps.bucket, how),
    issues: issueStore(deps.client, deps.tables),
    sealing: sealing({
      signer: deps.signer,
      sealKeys: deps.sealKeys,
      keepKey: keepKey(deps.s3, deps.bucket),
    }),
    sealers: ofdSealers(deps, fonts),
    press: press(fonts),
    publicUrl: PUBLIC_URL,
  };
};
