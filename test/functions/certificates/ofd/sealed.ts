/** The SM2 keys of a library for tests, and a department's sealer. */
import {
  makeElectronicSeal,
  periodOf,
  sealerUse,
  sealName,
  sm2Root,
} from '#functions/certificates/ofd/seal/make-seal.ts';
import type { Sealer } from '#functions/certificates/ofd/seal/seal-ofd.ts';
import { AUTHORITY_USE, signSm2, sm2Keys, sm2Signer } from '#functions/certificates/seal/sm2-signer.ts';
import { font } from './opened.ts';

export const NOW = Date.parse('2026-11-20T02:00:00Z');
export const OFFICE = { name: '永康市自然资源和规划局', code: '11330784MB000TD29Y' };

export const library = async (master = 'of a library that is only for tests') => {
  const keys = sm2Keys(JSON.stringify({ master }));
  const authority = await sm2Signer(keys(AUTHORITY_USE));
  const root = await sm2Root(authority);
  const sealer = async (body = OFFICE, now = NOW): Promise<Sealer> => {
    const period = periodOf(now);
    const own = keys(sealerUse(body, period));
    const made = await makeElectronicSeal({ fonts: font, authority, maker: keys('maker'), sealer: own, body, period });
    const signer = await sm2Signer(own);
    return { by: body.name, name: sealName(body), ...made, sign: (message) => signSm2(signer, message) };
  };
  return { authority, root, sealer };
};
