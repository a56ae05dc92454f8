/** 电子证照进钱包: a valid certificate, for its holder's wallet, asked for by the app in which he has signed in. By his own wish, under no grant, and recorded. */

import { typeOf } from '#functions/certificates/allow.ts';
import type { CertificateStore } from '#functions/certificates/certificates.store.ts';
import { assertNotEnded } from '#functions/certificates/ended.ts';
import type { ReadFiles } from '#functions/certificates/files.client.ts';
import { withFreshLook } from '#functions/certificates/fresh-look.ts';
import { assertValid, coHolders } from '#functions/certificates/held.ts';
import { notHis, wishFacts } from '#functions/certificates/holders-wish.ts';
import type { PullStore } from '#functions/certificates/pulls.store.ts';
import { openWorkingCopy } from '#functions/certificates/working-copy.ts';
import type { Instance } from '#functions/exchange/instance.ts';
import { keepRecord } from '#functions/exchange/keep-record.ts';
import { releasedText } from '#functions/exchange/record.ts';
import type { RecordsStore } from '#functions/exchange/records.store.ts';
import { type HubKeys, subjectHandle } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import { CertificateMaster } from '#schemas/certificate.ts';
import type { credentialsRoutes } from '#schemas/routes/credentials.ts';
import type { CredentialKeys } from '../keys.ts';
import { sdJwtVc, vcdm } from './forms.ts';

export interface GiveDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly credentialKeys: CredentialKeys;
  readonly certificates: Pick<CertificateStore, 'getWithMaster'>;
  readonly files: ReadFiles;
  readonly pulls: PullStore;
  /** For what is refused; what is given is recorded through `pulls`. */
  readonly records: RecordsStore;
  readonly instance: Instance;
  readonly publicUrl: string;
}

/** Throws not-found alike for a certificate that is not there and for who does not hold it; unprocessable for one that is not valid now. */
export const giveCredential =
  (deps: GiveDeps): Body<typeof credentialsRoutes.giveCredential> =>
  async ({ params: { identifier }, body: { holder, format, holderKey }, caller, now }) => {
    const snapshot = await deps.snapshots.current();
    const who = identify(snapshot, caller, 'holder');
    const type = snapshot.certificateType(typeOf(snapshot, identifier));
    const issuer = type && snapshot.department(type.issuer);
    if (!type || !issuer) throw problem('not-found');
    assertNotEnded(type, now);
    const [keys, key] = await Promise.all([deps.keys(), deps.credentialKeys.p256()]);
    const facts = wishFacts(who, type, { kind: 'wallet', level: 'fields', identifier, holder, now });
    const kept = { instance: deps.instance, keys };
    const handle = subjectHandle(keys, holder);

    return withFreshLook(async () => {
      const { certificate: stored, master: copy } = await deps.certificates.getWithMaster(identifier);
      if (!stored?.holders.includes(handle)) return notHis(facts, { records: deps.records, ...kept });
      assertValid(stored, now);
      const { json } = stored.files;
      const text =
        openWorkingCopy(keys, identifier, copy, json) ??
        new TextDecoder().decode(await deps.files.get(stored.type, identifier, 'json', json));
      const master = CertificateMaster.parse(JSON.parse(text));
      const { publicUrl } = deps;
      const of = { master, type, issuer, slot: stored.status, holderKey, publicUrl, now };
      const credential = format === 'vcdm' ? await vcdm(of, key) : await sdJwtVc(of, key);
      const record = { ...facts, ...coHolders(stored, handle), found: true, releasedText: releasedText(credential) };
      await keepRecord(record, undefined, { records: deps.pulls.boundTo(stored), ...kept });
      return { body: { format, credential } };
    });
  };
