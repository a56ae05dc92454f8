/** Authorisation: every tuple of role, department, operation, owner, sharing class, state and party, against an oracle of its own. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { disputeLifecycle } from '#functions/catalogue/dispute-lifecycle.ts';
import { grantLifecycle } from '#functions/catalogue/grant-lifecycle.ts';
import { resourceLifecycle } from '#functions/catalogue/resource-lifecycle.ts';
import { GRANT_RULES, RESOURCE_RULES } from '#functions/exchange/match-grant.ts';
import { ROLE_SCOPES } from '#schemas/access.ts';
import { mayBeDone, type Tuple } from './authorisation-oracle.ts';
import { everyTuple, isDone } from './authorisation-world.ts';

const tuples = everyTuple();

const mismatches = async (among: readonly Tuple[]): Promise<string[]> => {
  const found: string[] = [];
  for (const tuple of among) if ((await isDone(tuple)) !== mayBeDone(tuple)) found.push(JSON.stringify(tuple));
  return found;
};

test('the oracle is short, and knows nothing of the rules', () => {
  const text = readFileSync(new URL('./authorisation-oracle.ts', import.meta.url), 'utf8');
  const body = text.slice(text.indexOf('const IN_FORCE_OR_WAITING'));
  expect(body.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  expect(text).not.toMatch(/\bimport\b/);
});

test(`${tuples.length} tuples: the hub does what the oracle allows, and nothing else`, async () => {
  expect(tuples.length).toBeGreaterThanOrEqual(10_000);
  const began = process.cpuUsage();
  expect(await mismatches(tuples)).toEqual([]);
  const { user, system } = process.cpuUsage(began);
  const allowed = tuples.filter(mayBeDone).length;
  console.log(
    `authorisation: ${tuples.length} tuples, ${allowed} allowed, 0 mismatches, ${Math.round((user + system) / 1000)} ms`,
  );
  expect(allowed).toBeGreaterThan(500);
});

const without = (rules: readonly (readonly [string, unknown])[], id: string) => {
  const list = rules as unknown as [string, unknown][];
  const at = list.findIndex(([name]) => name === id);
  const [rule] = list.splice(at, 1);
  return () => void list.splice(at, 0, rule!);
};
const also = (list: readonly string[], one: string) => {
  (list as string[]).push(one);
  return () => void (list as string[]).pop();
};

/** Each breaks one rule and gives back how to mend it; the operation is where it must show. */
const MUTANTS: readonly (readonly [string, string, () => () => void])[] = [
  ['a suspended grant is answered', 'ask', () => without(GRANT_RULES, 'grant-suspended')],
  ['what is withheld is answered', 'ask', () => without(RESOURCE_RULES, 'resource-withheld')],
  ['who may ask one by one is told of every change', 'events', () => without(GRANT_RULES, 'use-not-granted')],
  ['an application is answered before it is decided', 'check', () => without(GRANT_RULES, 'grant-undecided')],
  ['a window officer manages the catalogue', 'revoke', () => also(ROLE_SCOPES['window-officer'], 'catalogue.manage')],
  ['a consumer gives to himself', 'put-grant', () => also(grantLifecycle.events.give.by, 'consumer')],
  ['a provider checks the form', 'formal-check', () => also(grantLifecycle.events.accept.by, 'provider')],
  ['a provider objects to itself', 'dispute', () => also(disputeLifecycle.events.raise.by, 'data-authority')],
  [
    'a draft is deprecated',
    'deprecate',
    () => {
      const moves = resourceLifecycle.events.deprecate.moves as Record<string, string>;
      moves.draft = 'deprecated';
      return () => void delete moves.draft;
    },
  ],
];

test.each(MUTANTS)('a mutant is found: %s', async (_what, op, mutate) => {
  const among = tuples.filter((tuple) => tuple.op === op);
  const mend = mutate();
  try {
    expect((await mismatches(among)).length).toBeGreaterThan(0);
  } finally {
    mend();
  }
});
