import { importJWK, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { hubKeys, subjectHandle } from '#functions/kernel/digest.ts';
import { publicHalf, signInKeys } from '#infra/local/oidc/keys.ts';
import { issueTicket, TICKET_ISSUER } from '#infra/local/tickets.ts';
import { TICKET_AUDIENCE, TICKET_TYPE, TicketClaims } from '#schemas/ticket.ts';

const CODE = '330784198802039985';
const keys = hubKeys(JSON.stringify({ version: 3, master: 'x'.repeat(32) }));

test('a ticket says the case, digests of the parties and ten minutes, and never a code', async () => {
  const { tickets } = await signInKeys([]);
  const now = Date.parse('2026-03-02T01:00:00.500Z');
  const token = await issueTicket(
    {
      case: '330784-2026-000001',
      matter: 'existing-house-transfer',
      department: 'housing',
      parties: [{ role: 'seller', code: CODE }],
      resources: ['real-estate/title'],
      level: 'fields',
      now,
    },
    { key: tickets, hubKeys: keys },
  );
  const { payload, protectedHeader } = await jwtVerify(token, await importJWK(publicHalf(tickets), 'ES256'), {
    typ: TICKET_TYPE,
    audience: TICKET_AUDIENCE,
    issuer: TICKET_ISSUER,
    currentDate: new Date(now),
  });
  const claims = TicketClaims.parse(payload);
  expect(protectedHeader).toMatchObject({ alg: 'ES256', kid: 'tickets-1' });
  expect(claims.parties).toEqual([{ role: 'seller', digest: subjectHandle(keys, CODE), key: 3 }]);
  expect(claims.exp - claims.iat).toBe(600);
  expect(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).not.toContain(CODE);
});
