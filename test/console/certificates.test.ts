/** Tickets, levels and verdicts as the desk shows them. */
import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { readTicket, rolesOf, secondsLeft, typesOf } from '#console/case/ticket.ts';
import { identifierIn, presentedBy, toneOf } from '#console/checking/verified.ts';
import { askable, atFirst, atLevel, whyNot } from '#console/pages/certificates/levels.ts';

const IDENTIFIER = '1.2.156.3005.2.11100000MB000TC06A001.11330784MB000TD29Y.WGR7GR3PISCS97ELPMRZ.001.E';
const claims = {
  case: '330784-2026-000123',
  matter: 'existing-house-transfer',
  department: 'one-window',
  parties: ['seller', 'buyer', 'seller'].map((role) => ({ role, digest: 'd'.repeat(43), key: 1 })),
  resources: ['certificates/real-estate-title', 'real-estate/title'],
  level: 'fields',
  exp: 1_000,
};
const signed = (payload: object, typ = 'onetrip-ticket+jwt') =>
  new SignJWT({ ...payload }).setProtectedHeader({ alg: 'HS256', typ }).sign(new Uint8Array(32));

describe('a case ticket', () => {
  test('is read through the spaces and line breaks of copying', async () => {
    const text = await signed(claims);
    const ticket = readTicket(`\n ${text.slice(0, 50)}\n${text.slice(50)}  `);
    expect(ticket).toMatchObject({ ...claims, text });
    if (!ticket) return;
    expect([typesOf(ticket), rolesOf(ticket), secondsLeft(ticket, 940_500)]).toEqual([
      ['real-estate-title'],
      ['seller', 'buyer'],
      59,
    ]);
  });

  test('is nothing else', async () => {
    const others = ['', 'abc', 'a.b.c', await signed(claims, 'at+jwt'), await signed({ ...claims, parties: 'all' })];
    expect(others.map(readTicket)).toEqual(others.map(() => undefined));
  });
});

describe('levels', () => {
  const [title] = certificateTypes.filter(({ id }) => id === 'real-estate-title');
  if (!title) throw new Error('no such type');
  const ticket = (matter: string, level: 'predicate' | 'fields' | 'copy') => ({ matter, level });

  test('are those of the matter and of the ticket, and the reason is said', () => {
    expect(whyNot('copy', title, ticket('existing-house-transfer', 'copy'))).toBeUndefined();
    expect(whyNot('copy', title, ticket('existing-house-transfer', 'fields'))).toBe('aboveTicket');
    expect(whyNot('copy', title, ticket('existing-house-contract', 'copy'))).toBe('notForMatter');
    expect(whyNot('predicate', title, ticket('no-such-matter', 'copy'))).toBe('notForMatter');
  });

  test('questions stand ticked, facts are chosen one by one', () => {
    const fields = askable(title);
    expect(atFirst(fields, 'predicate')).toContain('/valid');
    expect(atFirst(fields, 'fields')).toEqual([]);
    // Of one that is not valid nothing else would be answered.
    expect(atFirst(fields, 'predicate', false)).toEqual(['/valid']);
    expect(atFirst(fields, 'copy', false)).toEqual(atFirst(fields, 'copy'));
    expect(atLevel(fields, 'fields').every(({ level }) => level === 'fields')).toBe(true);
    expect(atLevel(fields, 'predicate').length + atLevel(fields, 'fields').length).toBe(fields.length);
  });
});

describe('what is presented', () => {
  test('an identifier is found in whatever was pasted', () => {
    expect(identifierIn(` ${IDENTIFIER.toLowerCase()}\n`)).toBe(IDENTIFIER);
    expect(identifierIn(`https://hub.example/verify#${IDENTIFIER}~0123456789abcdef`)).toBe(IDENTIFIER);
    expect(identifierIn('1.2.156.3005.2.1')).toBeUndefined();
  });

  test('a code of somebody else is told from ours', () => {
    const address = `https://hub.example/verify#${IDENTIFIER}~0123456789abcdef`;
    expect(presentedBy(address)).toEqual({ kind: 'qr', text: address });
    expect(presentedBy('OT1:ABC')).toEqual({ kind: 'offline', code: 'OT1:ABC' });
    expect(['https://www.example.com/menu', 'a.b.c'].map(presentedBy)).toEqual([undefined, undefined]);
  });

  test.each([
    [{ genuine: true, valid: true, identifier: IDENTIFIER }, 'good'],
    [{ genuine: true, valid: false, identifier: IDENTIFIER }, 'ended'],
    [{ genuine: false, valid: false, identifier: IDENTIFIER }, 'bad'],
    [{ genuine: false, valid: false }, 'unsure'],
  ] as const)('%j is %s', (verified, tone) => {
    expect(toneOf(verified)).toBe(tone);
  });
});
