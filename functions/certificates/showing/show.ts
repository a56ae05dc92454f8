/** 亮证: the app in which a holder has signed in draws a code for him. That he holds the certificate is said to the app, so it is recorded. */
import type { Instance } from '#functions/exchange/instance.ts';
import { keepRecord } from '#functions/exchange/keep-record.ts';
import { releasedText } from '#functions/exchange/record.ts';
import type { RecordsStore } from '#functions/exchange/records.store.ts';
import { type HubKeys, subjectHandle } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { showingRoutes } from '#schemas/routes/showing.ts';
import { typeOf } from '../allow.ts';
import type { CertificateStore } from '../certificates.store.ts';
import { assertNotEnded } from '../ended.ts';
import { withFreshLook } from '../fresh-look.ts';
import { assertValid } from '../held.ts';
import { notHis, wishFacts } from '../holders-wish.ts';
import { codeDigest, newCode, storedShow } from './show-code.ts';
import type { ShowsStore } from './shows.store.ts';

export interface ShowDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly certificates: Pick<CertificateStore, 'get'>;
  readonly shows: ShowsStore;
  readonly records: RecordsStore;
  readonly instance: Instance;
}

/** Throws not-found alike for a certificate that is not there and for who does not hold it; unprocessable for one that is not valid now. */
export const show =
  (deps: ShowDeps): Body<typeof showingRoutes.showCertificate> =>
  async ({ params: { identifier }, body: { holder }, caller, now }) => {
    const snapshot = await deps.snapshots.current();
    const who = identify(snapshot, caller, 'holder');
    const type = snapshot.certificateType(typeOf(snapshot, identifier));
    if (!type) throw problem('not-found');
    assertNotEnded(type, now);
    const keys = await deps.keys();
    const facts = wishFacts(who, type, { kind: 'show', level: 'predicate', identifier, holder, now });
    const kept = { instance: deps.instance, keys };

    return withFreshLook(async () => {
      const stored = await deps.certificates.get(identifier);
      if (!stored?.holders.includes(subjectHandle(keys, holder)))
        return notHis(facts, { records: deps.records, ...kept });
      assertValid(stored, now);
      const code = newCode();
      const digest = codeDigest(code);
      const shown = storedShow(keys, digest, { identifier, client: who.client.id, holder, now });
      const expiresAt = new Date(shown.expiresAt).toISOString();
      const record = { ...facts, found: true, releasedText: releasedText({ expiresAt }) };
      await keepRecord(record, undefined, { records: deps.shows.making(digest, shown, stored), ...kept });
      return { body: { code, expiresAt } };
    });
  };
