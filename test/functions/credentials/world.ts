/** The credentials room in this process, over the tables and the bucket of the certificate library's tests; a key that answers as KMS does. */
import { createHash, generateKeyPairSync } from 'node:crypto';
import type { JWK } from 'jose';
import type * as z from 'zod';
import { credentialBodies } from '#functions/credentials/bodies.ts';
import { ed25519Key, p256Key } from '#functions/credentials/keys.ts';
import { roomStores } from '#functions/credentials/room.store.ts';
import { newInstance } from '#functions/exchange/instance.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import { toDer } from '#infra/local/engines/der.ts';
import { signDigest } from '#infra/local/engines/p256.ts';
import {
  BASE_CONTEXT,
  type GiveRequest,
  type IssueCredentialRequest,
  type VerifySdJwtRequest,
} from '#schemas/credential.ts';
import { counting } from '#test/engines/counting.ts';
import type { CrashPoints } from '#test/engines/crash-points.ts';
import { freshBucket } from '#test/engines/storage.ts';
import { type FreshTables, freshTables } from '#test/engines/tables.ts';
import { keys, type World as LibraryWorld, snapshotWith } from '../certificates/world.ts';

export const NOW = Date.parse('2026-11-20T02:00:00Z');
export const URL = 'https://hub.example';
const ISSUER = 'data-authority-system';

const secretKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const { d: _d, ...publicKey } = secretKey.export({ format: 'jwk' }) as JWK;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
export const p256 = p256Key(
  { algorithm: 'ES256', keyId: 'k', publicKey, sign: async (digest) => toDer(signDigest(secretKey, digest)) },
  sha256,
);
export const ed25519 = ed25519Key('a secret for tests only, which is as long as the one that Secrets Manager makes');

export type World = LibraryWorld & FreshTables<'credentials'>;
export const freshWorld = async (): Promise<World> => {
  const [tables, bucket] = await Promise.all([
    freshTables('certificates', 'exchanges', 'quotas', 'credentials'),
    freshBucket(),
  ]);
  return { ...tables, bucket };
};

/** The bodies over these tables; with `crash`, each call of an engine or of the key may be the last. */
export const roomOn = (
  { client, names, bucket }: World,
  { crash, snapshot = snapshotWith() }: { crash?: CrashPoints; snapshot?: ReturnType<typeof snapshotWith> } = {},
) => {
  if (crash) {
    counting(client, crash);
    counting(bucket.client, crash);
  }
  const places = {
    CERTIFICATES_TABLE: names.certificates,
    CREDENTIALS_TABLE: names.credentials,
    EXCHANGES_TABLE: names.exchanges,
    CERTIFICATES_BUCKET: bucket.name,
  };
  return credentialBodies({
    ...roomStores(client, places, bucket.client),
    snapshots: { current: async () => snapshot },
    keys: async () => keys,
    credentialKeys: {
      p256: async () => (crash ? { ...p256, sign: crash.around(p256.sign) } : p256),
      ed25519: async () => ed25519,
    },
    instance: newInstance(),
    publicUrl: URL,
  });
};
export type Room = ReturnType<typeof roomOn>;

const asked = (clientId: string) => ({
  caller: {
    clientId,
    subject: clientId,
    scopes: ['credentials.issue' as const, 'certificates' as const, 'holder' as const],
  },
  now: NOW,
  requestId: 'r',
  query: undefined,
  params: undefined,
});

export type Wish = z.infer<typeof IssueCredentialRequest>;
export type Issued = Record<string, unknown> & {
  readonly id: string;
  readonly credentialStatus: readonly Record<string, string>[];
};

export const wish = (change: object = {}, options: Wish['options'] = {}): Wish => ({
  credential: {
    '@context': [BASE_CONTEXT],
    type: ['VerifiableCredential'],
    credentialSubject: { id: 'did:example:subject', name: '示例' },
    ...change,
  },
  options,
});

export const issueBy = async (room: Room, body: Wish = wish(), key?: string, client = ISSUER): Promise<Issued> => {
  const input = { ...asked(client), body, ...(key ? { idempotencyKey: key } : {}) };
  return ((await room.issueCredential(input)).body as { verifiableCredential: Issued }).verifiableCredential;
};

/** What is answered, or the rules that were broken as "field rule". */
const told = async (call: Promise<{ readonly body?: unknown }>): Promise<unknown> => {
  try {
    return (await call).body;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return (error.extra.errors ?? []).map(({ field, rule }) => `${field} ${rule}`);
  }
};

export const issueTold = (room: Room, body: Wish) => told(room.issueCredential({ ...asked(ISSUER), body }));
export const verifyBy = (room: Room, verifiableCredential: Record<string, unknown>, now = NOW) =>
  told(room.verifyCredential({ ...asked(ISSUER), now, body: { verifiableCredential } }));
export const presentBy = (room: Room, verifiablePresentation: Record<string, unknown>, options: object = {}) =>
  told(room.verifyPresentation({ ...asked(ISSUER), body: { verifiablePresentation, options } }));
export const changeBy = (
  room: Room,
  credentialId: string,
  statusPurpose: 'revocation' | 'suspension',
  status = true,
  client = ISSUER,
) =>
  told(
    room.changeCredentialStatus({
      ...asked(client),
      body: { credentialId, credentialStatus: { statusPurpose }, status },
    }),
  );
export const listBy = async (
  room: Room,
  purpose: 'revocation' | 'suspension',
  list: number,
  of: 'credentials' | 'certificates' = 'credentials',
) =>
  (await room.getCredentialStatusList({ ...asked(ISSUER), body: undefined, params: { purpose, list: { of, list } } }))
    .body as Record<string, unknown> & {
    readonly credentialSubject: { readonly encodedList: string };
  };

export const giveBy = async (room: Room, identifier: string, body: z.infer<typeof GiveRequest>) =>
  told(room.giveCredential({ ...asked('zheli-app'), params: { identifier }, body }));
export const openBy = async (room: Room, body: z.infer<typeof VerifySdJwtRequest>) =>
  told(room.verifySdJwt({ ...asked(ISSUER), body }));
