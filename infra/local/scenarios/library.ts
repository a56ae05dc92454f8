/** 电子证照库 beside the room of cases: its own code over its two tables, sealed under keys of this run. Its files lie in memory: a scenario has no bucket. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { JWK } from 'jose';
import { certificateStore } from '#functions/certificates/certificates.store.ts';
import type { Files } from '#functions/certificates/files.client.ts';
import { find } from '#functions/certificates/find.ts';
import { fontsOf } from '#functions/certificates/fonts.ts';
import { issueStore } from '#functions/certificates/issue.store.ts';
import { issue } from '#functions/certificates/issue.ts';
import { sha256Hex } from '#functions/certificates/master.ts';
import { sm2Root } from '#functions/certificates/ofd/seal/make-seal.ts';
import { sealers } from '#functions/certificates/ofd/seal/sealers.ts';
import { electronicSealsStore } from '#functions/certificates/ofd/seal/seals.store.ts';
import { operationStore } from '#functions/certificates/operations/operations.store.ts';
import { press } from '#functions/certificates/press.ts';
import { pull } from '#functions/certificates/pull.ts';
import { pullStore } from '#functions/certificates/pulls.store.ts';
import { sealKeysStore } from '#functions/certificates/seal/keys.store.ts';
import { sealing } from '#functions/certificates/seal/sealing.ts';
import type { Signer } from '#functions/certificates/seal/signer.ts';
import { AUTHORITY_USE, sm2Keys, sm2Signer } from '#functions/certificates/seal/sm2-signer.ts';
import { evidenceStore } from '#functions/exchange/evidence.store.ts';
import type { Instance } from '#functions/exchange/instance.ts';
import { quotasStore } from '#functions/exchange/quota/quotas.store.ts';
import { quotas } from '#functions/exchange/quota/quotas.ts';
import type { RecordsStore } from '#functions/exchange/records.store.ts';
import { api } from '#functions/kernel/api.handler.ts';
import type { HubKeys } from '#functions/kernel/digest.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { IssueRequest } from '#schemas/certificate.ts';
import { libraryRoutes, pageRoutes } from '#schemas/routes/certificates.ts';
import { beside } from '../../functions.ts';
import { toDer } from '../engines/der.ts';
import { signDigest } from '../engines/p256.ts';
import { caller } from './http.ts';
import type { Answered, Who } from './stage.ts';
import type { Around } from './tables.ts';

interface LibraryRoom {
  readonly client: DynamoDBDocumentClient;
  readonly tables: { readonly certificates: string; readonly exchanges: string; readonly quotas: string };
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly instance: Instance;
  /** Records as the room keeps them: what is written is told on. */
  readonly recording: (store: RecordsStore) => RecordsStore;
  readonly records: RecordsStore;
  readonly now: () => number;
  readonly around: Around;
}

/** Content-addressed, as the bucket. */
const filesInMemory = (around: Around): Files => {
  const held = new Map<string, Uint8Array>();
  return {
    put: around(async (_type, _identifier, _kind, bytes) => {
      const digest = sha256Hex(bytes);
      held.set(digest, bytes);
      return digest;
    }),
    get: around(async (_type, _identifier, _kind, digest) => {
      const bytes = held.get(digest);
      if (!bytes) throw new Error('no such file');
      return bytes;
    }),
  };
};

/** Signs digests and answers DER, as KMS does. */
const sealKey = (around: Around): Signer => {
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const { d: _d, ...publicKey } = key.export({ format: 'jwk' }) as JWK;
  const sign = around(async (digest: Uint8Array) => toDer(signDigest(key, digest)));
  return { algorithm: 'ES256', keyId: 'seal-1', publicKey, sign };
};

const ROOT = new URL('../../../', import.meta.url);
const fontsHere = () => {
  const [first = '', ...further] = Object.values(beside.page ?? {});
  const font = (path: string) => readFileSync(new URL(path, ROOT));
  return fontsOf(font(first), ...further.map(font));
};

/** Nothing goes over HTTP here, so there is no message to be signed. */
const unsigned =
  <I extends object, R>(body: (input: I) => R) =>
  (input: I): R =>
    body({ ...input, message: undefined });

const nothing = async (): Promise<void> => undefined;

/** What issues: both seals and the page. */
const issuing = (client: DynamoDBDocumentClient, table: string, around: Around) => {
  const [fonts, signer, own] = [
    fontsHere(),
    sealKey(around),
    sm2Keys(JSON.stringify({ master: randomBytes(32).toString('hex') })),
  ];
  const sealKeys = sealKeysStore(client, table);
  const authority = sealing({
    ...{ signer: () => sm2Signer(own(AUTHORITY_USE)), certify: sm2Root, sealKeys, keepKey: nothing },
  });
  return {
    ...{ press: press(fonts), publicUrl: 'http://127.0.0.1:3784' },
    sealing: sealing({ signer: async () => signer, sealKeys, keepKey: nothing }),
    sealers: sealers({
      ...{ fonts, authority, keys: async () => own, seals: electronicSealsStore(client, table), keepSeal: nothing },
    }),
  };
};

export const libraryRoom = ({ client, tables, recording, now, around, ...given }: LibraryRoom) => {
  const pulls = pullStore(client, tables);
  const deps = {
    ...{ ...given, files: filesInMemory(around), clock: () => 0 },
    ...{ quotas: quotas(quotasStore(client, tables.quotas)), evidence: evidenceStore(client, tables.exchanges) },
    certificates: certificateStore(client, tables.certificates),
    pulls: { boundTo: (...of: Parameters<typeof pulls.boundTo>) => recording(pulls.boundTo(...of)) },
  };
  const { findCertificates, pullCertificate } = libraryRoutes;
  const read = caller(
    api(
      { findCertificates, pullCertificate },
      { findCertificates: unsigned(find(deps)), pullCertificate: unsigned(pull(deps)) },
    ),
    now,
  );
  const { issueCertificate } = pageRoutes;
  const written = () => {
    const stores = { issues: issueStore(client, tables), operations: operationStore(client, tables) };
    const body = issue({ ...deps, ...stores, ...issuing(client, tables.certificates, around) });
    return caller(api({ issueCertificate }, { issueCertificate: body }), now);
  };
  let write: ReturnType<typeof written> | undefined;
  return {
    certificate: (identifier: string) => deps.certificates.get(identifier),
    issue: (body: IssueRequest, { as, key }: Required<Who>): Promise<Answered> => {
      write ??= written();
      return write('POST /v1/certificates', { as, body, headers: { 'idempotency-key': key } });
    },
    /** Found first, then pulled, as the exchange answers: the answer beside its receipt. */
    pulled: async (
      as: string,
      {
        type,
        fields,
        ...use
      }: { type: string; fields: readonly string[]; holder: string; party: object; purpose: object },
      key?: string,
    ): Promise<Answered> => {
      const under = (step: string) => (key === undefined ? {} : { headers: { 'idempotency-key': `${step}-${key}` } });
      const found = await read('POST /v1/certificates/find', { as, body: { type, ...use }, ...under('find') });
      const identifier: string | undefined = found.body.items?.[0]?.identifier;
      if (found.status >= 300 || identifier === undefined) return found;
      const answer = await read('POST /v1/certificates/{identifier}/pull', {
        ...{ as, params: { identifier }, body: { ...use, fields }, ...under('pull') },
      });
      return { status: answer.status, body: { ...answer.body, answer: answer.body.data } };
    },
  };
};
