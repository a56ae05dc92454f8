import { expect, test } from 'vitest';
import { clients } from '#city/clients.ts';
import { officers } from '#city/officers.ts';
import type { Caller } from '#functions/kernel/request.ts';
import { type CallerRule, identify, type Party, party } from '#functions/snapshot/caller.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { ROLE_SCOPES, Scope } from '#schemas/access.ts';
import type { Snapshot } from '#schemas/snapshot.ts';
import { citySnapshot } from '../city-snapshot.ts';

const suspended = { since: '2026-03-02T01:00:00Z', reason: 'x', by: 'y' };
const city = citySnapshot();
type Lists = 'departments' | 'clients' | 'officers';
const without = (list: Lists, id: string) => ({ ...city, [list]: city[list].filter((item) => item.id !== id) });
const suspend = (list: Lists, id: string) => ({
  ...city,
  [list]: city[list].map((item) => (item.id === id ? { ...item, suspended } : item)),
});

const system: Caller = { clientId: 'health-system', subject: 'health-system', scopes: Scope.options };
const officer: Caller = { clientId: 'onetrip-console', subject: 'officer-hu-min', scopes: Scope.options };

test.each<[CallerRule, Snapshot, Caller]>([
  ['client-unknown', without('clients', 'health-system'), system],
  ['client-unknown', without('departments', 'health'), system],
  ['client-suspended', suspend('clients', 'health-system'), system],
  ['department-suspended', suspend('departments', 'health'), system],
  ['officer-unknown', without('officers', 'officer-hu-min'), officer],
  ['officer-unknown', without('departments', 'market-supervision'), officer],
  ['officer-unknown', city, { ...officer, subject: 'onetrip-console' }],
  ['officer-unknown', city, { ...system, subject: 'officer-hu-min' }],
  ['officer-suspended', suspend('officers', 'officer-hu-min'), officer],
  ['client-suspended', suspend('clients', 'onetrip-console'), officer],
  ['department-suspended', suspend('departments', 'market-supervision'), officer],
  ['scope-not-held', city, { ...system, scopes: [] }],
])('%s refuses its case, and the API rooms say so', (rule, snapshot, caller) => {
  const index = indexSnapshot(snapshot);
  expect(party(index, caller, 'exchange')).toEqual({ rule });
  expect(() => identify(index, caller, 'exchange')).toThrow(
    expect.objectContaining({ code: 'forbidden', extra: expect.objectContaining({ cause: rule }) }),
  );
});

test('an officer belongs to his own department, not to that of the console', () => {
  expect(party(indexSnapshot(suspend('departments', 'data-authority')), officer)).toMatchObject({
    department: { id: 'market-supervision' },
    officer: { id: 'officer-hu-min' },
  });
});

test('a refusal names the rule and whom to ask', () => {
  expect(() => identify(indexSnapshot(city), { ...system, clientId: 'x' })).toThrow(
    expect.objectContaining({
      extra: expect.objectContaining({
        denial: expect.objectContaining({ rule: 'client-unknown', ask: expect.stringContaining('大数据') }),
      }),
    }),
  );
});

test('every officer and system, every scope: allowed exactly when token, registry and roles all say so', () => {
  const index = indexSnapshot(city);
  let tuples = 0;
  const callers = [
    ...clients.filter(({ id }) => id !== 'onetrip-console').map(({ id, scopes }) => ({ id, clientId: id, scopes })),
    ...officers.map(({ id, roles }) => ({
      id,
      clientId: 'onetrip-console',
      scopes: roles.flatMap((r) => ROLE_SCOPES[r]),
    })),
  ];
  for (const { id, clientId, scopes } of callers)
    for (const token of [Scope.options, [], ...Scope.options.map((s) => [s])])
      for (const scope of Scope.options) {
        const who = party(index, { clientId, subject: id, scopes: token }) as Party;
        expect(who.scopes.includes(scope)).toBe(token.includes(scope) && scopes.includes(scope));
        tuples += 1;
      }
  expect(tuples).toBeGreaterThan(2000);
});
