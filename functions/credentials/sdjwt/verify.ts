/** Verifies a presented SD-JWT: 200 with what it discloses when everything holds, else 400 not-verified with the broken rule. */
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { Remark } from '#schemas/credential.ts';
import type { credentialsRoutes } from '#schemas/routes/credentials.ts';
import { LIST_ENTRIES, type StatusSlot } from '#schemas/status.ts';
import type { CredentialKeys } from '../keys.ts';
import { methodFrom } from '../proof/did-key.ts';
import type { CertificateStatuses } from '../status/certificate-status.store.ts';
import { type OpenedSdJwt, openSdJwt, type Wanted } from './open.ts';
import { Unsound } from './process.ts';

export interface VerifySdJwtDeps {
  readonly snapshots: SnapshotHolder;
  readonly credentialKeys: CredentialKeys;
  readonly certificateStatuses: CertificateStatuses;
  readonly publicUrl: string;
}

const TYPES = ['dc+sd-jwt', 'vc+sd-jwt'];

const broken = (rule: string) => problem('not-verified', { errors: [{ field: '/sdJwt', rule }] });

const opened = (text: string, wanted: Wanted): OpenedSdJwt => {
  try {
    return openSdJwt(text, wanted);
  } catch (error) {
    throw error instanceof Unsound ? broken(error.rule) : error;
  }
};

/** Its place in a status list of this hub; undefined for any other status. */
const ownSlot = (publicUrl: string, status: unknown): StatusSlot | undefined => {
  const { idx, uri } = (status as { status_list?: { idx?: unknown; uri?: unknown } } | undefined)?.status_list ?? {};
  const list = Number(/\/(\d{1,4})$/.exec(String(uri))?.[1]);
  const ours = uri === `${publicUrl}/v1/status-lists/${list}` && Number.isInteger(idx);
  return ours && Number(idx) >= 0 && Number(idx) < LIST_ENTRIES ? { list, index: Number(idx) } : undefined;
};

const SAID = { 1: 'revoked', 2: 'suspended' } as const;

export const verifySdJwt =
  (deps: VerifySdJwtDeps): Body<typeof credentialsRoutes.verifySdJwt> =>
  async ({ body: { sdJwt, nonce, audience }, caller, now }) => {
    identify(await deps.snapshots.current(), caller, 'certificates');
    const { publicUrl } = deps;
    const own = await Promise.all([deps.credentialKeys.p256(), deps.credentialKeys.ed25519()]);
    /** Ours by our address, and a did:key by itself; every other issuer's key would have to be fetched. */
    const issuerKey: Wanted['issuerKey'] = ({ kid }, { iss }) => {
      const method = iss === publicUrl ? own.find((one) => one.method === kid)?.method : undefined;
      const found = methodFrom(method ?? String(kid ?? iss ?? ''));
      return found && (method !== undefined || found.controller === iss) ? found : undefined;
    };
    const { header, claims, bound } = opened(sdJwt, { now, issuerKey, nonce, audience });
    if (!TYPES.includes(String(header.typ)) || typeof claims.vct !== 'string') throw broken('no-sd-jwt-vc');
    const slot = ownSlot(publicUrl, claims.status);
    const entry = slot ? await deps.certificateStatuses.entry(slot) : 0;
    if (entry !== 0) throw broken(SAID[entry]);
    const remarks: Remark[] =
      claims.status !== undefined && !slot ? [{ field: '/status', rule: 'status-not-looked-up' }] : [];
    return { body: { verified: true, ours: claims.iss === publicUrl, bound, claims, remarks } };
  };
