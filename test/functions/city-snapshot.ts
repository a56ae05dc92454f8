/** The sample city as the hub holds it in memory. Every department's system has a key; resources, grants and types come with whoever needs them. */
import { clients, isSystem } from '#city/clients.ts';
import { departments } from '#city/departments.ts';
import { officers } from '#city/officers.ts';
import { Snapshot } from '#schemas/snapshot.ts';

export const citySnapshot = (change: Partial<Snapshot> = {}): Snapshot =>
  Snapshot.parse({
    v: 1,
    version: 1,
    departments,
    clients: clients.map((client) =>
      isSystem(client.id) ? { ...client, keys: [{ kty: 'EC', kid: client.id }] } : client,
    ),
    officers,
    issuers: [],
    resources: [],
    grants: [],
    certificateTypes: [],
    revokedCases: [],
    ...change,
  });
