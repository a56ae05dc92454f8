import fc from 'fast-check';
import { expect, test } from 'vitest';
import { authorise, identified } from '#functions/exchange/authorise.ts';
import { explain } from '#functions/exchange/explain.ts';
import { GRANT_RULE_IDS, type GrantRule, matchGrant, type Wish } from '#functions/exchange/match-grant.ts';
import type { Grant } from '#schemas/grant.ts';
import type { Resource, ResourceVersion } from '#schemas/resource.ts';
import type { Snapshot } from '#schemas/snapshot.ts';
import { grant, NOW, rawSnapshot, resource, snapshotOf, systemCaller, ticket } from './world.ts';

const wish: Wish = {
  resource: 'deeds/title',
  purpose: { kind: 'matter', matter: 'proof-of-housing' },
  role: 'applicant',
  fields: ['/unit', '/seized'],
  now: NOW,
};
const suspended = { since: '2026-11-19T00:00:00Z', reason: '核查', by: 'officer-a' };
const grants = (change: Partial<Grant>): Partial<Snapshot> => ({ grants: [{ ...grant, ...change }] });
const resources = (change: Partial<Resource>): Partial<Snapshot> => ({ resources: [{ ...resource, ...change }] });
const provider = {
  departments: rawSnapshot().departments.map((d) => (d.id === 'deeds' ? { ...d, suspended } : d)),
};

/** The first version, as it stands beside a second one. */
const older = (ends: string): ResourceVersion => ({
  ...resource,
  kind: 'resource-version',
  id: 'deeds/title@1',
  state: 'deprecated',
  ends,
});

/** Each rule, what breaks it, and a wish where the wish is what breaks it. */
const CASES: Readonly<Record<GrantRule, readonly { snapshot?: Partial<Snapshot>; wish?: Partial<Wish> }[]>> = {
  'resource-unknown': [{ wish: { resource: 'deeds/none' } }],
  'resource-not-published': [
    { snapshot: resources({ state: 'draft' }) },
    { snapshot: resources({ state: 'withdrawn' }) },
  ],
  'resource-withheld': [{ snapshot: resources({ sharing: 'withheld', legalBasis: '保密法' }) }],
  'resource-not-connected': [{ snapshot: resources({ connected: false }) }],
  'resource-suspended': [{ snapshot: resources({ suspended }) }],
  'provider-suspended': [{ snapshot: provider }],
  'grant-missing': [{ snapshot: { grants: [] } }, { snapshot: grants({ consumer: 'deeds' }) }],
  'grant-refused': [{ snapshot: grants({ state: 'refused' }) }],
  'grant-revoked': [{ snapshot: grants({ state: 'revoked' }) }],
  'grant-returned': [{ snapshot: grants({ state: 'returned' }) }],
  'grant-undecided': [{ snapshot: grants({ state: 'checked' }) }],
  'grant-not-provided': [{ snapshot: grants({ state: 'agreed' }) }],
  'grant-requested': [{ snapshot: grants({ state: 'requested' }) }],
  'grant-expired': [
    { snapshot: grants({ state: 'expired' }) },
    { wish: { now: Date.parse(grant.until) } },
    { snapshot: grants({ until: '2026-11-20T02:00:00Z' }) },
  ],
  'grant-not-yet': [{ wish: { now: Date.parse(grant.from) - 1 } }],
  'grant-suspended': [{ snapshot: grants({ state: 'suspended' }) }, { snapshot: grants({ suspended }) }],
  'grant-other-version': [
    { snapshot: resources({ version: 2 }) },
    {
      snapshot: {
        ...resources({ version: 3 }),
        versions: [{ ...older('2030-01-01T00:00:00Z'), id: 'deeds/title@2', version: 2 }],
      },
    },
  ],
  'version-ended': [
    { snapshot: resources({ state: 'deprecated', ends: '2026-11-20T02:00:00Z' }) },
    { snapshot: { ...resources({ version: 2 }), versions: [older('2026-11-20T02:00:00Z')] } },
  ],
  'purpose-not-granted': [
    { wish: { purpose: { kind: 'matter', matter: 'curiosity' } } },
    { wish: { purpose: { kind: 'standing', code: 'proof-of-housing' } } },
    { wish: { purpose: { kind: 'matter', matter: 'quality-check' } } },
  ],
  'party-not-granted': [{ wish: { role: 'spouse' } }],
  'use-not-granted': [
    { wish: { use: 'events' } },
    { snapshot: grants({ uses: ['batch'] }), wish: { use: 'events' } },
    { snapshot: grants({ uses: [] }), wish: { use: 'batch' } },
  ],
  'no-field-granted': [{ wish: { fields: ['/name'] } }, { wish: { role: 'landlord', fields: ['/unit'] } }],
  'ticket-missing': [{ wish: { purpose: { kind: 'matter', matter: 'house-transfer' } } }],
  'signature-missing': [{ snapshot: grants({ signature: true }) }],
};
const ROWS = Object.entries(CASES).flatMap(([rule, cases]) => cases.map((c, i) => ({ rule, n: i + 1, ...c })));
const who = identified(snapshotOf(), systemCaller, 'exchange');

test('every rule has its row, and the wish itself is granted', () => {
  expect(Object.keys(CASES).sort()).toEqual([...GRANT_RULE_IDS].sort());
  expect(matchGrant(snapshotOf(), 'housing', wish)).toMatchObject({ granted: true, fields: ['/unit', '/seized'] });
});

test.each(ROWS)('$rule refuses exactly its case ($n) and is explained alike by exchange and check', async (row) => {
  const snapshot = snapshotOf(row.snapshot);
  const asked = { ...wish, ...row.wish };
  expect(matchGrant(snapshot, 'housing', asked)).toMatchObject({ granted: false, rule: row.rule });
  const explained = await explain(snapshot, who, asked);
  expect(explained).toMatchObject({ granted: false, rule: row.rule });
  expect(explained.need).toMatch(/\p{Script=Han}.*[a-z]/u);
  expect(explained.ask).toMatch(/0579-10000000/);
  const thrown = await authorise(snapshot, who, asked).catch((error: unknown) => error);
  expect(thrown).toMatchObject({
    code: 'exchange-denied',
    extra: { denial: { rule: row.rule, need: explained.need } },
  });
});

test('the check names the grant, how long it lasts, what would be released and what cut, and by which rule', async () => {
  const demanding = { ...grant, quota: { perDay: 100, perSecond: 5 }, uses: ['batch' as const] };
  const told = { ticket: 'not-required', signature: 'not-required' } as const;
  expect(
    await explain(snapshotOf({ grants: [demanding] }), who, { ...wish, fields: [...wish.fields, '/name'] }),
  ).toEqual({
    granted: true,
    grant: 'housing-title',
    until: grant.until,
    resourceVersion: 1,
    level: 'fields',
    released: ['/unit', '/seized'],
    cut: [{ field: '/name', rule: 'field-not-granted', need: expect.stringContaining('授权') }],
    facts: { perDay: 100, perSecond: 5, uses: ['batch'], ...told },
  });
  const landlord = await explain(snapshotOf(), who, { ...wish, role: 'landlord' });
  expect(landlord).toMatchObject({
    level: 'predicate',
    released: ['/seized'],
    cut: [{ field: '/unit', rule: 'field-above-level' }],
  });
  const ends = '2026-12-20T00:00:00Z';
  const second = { version: 2, fields: [...resource.fields, { ...resource.fields[0]!, pointer: '/area' }] };
  const beside = { ...resources(second), versions: [older(ends)] };
  expect(await explain(snapshotOf(beside), who, { ...wish, fields: ['/unit', '/area'] })).toMatchObject({
    until: ends,
    ends,
    resourceVersion: 1,
    cut: [{ field: '/area', rule: 'field-other-version' }],
  });
});

test('the check tells of a refusal what the grant demands, and verifies a ticket as the exchange does', async () => {
  const house = { kind: 'matter', matter: 'house-transfer' } as const;
  const signed = snapshotOf({ grants: [{ ...grant, signature: true }] });
  expect(await explain(signed, who, { ...wish, purpose: house })).toMatchObject({
    granted: false,
    rule: 'ticket-missing',
    grant: 'housing-title',
    facts: { ticket: 'required', signature: 'required' },
    released: [],
    cut: [],
  });
  expect(await explain(snapshotOf(), who, { ...wish, purpose: { ...house, ticket: 'x' } })).toMatchObject({
    rule: 'ticket-malformed',
  });
  const late = { ...house, ticket: await ticket() };
  expect(await explain(snapshotOf(), who, { ...wish, purpose: late, now: NOW + 600_000 })).toMatchObject({
    rule: 'ticket-expired',
  });
  const low = { ...house, ticket: await ticket({ claims: { level: 'predicate' } }) };
  expect(await explain(snapshotOf(), who, { ...wish, purpose: low })).toMatchObject({
    granted: true,
    level: 'predicate',
    released: ['/seized'],
    cut: [{ field: '/unit', rule: 'field-above-level' }],
  });
  expect(await explain(snapshotOf(), who, { ...wish, role: 'landlord', fields: ['/unit', '/name'] })).toMatchObject({
    rule: 'no-field-granted',
    cut: [
      { field: '/unit', rule: 'field-above-level' },
      { field: '/name', rule: 'field-not-granted' },
    ],
  });
  expect(await explain(snapshotOf(), who, { ...wish, use: 'events' })).toMatchObject({
    rule: 'use-not-granted',
    facts: { uses: [] },
  });
});

test('a deprecated version is answered until it ends, by its own declaration and not by that of the current one', async () => {
  const snapshot = snapshotOf({
    ...resources({
      version: 2,
      fields: [
        ...resource.fields.filter(({ pointer }) => pointer !== '/unit'),
        { ...resource.fields[0]!, pointer: '/area' },
      ],
    }),
    versions: [older('2026-11-20T02:00:01Z')],
    grants: [grant, { ...grant, id: 'new', resourceVersion: 2, fields: ['/holder', '/area'] }],
  });
  const fields = ['/holder', '/unit', '/area'];
  expect(await authorise(snapshot, who, { ...wish, fields })).toMatchObject({
    grant: { id: 'housing-title' },
    resource: { id: 'deeds/title', version: 1, state: 'deprecated' },
    fields: ['/holder', '/unit'],
  });
  expect(await authorise(snapshot, who, { ...wish, fields: ['/area'] })).toMatchObject({
    grant: { id: 'new' },
    resource: { version: 2 },
    fields: ['/area'],
  });
  expect(matchGrant(snapshot, 'housing', { ...wish, fields: ['/unit'], now: NOW + 1000 })).toMatchObject({
    rule: 'no-field-granted',
    grant: { id: 'new' },
  });
});

test('of several grants the one that gives most is used; of refusals the one that came furthest is explained', () => {
  const narrow = { ...grant, id: 'a-narrow', fields: ['/unit'] };
  const revoked = { ...grant, id: 'b-revoked', state: 'revoked' as const };
  const both = snapshotOf({ grants: [revoked, narrow, grant] });
  expect(matchGrant(both, 'housing', wish)).toMatchObject({ grant: { id: 'housing-title' } });
  const late = { ...wish, role: 'spouse' as const };
  expect(matchGrant(both, 'housing', late)).toMatchObject({ rule: 'party-not-granted', grant: { id: 'a-narrow' } });
});

test('who is to be told of changes is served by the grant that says so, though another gives more', () => {
  const told = { ...grant, id: 'a-told', fields: ['/unit'], uses: ['events' as const] };
  const snapshot = snapshotOf({ grants: [told, grant] });
  expect(matchGrant(snapshot, 'housing', { ...wish, use: 'events' })).toMatchObject({ grant: { id: 'a-told' } });
});

test('a denial never depends on whom the question is about: the rules do not even see it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ROWS),
      fc.string({ maxLength: 30 }),
      fc.string({ maxLength: 30 }),
      (row, one, other) => {
        const judge = (subject: string) =>
          matchGrant(snapshotOf(row.snapshot), 'housing', {
            ...wish,
            ...row.wish,
            request: { holder: subject },
          } as Wish);
        expect(judge(one)).toEqual(judge(other));
      },
    ),
    { numRuns: 300 },
  );
});
