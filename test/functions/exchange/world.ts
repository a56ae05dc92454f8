/** A small world for the exchange: two departments, one resource, one grant, one issuer of tickets. All codes are invented. */
import { generateKeyPairSync } from 'node:crypto';
import { CompactSign, importJWK, type JWK } from 'jose';
import * as z from 'zod';
import type { Adapter } from '#functions/exchange/adapter.ts';
import { hubKeys, subjectHandle } from '#functions/kernel/digest.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { Grant } from '#schemas/grant.ts';
import { Resource } from '#schemas/resource.ts';
import { Snapshot } from '#schemas/snapshot.ts';
import { TICKET_AUDIENCE, TICKET_TYPE } from '#schemas/ticket.ts';

export const NOW = Date.parse('2026-11-20T02:00:00Z');
export const keys = hubKeys(JSON.stringify({ version: 1, master: 'x'.repeat(40) }));
export const WANG = '330784198802039985';
export const LI = '330784199001019968';

const keyPair = () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = privateKey.export({ format: 'jwk' }) as JWK;
  return { secret: jwk, open: { kty: 'EC' as const, kid: 'case-layer-1', crv: 'P-256', x: jwk.x, y: jwk.y } };
};
const issuerKey = keyPair();
export const strangerKey = keyPair();

const registered = { v: 1, revision: 1 } as const;
const both = (text: string) => ({ zh: text, en: text });
const department = (id: string, name: string, extra = {}) => ({
  ...registered,
  kind: 'department' as const,
  id,
  name: both(name),
  creditCode: '91330784MA000TE13N',
  division: '330784',
  contact: { office: `${name}办公室`, phone: '0579-10000000' },
  ...extra,
});
const field = (pointer: string, level: 'predicate' | 'fields' = 'fields') => ({
  pointer,
  name: both(pointer.slice(1).replaceAll('/', ' ')),
  type: 'string' as const,
  sensitivity: 'personal' as const,
  level,
});

export const resource = Resource.parse({
  ...registered,
  kind: 'resource',
  id: 'deeds/title',
  department: 'deeds',
  name: both('产权'),
  version: 1,
  state: 'published',
  sharing: 'conditional',
  protocol: 'test',
  updatePeriod: '实时',
  subject: { request: '/holder', answer: '/holder' },
  fields: [
    field('/holder'),
    field('/name'),
    field('/unit'),
    field('/seized', 'predicate'),
    field('/owners/*/name'),
    field('/owners/*/share'),
  ],
  replaces: [],
});

export const grant = Grant.parse({
  ...registered,
  kind: 'grant',
  id: 'housing-title',
  state: 'active',
  consumer: 'housing',
  resource: 'deeds/title',
  resourceVersion: 1,
  purposes: [
    { kind: 'matter', matter: 'house-transfer', legalBasis: '条例', ticket: true },
    { kind: 'matter', matter: 'proof-of-housing', legalBasis: '条例', ticket: false },
    { kind: 'standing', code: 'quality-check', legalBasis: '条例' },
  ],
  parties: [
    { role: 'applicant', ground: '申请人', level: 'fields' },
    { role: 'landlord', ground: '租赁合同', level: 'predicate' },
  ],
  fields: ['/holder', '/unit', '/seized', '/owners/*/name'],
  from: '2026-01-01T00:00:00Z',
  until: '2027-01-01T00:00:00Z',
});

export const rawSnapshot = (change: Partial<Snapshot> = {}): Snapshot =>
  Snapshot.parse({
    v: 1,
    version: 1,
    departments: [
      department('deeds', '不动产登记中心'),
      department('housing', '住房和城乡建设局'),
      department('data-authority', '大数据局', { dataAuthority: true }),
    ],
    clients: [
      {
        ...registered,
        kind: 'client',
        id: 'housing-system',
        department: 'housing',
        name: both('房管系统'),
        scopes: ['exchange'],
        keys: [{ kty: 'EC', kid: 'k' }],
      },
      {
        ...registered,
        kind: 'client',
        id: 'console',
        department: 'data-authority',
        name: both('控制台'),
        scopes: ['exchange'],
      },
    ],
    officers: ['officer-hu', 'officer-xu'].map((id) => ({
      ...registered,
      kind: 'officer',
      id,
      department: 'housing',
      name: '胡敏',
      post: '审批',
      roles: ['approval-officer'],
    })),
    issuers: [{ ...registered, kind: 'ticket-issuer', id: 'case-layer', key: issuerKey.open }],
    resources: [resource],
    grants: [grant],
    certificateTypes: [],
    revokedCases: [],
    ...change,
  });

export const snapshotOf = (change: Partial<Snapshot> = {}) => indexSnapshot(rawSnapshot(change));

export const systemCaller = { clientId: 'housing-system', subject: 'housing-system', scopes: ['exchange' as const] };
export const officerCaller = (officer: string) => ({
  clientId: 'console',
  subject: officer,
  scopes: ['exchange' as const],
});

export const TitleAnswer = z.strictObject({
  holder: z.string(),
  name: z.string(),
  unit: z.string(),
  seized: z.boolean(),
  owners: z.array(z.strictObject({ name: z.string(), share: z.string() })),
});
export const TitleQuestion = z.strictObject({ holder: z.string().max(40) });

export const titleOf = (holder: string) => ({
  holder,
  name: '王强',
  unit: 'U1',
  seized: false,
  owners: [{ name: '王强', share: '1/1' }],
});

/** An adapter for deeds/title that answers by `ask`. */
export const adapterOf = (ask: (holder: string, signal: AbortSignal) => Promise<unknown>): Adapter => ({
  department: 'deeds',
  resources: {
    title: {
      request: TitleQuestion,
      answer: TitleAnswer,
      ask: (question, { signal }) => ask((question as { holder: string }).holder, signal),
    },
  },
});

interface TicketChange {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly key?: JWK;
}
/** A good ticket for the applicant WANG in house-transfer, or one changed as a test says. */
export const ticket = async ({ claims = {}, header = {}, key = issuerKey.secret }: TicketChange = {}) => {
  const now = Math.floor(NOW / 1000);
  const payload = {
    iss: 'case-layer',
    aud: TICKET_AUDIENCE,
    iat: now - 10,
    exp: now + 500,
    jti: 't1',
    case: 'YK-2026-000123',
    matter: 'house-transfer',
    department: 'housing',
    parties: [{ role: 'applicant', digest: subjectHandle(keys, WANG), key: 1 }],
    resources: ['deeds/title'],
    level: 'fields',
    ...claims,
  };
  return new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: TICKET_TYPE, kid: 'case-layer-1', ...header })
    .sign(await importJWK(key, 'ES256'));
};
