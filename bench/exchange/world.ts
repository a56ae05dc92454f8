/** What the contenders share: one question, one department's answer, one token, one grant with everything on. Invented people only. */
import { WANG_QIANG, WANG_SHOP } from '#city/cast.ts';
import { clients, isSystem } from '#city/clients.ts';
import { departments } from '#city/departments.ts';
import { resources } from '#city/resources/index.ts';
import { Grant } from '#schemas/grant.ts';
import { Snapshot } from '#schemas/snapshot.ts';

const RESOURCE = 'real-estate/premises';
export const CLIENT = 'housing-system';
export const ISSUER = 'https://login.example.invalid/bench';
export const AUDIENCE = 'onetrip';

export const question = { unitNumber: WANG_SHOP, holder: WANG_QIANG };
const FIELDS = ['/isHolder', '/commercialUse', '/notSeized'];
/** As the caller sends it. */
export const body = JSON.stringify({
  purpose: { kind: 'standing', code: 'bench' },
  party: { role: 'applicant' },
  request: question,
  fields: FIELDS,
});
/** As the department answers. */
export const answer = JSON.stringify({
  ...question,
  ...{ isHolder: true, commercialUse: true, notSeized: true, noObjection: true, notMortgaged: false },
});

const grant = Grant.parse({
  ...{ v: 1, revision: 1, kind: 'grant', id: 'bench', state: 'active', consumer: 'housing', resource: RESOURCE },
  resourceVersion: 1,
  purposes: [{ kind: 'standing', code: 'bench', legalBasis: 'bench' }],
  parties: [{ role: 'applicant', ground: 'bench', level: 'predicate' }],
  fields: FIELDS,
  quota: { perDay: 10_000_000, perSecond: 10_000 },
  from: '2020-01-01T00:00:00Z',
  until: '2040-01-01T00:00:00Z',
});

export const snapshot = (): Snapshot =>
  Snapshot.parse({
    v: 1,
    version: 1,
    departments,
    clients: clients.map((one) => (isSystem(one.id) ? { ...one, keys: [{ kty: 'EC', kid: one.id }] } : one)),
    officers: [],
    issuers: [],
    resources: resources.map((one) =>
      one.id === RESOURCE ? { ...one, limit: { perDay: 10_000_000, perSecond: 10_000 } } : one,
    ),
    grants: [grant],
    certificateTypes: [],
    revokedCases: [],
  });
