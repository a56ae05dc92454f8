/** What the SM2 seals of OFD pages are wired to. */
import { KMSClient } from '@aws-sdk/client-kms';
import { environment } from '#functions/kernel/environment.ts';
import { PATIENCE } from '#functions/kernel/patience.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import type { Fonts } from '../fonts.ts';
import type { room } from '../room.handler.ts';
import { keepKey } from '../seal/keys.client.ts';
import { sealKeysStore } from '../seal/keys.store.ts';
import { sealing } from '../seal/sealing.ts';
import { sm2KmsSigner } from '../seal/sm2-kms.client.ts';
import { AUTHORITY_USE, sm2Keys, sm2Signer } from '../seal/sm2-signer.ts';
import { sm2Root } from './seal/make-seal.ts';
import { sealers } from './seal/sealers.ts';
import { keepSeal } from './seal/seals.client.ts';
import { electronicSealsStore } from './seal/seals.store.ts';

type Room = Pick<ReturnType<typeof room>, 'client' | 'tables' | 's3' | 'bucket'>;

/** The library's own SM2 key is derived like the others, or the id of a key in KMS. */
const FROM_SECRET = 'secret';

export const ofdSealers = ({ client, tables, s3, bucket }: Room, fonts: Fonts) => {
  const env = environment('SM2_SECRET_ID', 'SM2_AUTHORITY');
  const keys = secret(env.SM2_SECRET_ID, sm2Keys);
  const signer =
    env.SM2_AUTHORITY === FROM_SECRET
      ? async () => sm2Signer((await keys())(AUTHORITY_USE))
      : sm2KmsSigner(new KMSClient(PATIENCE), env.SM2_AUTHORITY);
  const sealKeys = sealKeysStore(client, tables.certificates);
  return sealers({
    fonts,
    authority: sealing({ signer, certify: sm2Root, sealKeys, keepKey: keepKey(s3, bucket) }),
    keys,
    seals: electronicSealsStore(client, tables.certificates),
    keepSeal: keepSeal(s3, bucket),
  });
};
