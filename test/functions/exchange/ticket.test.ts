import { UnsecuredJWT } from 'jose';
import { expect, test } from 'vitest';
import { otherParty, verifyTicket } from '#functions/exchange/ticket.ts';
import { subjectHandle } from '#functions/kernel/digest.ts';
import { TICKET_TYPE } from '#schemas/ticket.ts';
import { keys, LI, NOW, rawSnapshot, snapshotOf, strangerKey, ticket, WANG } from './world.ts';

const use = {
  department: 'housing',
  matter: 'house-transfer',
  resource: 'deeds/title',
  role: 'applicant',
  now: NOW,
} as const;
const seconds = Math.floor(NOW / 1000);
const party = (key: number, code = WANG, role = 'applicant') => ({ role, digest: subjectHandle(keys, code), key });
const sealed = async (change: Parameters<typeof ticket>[0]) => ticket(change);

const unsigned = async () => {
  const [, payload] = (await ticket()).split('.');
  const head = Buffer.from(JSON.stringify({ alg: 'none', typ: TICKET_TYPE })).toString('base64url');
  return `${head}.${payload}.`;
};
const flipped = async () => {
  const [head, payload, signature = ''] = (await ticket()).split('.');
  const other = Buffer.from(payload ?? '', 'base64url')
    .toString()
    .replace('"YK-2026-000123"', '"YK-2026-000124"');
  return `${head}.${Buffer.from(other).toString('base64url')}.${signature}`;
};

test('a good ticket is taken, also by the last second of its ten minutes', async () => {
  expect(await verifyTicket(snapshotOf(), await ticket(), use)).toMatchObject({ case: 'YK-2026-000123' });
  const last = await ticket({ claims: { iat: seconds - 599, exp: seconds + 1 } });
  expect(await verifyTicket(snapshotOf(), last, use)).toMatchObject({ case: 'YK-2026-000123' });
});

const CORPUS: readonly (readonly [string, string, () => Promise<string>])[] = [
  ['garbage', 'ticket-malformed', async () => 'garbage'],
  ['empty', 'ticket-malformed', async () => ''],
  ['alg none', 'ticket-malformed', unsigned],
  ['alg none by jose', 'ticket-malformed', async () => new UnsecuredJWT({ iss: 'case-layer' }).encode()],
  ['another type of token', 'ticket-malformed', () => sealed({ header: { typ: 'at+jwt' } })],
  [
    'an unknown critical header',
    'ticket-signature',
    async () => `${(await ticket({ header: { b64: true, crit: ['b64'] } })).slice(0, -2)}`,
  ],
  ['another key', 'ticket-signature', () => sealed({ key: strangerKey.secret })],
  ['a changed case', 'ticket-signature', flipped],
  ['an unknown issuer', 'ticket-issuer-unknown', () => sealed({ claims: { iss: 'nobody' } })],
  ['an issuer named like a prototype', 'ticket-issuer-unknown', () => sealed({ claims: { iss: '__proto__' } })],
  ['another audience', 'ticket-malformed', () => sealed({ claims: { aud: 'onetrip' } })],
  ['an unknown claim', 'ticket-malformed', () => sealed({ claims: { admin: true } })],
  ['a case that is no case', 'ticket-malformed', () => sealed({ claims: { case: '../../x' } })],
  ['expired', 'ticket-expired', () => sealed({ claims: { iat: seconds - 600, exp: seconds } })],
  ['from the future', 'ticket-not-yet', () => sealed({ claims: { iat: seconds + 31, exp: seconds + 200 } })],
  ['too long', 'ticket-too-long', () => sealed({ claims: { iat: seconds - 10, exp: seconds + 591 } })],
  ['for another department', 'ticket-other-department', () => sealed({ claims: { department: 'taxation' } })],
  ['for another matter', 'ticket-other-matter', () => sealed({ claims: { matter: 'proof-of-housing' } })],
  ['for another resource', 'ticket-other-resource', () => sealed({ claims: { resources: ['deeds/premises'] } })],
  ['without this role', 'ticket-other-role', () => sealed({ claims: { parties: [party(1, WANG, 'seller')] } })],
];

test.each(CORPUS)('%s: %s', async (_name, rule, make) => {
  expect(await verifyTicket(snapshotOf(), await make(), use)).toBe(rule);
});

test('a revoked case and a suspended issuer', async () => {
  const good = await ticket();
  expect(await verifyTicket(snapshotOf({ revokedCases: ['YK-2026-000123'] }), good, use)).toBe('ticket-case-revoked');
  const suspended = { since: '2026-11-19T00:00:00Z', reason: '核查', by: 'officer-a' };
  const issuers = rawSnapshot().issuers.map((issuer) => ({ ...issuer, suspended }));
  expect(await verifyTicket(snapshotOf({ issuers }), good, use)).toBe('ticket-issuer-unknown');
});

test('a rotated issuer key is taken at the next snapshot', async () => {
  const rotated = rawSnapshot().issuers.map((issuer) => ({ ...issuer, revision: 2, key: strangerKey.open }));
  const next = snapshotOf({ issuers: rotated });
  expect(await verifyTicket(next, await ticket(), use)).toBe('ticket-signature');
  expect(await verifyTicket(next, await ticket({ key: strangerKey.secret }), use)).toMatchObject({ iss: 'case-layer' });
});

test('the ticket must name the party asked about, under the hub’s present key', async () => {
  const claims = await verifyTicket(snapshotOf(), await ticket(), use);
  if (typeof claims === 'string') throw new Error(claims);
  expect(otherParty(claims, 'applicant', WANG, keys)).toBeUndefined();
  expect(otherParty(claims, 'applicant', LI, keys)).toBe('ticket-other-party');
  const old = { ...claims, parties: [{ ...claims.parties[0]!, key: 0 }] };
  expect(otherParty(old, 'applicant', WANG, keys)).toBe('ticket-key-changed');
});
