/** 核验: by identifier, by signed data, by page file. Every result by its name; a wrong one says what is wrong. */
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { libraryRoutes } from '#schemas/routes/certificates.ts';
import type { CertificateStore } from './certificates.store.ts';
import type { Files } from './files.client.ts';
import type { Signer } from './seal/signer.ts';
import { checksOf } from './verify-checks.ts';
import { dataFrom, type Presented, pageFrom } from './verify-presented.ts';

export interface VerifyDeps {
  readonly snapshots: SnapshotHolder;
  readonly certificates: CertificateStore;
  readonly files: Files;
  readonly signer: () => Promise<Signer>;
}

export const verify =
  (deps: VerifyDeps): Body<typeof libraryRoutes.verifyCertificate> =>
  async ({ caller, body, now }) => {
    identify(await deps.snapshots.current(), caller, 'certificates');
    if (!body.identifier && !body.data && !body.page)
      throw problem('invalid-request', { errors: [{ field: '/', rule: 'identifier-data-or-page' }] });
    const signer = await deps.signer();
    const data = body.data === undefined ? undefined : await dataFrom(signer, body.data);
    const page = body.page === undefined ? undefined : await pageFrom(deps.certificates, body.page);
    const identifier = body.identifier ?? data?.identifier ?? page?.identifier;
    const presented: Presented = {
      ...(identifier ? { identifier } : {}),
      ...(data ? { data } : {}),
      ...(page ? { page } : {}),
    };
    const stored = identifier ? await deps.certificates.get(identifier) : undefined;
    const checks = await checksOf(presented, stored, deps.files, signer, now);
    const failed = (names: readonly string[]) => checks.some((check) => names.includes(check.name) && !check.ok);
    // An expired copy is still what we made: genuine, no longer valid.
    const file = page?.known?.identifier === stored?.identifier ? [] : ['file'];
    const genuine = stored !== undefined && !failed(['signature', 'digest', ...(page ? file : [])]);
    const valid = genuine && checks.every((check) => check.ok);
    return { body: { genuine, valid, ...(stored ? { identifier: stored.identifier } : {}), checks } };
  };

/** The public keys with which anybody can check a signature (RFC 7517). */
export const jwks =
  ({ signer }: Pick<VerifyDeps, 'signer'>): Body<typeof libraryRoutes.jwks> =>
  async () => {
    const { publicKey, keyId, algorithm } = await signer();
    return {
      body: { keys: [{ ...publicKey, kid: keyId, alg: algorithm, use: 'sig' }] },
      headers: { 'cache-control': 'public, max-age=300' },
    };
  };
