/** What a wallet and a verifier read without a token: types, and the keys of the issuer. */
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { credentialsRoutes } from '#schemas/routes/credentials.ts';
import type { CredentialKeys } from '../keys.ts';
import { typeMetadata } from './claims.ts';

export interface PublishedDeps {
  readonly snapshots: SnapshotHolder;
  readonly credentialKeys: CredentialKeys;
  readonly publicUrl: string;
}

const CACHE = { 'cache-control': 'public, max-age=300' };

/** SD-JWT VC type metadata. */
export const getCredentialType =
  ({ snapshots, publicUrl }: PublishedDeps): Body<typeof credentialsRoutes.getCredentialType> =>
  async ({ params }) => {
    const type = (await snapshots.current()).certificateType(params.type);
    if (!type) throw problem('not-found');
    return { body: typeMetadata(publicUrl, type), headers: CACHE };
  };

/** JWT VC issuer metadata: the keys by the names that they have in credentials, which are did:key methods and so readable without this. */
export const getCredentialIssuer =
  ({ credentialKeys, publicUrl }: PublishedDeps): Body<typeof credentialsRoutes.getCredentialIssuer> =>
  async () => {
    const keys = await Promise.all([credentialKeys.p256(), credentialKeys.ed25519()]);
    const jwks = keys.map(({ publicKey, method, curve }) => ({
      ...publicKey,
      kid: method,
      alg: curve === 'P-256' ? 'ES256' : 'EdDSA',
      use: 'sig',
    }));
    return { body: { issuer: publicUrl, jwks: { keys: jwks } }, headers: CACHE };
  };
