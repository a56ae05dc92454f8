/** An issuer for the authorizer's tests: discovery, keys, tokens, and how often it was asked. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

export const startIssuer = async () => {
  const asked = { discovery: 0, keys: 0 };
  const keys: JWK[] = [];
  const privates = new Map<string, CryptoKey>();
  const addKey = async (kid: string) => {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    keys.push({ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' });
    privates.set(kid, privateKey);
  };
  await addKey('one');
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/.well-known/openid-configuration') {
      asked.discovery++;
      return void response.end(JSON.stringify({ issuer: url, jwks_uri: `${url}/jwks` }));
    }
    asked.keys++;
    response.end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token = (claims: object = {}, kid = 'one', header: object = {}) => {
    const now = Math.floor(Date.now() / 1000);
    const standard = {
      iss: url,
      aud: 'onetrip',
      iat: now,
      exp: now + 600,
      sub: 's',
      client_id: 's',
      scope: 'exchange catalogue',
    };
    return new SignJWT({ ...standard, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid, typ: 'at+jwt', ...header })
      .sign(privates.get(kid)!);
  };
  return { url, asked, keys, addKey, token, stop: () => void server.close() };
};
