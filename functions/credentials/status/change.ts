/** Sets and lifts statuses of what a client had issued, and publishes the lists. */
import type { Instance } from '#functions/exchange/instance.ts';
import { type HubKeys, hmac } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { credentialsRoutes } from '#schemas/routes/credentials.ts';
import type { CredentialKeys } from '../keys.ts';
import { prove } from '../proof/prove.ts';
import { credentialRecord } from '../record.ts';
import type { CertificateStatuses } from './certificate-status.store.ts';
import { listCredential } from './entries.ts';
import type { StatusStore } from './status.store.ts';

export interface StatusDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly credentialKeys: CredentialKeys;
  readonly statuses: StatusStore;
  readonly certificateStatuses: CertificateStatuses;
  readonly instance: Instance;
  readonly publicUrl: string;
}

/** Only the client that had it issued may; a stranger hears what he would hear of an id that nobody knows. */
export const changeStatus =
  (deps: StatusDeps): Body<typeof credentialsRoutes.changeCredentialStatus> =>
  async ({ body, caller, now }) => {
    const who = identify(await deps.snapshots.current(), caller, 'credentials.issue');
    const { credentialId, credentialStatus, status = true } = body;
    const { statusPurpose } = credentialStatus;
    if (statusPurpose === 'revocation' && !status)
      throw problem('unprocessable', { errors: [{ field: '/status', rule: 'revocation-is-for-ever' }] });
    const keys = await deps.keys();
    const named = await deps.statuses.named(hmac(keys.subject, `credential\n${credentialId}`));
    const mine = named.filter(({ client }) => client === who.client.id);
    if (mine.length === 0) throw problem('not-found');
    const record = credentialRecord({ keys, instance: deps.instance }, who, { id: credentialId, at: now, asked: body });
    const slots = mine.map(({ slot }) => slot);
    await deps.statuses.change(statusPurpose, slots, status ? 1 : 0, record);
    return { body: { credentialId, statusPurpose, status } };
  };

/** Signed anew for each reader by the key that needs no call: a list is never older than its `validFrom`. */
export const getStatusList =
  (deps: StatusDeps): Body<typeof credentialsRoutes.getCredentialStatusList> =>
  async ({ params: { purpose, list }, now, message }) => {
    const [key, set] = await Promise.all([
      deps.credentialKeys.ed25519(),
      (list.of === 'certificates' ? deps.certificateStatuses : deps.statuses).setIn(purpose, list.list),
    ]);
    const unsigned = listCredential(deps.publicUrl, key.did, purpose, list, set, now);
    const body = await prove(unsigned, key, { cryptosuite: 'eddsa-jcs-2022', purpose: 'assertionMethod', now });
    const { accept = '' } = message?.().headers ?? {};
    const type = accept.includes('application/vc') ? 'application/vc' : 'application/json';
    return { body, headers: { 'content-type': type, 'cache-control': 'public, max-age=60', vary: 'accept' } };
  };
