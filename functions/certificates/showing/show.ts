/** 亮证: the app in which a holder has signed in draws a code for him. That he holds the certificate is said to the app, so it is recorded. */
import type { Instance } from '#functions/exchange/instance.ts';
import { keepRecord } from '#functions/exchange/keep-record.ts';
import { type RecordFacts, releasedText } from '#functions/exchange/record.ts';
import type { RecordsStore } from '#functions/exchange/records.store.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import { type HubKeys, subjectHandle } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify, type Party } from '#functions/snapshot/caller.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { CertificateType } from '#schemas/certificate.ts';
import { certificateResourceId } from '#schemas/certificate-resource.ts';
import type { showingRoutes } from '#schemas/routes/showing.ts';
import { typeOf } from '../allow.ts';
import type { CertificateStore } from '../certificates.store.ts';
import { assertNotEnded } from '../ended.ts';
import { withFreshLook } from '../fresh-look.ts';
import { assertValid } from '../held.ts';
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

/** By the holder's own wish, under no grant. */
const factsOf = (who: Party, type: CertificateType, identifier: string, holder: string, now: number) =>
  ({
    kind: 'show',
    at: now,
    ms: 0,
    client: who.client.id,
    consumer: who.department.id,
    provider: type.issuer,
    resource: certificateResourceId(type.id),
    resourceVersion: type.version,
    grant: '',
    grantRevision: 0,
    party: 'applicant',
    level: 'predicate',
    fields: [],
    certificate: identifier,
    subjectCode: holder,
    requestText: canonical({ show: identifier, holder }),
  }) as const satisfies Omit<RecordFacts, 'found' | 'releasedText'>;

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
    const facts = factsOf(who, type, identifier, holder, now);
    const kept = { instance: deps.instance, keys };

    return withFreshLook(async () => {
      const stored = await deps.certificates.get(identifier);
      if (!stored?.holders.includes(subjectHandle(keys, holder))) {
        const refused = { ...facts, found: false, releasedText: releasedText({ refused: 'not-found' }) };
        await keepRecord(refused, undefined, { records: deps.records, ...kept });
        throw problem('not-found');
      }
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
