/** What the room of cases holds in memory of the sample city: the registry and the catalogue of matters. */
import { generateKeyPairSync } from 'node:crypto';
import { calendars } from '#city/calendars/index.ts';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { clients, isSystem } from '#city/clients.ts';
import { clocks } from '#city/clocks.ts';
import { departments } from '#city/departments.ts';
import { grants } from '#city/grants.ts';
import { matterCatalogue } from '#city/matters/catalogue.ts';
import { officers } from '#city/officers.ts';
import { resources } from '#city/resources/index.ts';
import { indexMatters } from '#functions/matters/index-matters.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { Snapshot } from '#schemas/snapshot.ts';
import { CASE_LAYER } from '#schemas/ticket.ts';
import { toDer } from '../engines/der.ts';
import { signDigest } from '../engines/p256.ts';
import { registers } from './registers.ts';

const secretKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const { d: _d, ...publicKey } = secretKey.export({ format: 'jwk' });
/** The key with which the case layer signs its tickets, as the key service would. */
const ticketKey = { keyId: 'k', sign: async (digest: Uint8Array) => toDer(signDigest(secretKey, digest)) };

export const ground = () => ({
  ticketKey,
  registers: registers(),
  matters: indexMatters(matterCatalogue()),
  snapshot: indexSnapshot(
    Snapshot.parse({
      ...{ v: 1, version: 1, departments, officers, revokedCases: [] },
      issuers: [
        { v: 1, revision: 1, kind: 'ticket-issuer', id: CASE_LAYER, key: { ...publicKey, kty: 'EC', kid: 'k' } },
      ],
      // Every system has a key; nobody signs with it here.
      clients: clients.map((client) =>
        isSystem(client.id) ? { ...client, keys: [{ kty: 'EC', kid: client.id }] } : client,
      ),
      ...{ resources: [...resources], grants: [...grants], certificateTypes: [...certificateTypes] },
      calendars: [...calendars],
      clockRules: [...clocks],
    }),
  ),
});
export type Ground = ReturnType<typeof ground>;
