/** The wallet's part of the neighbour: her title as a credential, credentials about her, and what is shown of them to who checks. */
import { randomUUID } from 'node:crypto';
import { HOLDER_APP } from '#city/clients.ts';
import type { LocalCity } from '#infra/local/city.ts';
import { type Answer, call } from '../support.ts';
import type { Whom } from './who.ts';

export interface Walleted {
  /** About her, to who may know. */
  readonly right: readonly Answer[];
  /** Refused, or public. */
  readonly others: readonly Answer[];
}

interface Made extends Record<string, unknown> {
  readonly credential?: unknown;
  readonly verifiableCredential?: {
    readonly id?: string;
    readonly credentialStatus?: readonly { readonly statusListCredential: string }[];
  };
}

/** `identifier`: of her certificate. `other`: somebody who does not hold it. */
export const wallet = async (
  city: LocalCity,
  identifier: string,
  { code, name, phone }: Whom,
  other: Whom,
): Promise<Walleted> => {
  const [app, checks, authority] = await Promise.all(
    [HOLDER_APP, 'one-window-system', 'data-authority-system'].map((client) => city.token(client)),
  );
  const post = async (token: string | undefined, path: string, body: unknown) =>
    call<Made>(city, 'POST', path, {
      ...(token ? { token } : {}),
      body,
      headers: { 'idempotency-key': `${code}-${phone}-${randomUUID()}` },
    });
  const give = (body: unknown) => post(app, `/v1/certificates/${identifier}/credential`, body);
  const about = { id: `urn:example:${code}`, name, description: `${name}（${phone}，${code}）` };
  const credential = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiableCredential'],
    credentialSubject: about,
  };
  const presented = (verifiableCredential: unknown) => ({
    verifiablePresentation: {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      verifiableCredential: [verifiableCredential],
    },
  });

  // One after the other: together they would start as many instances.
  const sdJwt = await give({ holder: code, format: 'sd-jwt-vc' });
  const vcdm = await give({ holder: code, format: 'vcdm' });
  const issued = await post(authority, '/v1/credentials/issue', { credential });
  const { verifiableCredential } = issued.body;
  const right = [
    ...[sdJwt, vcdm, issued],
    await post(checks, '/v1/credentials/sd-jwt/verify', { sdJwt: sdJwt.body.credential }),
    await post(checks, '/v1/credentials/verify', { verifiableCredential: vcdm.body.credential }),
    await post(checks, '/v1/credentials/verify', { verifiableCredential }),
  ];
  const status = { statusPurpose: 'suspension' };
  right.push(
    await post(authority, '/v1/credentials/status', {
      credentialId: verifiableCredential?.id,
      credentialStatus: status,
    }),
  );

  const lists = verifiableCredential?.credentialStatus?.map((entry) => new URL(entry.statusListCredential).pathname);
  const others: Answer[] = [];
  for (const path of [...(lists ?? []), '/v1/credentials/types/real-estate-title', '/.well-known/jwt-vc-issuer'])
    others.push(await call(city, 'GET', path));
  for (const [token, path, body] of [
    [app, `/v1/certificates/${identifier}/credential`, { holder: other.code, format: 'vcdm' }],
    [app, `/v1/certificates/${identifier}/credential`, { holder: name, format: phone, [code]: name }],
    [checks, '/v1/credentials/sd-jwt/verify', { sdJwt: `${name}.${code}.${phone}~` }],
    [checks, '/v1/credentials/sd-jwt/verify', { sdJwt: `${String(sdJwt.body.credential)}${phone}~` }],
    [
      checks,
      '/v1/credentials/verify',
      { verifiableCredential: { ...credential, issuer: `https://n${phone}.example` } },
    ],
    [checks, '/v1/presentations/verify', presented({ ...credential, issuer: `https://n${phone}.example` })],
    [checks, '/v1/presentations/verify', { ...presented(name), [code]: phone }],
    [authority, '/v1/credentials/issue', { credential: { ...credential, issuer: `https://n${phone}.example` } }],
    [authority, '/v1/credentials/issue', { credential: { ...credential, type: [name, code] }, [phone]: name }],
    [authority, '/v1/credentials/status', { credentialId: `urn:example:${code}`, credentialStatus: status }],
    [checks, '/v1/credentials/issue', { credential }],
  ] as const)
    others.push(await post(token, path, body));
  return { right, others };
};
