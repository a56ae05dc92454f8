/** The library in this process: the sample city's registry in memory, real tables and a real bucket, a seal that answers as KMS does. */
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { CompactSign, importJWK, type JWK } from 'jose';
import { CHEN_FUYING, CHEN_HOME, LI_NA } from '#city/cast.ts';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { departments } from '#city/departments.ts';
import { grants } from '#city/grants.ts';
import { certificateStore } from '#functions/certificates/certificates.store.ts';
import { copyFiles } from '#functions/certificates/copies/copies.client.ts';
import { copiesStore } from '#functions/certificates/copies/copies.store.ts';
import { fileKeeper } from '#functions/certificates/files.client.ts';
import { fontsOf } from '#functions/certificates/fonts.ts';
import { issueStore } from '#functions/certificates/issue.store.ts';
import { holdsStore } from '#functions/certificates/legal-hold/holds.store.ts';
import type { Sealers } from '#functions/certificates/ofd/seal/sealers.ts';
import { operationStore } from '#functions/certificates/operations/operations.store.ts';
import { press } from '#functions/certificates/press.ts';
import { pullStore } from '#functions/certificates/pulls.store.ts';
import { locks } from '#functions/certificates/retention/locks.client.ts';
import { locksStore } from '#functions/certificates/retention/locks.store.ts';
import { keyChangesStore } from '#functions/certificates/seal/key-changes.store.ts';
import { keepKey, keepKeyChange } from '#functions/certificates/seal/keys.client.ts';
import { sealKeysStore } from '#functions/certificates/seal/keys.store.ts';
import { sealing } from '#functions/certificates/seal/sealing.ts';
import type { Signer } from '#functions/certificates/seal/signer.ts';
import { showsStore } from '#functions/certificates/showing/shows.store.ts';
import { evidenceStore } from '#functions/exchange/evidence.store.ts';
import { newInstance } from '#functions/exchange/instance.ts';
import { quotasStore } from '#functions/exchange/quota/quotas.store.ts';
import { quotas } from '#functions/exchange/quota/quotas.ts';
import { readRecord, recordsStore } from '#functions/exchange/records.store.ts';
import { hubKeys, subjectHandle } from '#functions/kernel/digest.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { beside } from '#infra/functions.ts';
import { toDer } from '#infra/local/engines/der.ts';
import { signDigest } from '#infra/local/engines/p256.ts';
import type { CertificateType } from '#schemas/certificate.ts';
import type { Snapshot } from '#schemas/snapshot.ts';
import { TICKET_AUDIENCE, TICKET_TYPE } from '#schemas/ticket.ts';
import { counting } from '#test/engines/counting.ts';
import type { CrashPoints } from '#test/engines/crash-points.ts';
import { type FreshBucket, freshBucket } from '#test/engines/storage.ts';
import { type FreshTables, freshTables } from '#test/engines/tables.ts';
import { citySnapshot } from '../city-snapshot.ts';
import { library } from './ofd/sealed.ts';

export { CHEN_FUYING, CHEN_HOME, LI_NA };
export const NOW = Date.parse('2026-11-20T02:00:00Z');
export const keys = hubKeys(JSON.stringify({ version: 1, master: 'a secret for tests only, long enough' }));
export const CASE = '330784-2026-000123';
/** How the city locks its certificates. */
const MODE = 'GOVERNANCE';
/** A key for each department. */
const KMS_KEYS = new Map(departments.map(({ id, creditCode }) => [creditCode, `arn:aws:kms:::key/${id}`]));
export const MATTER = 'existing-house-transfer';

const secretOf = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const issuerKey = secretOf().export({ format: 'jwk' }) as JWK;
const sealKey = secretOf();

/** Signs digests and answers DER, as KMS does. */
export const signer: Signer = (() => {
  const { d: _d, ...publicKey } = sealKey.export({ format: 'jwk' }) as JWK;
  const sign = async (digest: Uint8Array) => toDer(signDigest(sealKey, digest));
  return { algorithm: 'ES256', keyId: 'seal-1', publicKey, sign };
})();

const office = library();
const made = new Map<string, ReturnType<Sealers>>();
/** Each department's seal, made once for all tests of a file. */
const sealers: Sealers = (body) => {
  const sealer = made.get(body.code) ?? office.then((one) => one.sealer(body, NOW));
  made.set(body.code, sealer);
  return sealer;
};

const font = (path: string) => readFileSync(path);
const [first, ...further] = Object.values(beside.page ?? {});
export const fonts = fontsOf(font(first ?? ''), ...further.map(font));
export const printer = press(fonts);

export const snapshotWith = (change: Partial<Snapshot> = {}) =>
  indexSnapshot(
    citySnapshot({
      issuers: [
        {
          v: 1,
          revision: 1,
          kind: 'ticket-issuer',
          id: 'cases',
          key: { kty: 'EC', kid: 'cases-1', crv: 'P-256', x: issuerKey.x, y: issuerKey.y },
        },
      ],
      grants: [...grants],
      certificateTypes: [...certificateTypes],
      ...change,
    }),
  );

const titleType = certificateTypes[0] as CertificateType;
/** A type of which everybody may hold one only. */
export const singleType: CertificateType = {
  ...titleType,
  id: 'residence-registration',
  code: `${titleType.definer}002`,
  name: { zh: '居住登记', en: 'Residence registration' },
  holding: 'single',
  fields: titleType.fields.slice(0, 1),
};

export interface World extends FreshTables<'certificates' | 'exchanges' | 'quotas'> {
  readonly bucket: FreshBucket;
}
export const freshWorld = async (): Promise<World> => {
  const [tables, bucket] = await Promise.all([freshTables('certificates', 'exchanges', 'quotas'), freshBucket()]);
  return { ...tables, bucket };
};

/** Dependencies of every body, as one instance has them. With `crash`, each call of an engine or of the seal may be the last. */
export const depsOn = (
  world: World,
  { crash, snapshot = snapshotWith() }: { crash?: CrashPoints; snapshot?: ReturnType<typeof snapshotWith> } = {},
) => {
  const { client, names, bucket } = world;
  if (crash) {
    counting(client, crash);
    counting(bucket.client, crash);
  }
  const sealKeys = sealKeysStore(client, names.certificates);
  const signing = async () => (crash ? { ...signer, sign: crash.around(signer.sign) } : signer);
  return {
    snapshots: { current: async () => snapshot },
    ends: { has: async (_: string) => false },
    keys: async () => keys,
    quotas: quotas(quotasStore(client, names.quotas)),
    certificates: certificateStore(client, names.certificates),
    issues: issueStore(client, names),
    operations: operationStore(client, names),
    pulls: pullStore(client, names),
    copies: copiesStore(client, names),
    shows: showsStore(client, names),
    copyFiles: copyFiles(bucket.client, bucket.name),
    records: recordsStore(client, names.exchanges),
    files: fileKeeper(bucket.client, bucket.name, { mode: MODE, kmsKeys: KMS_KEYS }),
    locks: locks(bucket.client, bucket.name, MODE),
    settled: locksStore(client, names.certificates),
    holds: holdsStore(client, names.certificates),
    signer: signing,
    sealKeys,
    keyChanges: keyChangesStore(client, names.certificates),
    keepKeyChange: keepKeyChange(bucket.client, bucket.name),
    sealing: sealing({
      signer: signing,
      sealKeys,
      keepKey: keepKey(bucket.client, bucket.name),
    }),
    sealers,
    press: printer,
    evidence: evidenceStore(client, names.exchanges),
    instance: newInstance(),
    clock: () => performance.now(),
    publicUrl: 'http://127.0.0.1:3784',
  };
};
export type Deps = ReturnType<typeof depsOn>;

export { issueRequest } from './issue-request.ts';

export const caller = (clientId: string, subject = clientId) => ({
  clientId,
  subject,
  scopes: ['exchange' as const, 'certificates' as const, 'certificates.issue' as const, 'holder' as const],
});
export const issuer = caller('real-estate-system');
export const window = caller('one-window-system');
export const app = caller('zheli-app');

export const ticket = async (claims: Record<string, unknown> = {}) => {
  const iat = Math.floor(NOW / 1000) - 10;
  const payload = {
    iss: 'cases',
    aud: TICKET_AUDIENCE,
    iat,
    exp: iat + 600,
    jti: 't1',
    case: CASE,
    matter: MATTER,
    department: 'one-window',
    parties: [{ role: 'seller', digest: subjectHandle(keys, CHEN_FUYING), key: keys.version }],
    resources: ['certificates/real-estate-title'],
    level: 'copy',
    ...claims,
  };
  return new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: TICKET_TYPE, kid: 'cases-1' })
    .sign(await importJWK(issuerKey, 'ES256'));
};

/** Every item of a table; a test may scan. */
export const itemsIn = async (client: DynamoDBDocumentClient, table: string) =>
  (await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }))).Items ?? [];

export const recordsOf = async ({ client, names }: World) =>
  (await itemsIn(client, names.exchanges)).map((item) => readRecord(item));
