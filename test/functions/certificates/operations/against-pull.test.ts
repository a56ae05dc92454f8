/** A pull and a revocation at once: whatever comes first, nobody is told "valid" after the revocation. */
import { expect, test } from 'vitest';
import { pullStore } from '#functions/certificates/pulls.store.ts';
import { documentClient } from '#test/engines/tables.ts';
import { copyBy, issueBy, pullBy, refusal } from '../calls.ts';
import { type Deps, depsOn, freshWorld, recordsOf } from '../world.ts';
import { everyOperation, operateBy } from './calls.ts';

/** The pull has read "valid" and is about to write its record, when `between` happens. Once. */
const interrupted = (deps: Deps, between: () => Promise<unknown>): Deps => {
  let left = 1;
  return {
    ...deps,
    pulls: {
      boundTo: (...bound) => {
        const records = deps.pulls.boundTo(...bound);
        return {
          put: async (place, record) => {
            if (left-- > 0) await between();
            return records.put(place, record);
          },
        };
      },
    },
  };
};

test.each([
  ['pull', pullBy],
  ['copy', copyBy],
] as const)('a %s that read "valid" before a revocation is not answered after it', async (kind, call) => {
  const world = await freshWorld();
  const deps = depsOn(world, { snapshot: everyOperation() });
  const { identifier } = await issueBy(deps);
  const between = () => operateBy(deps, identifier, { operation: 'revoke-as-penalty' });
  const told = await refusal(call(interrupted(deps, between), identifier));
  expect(told).toMatchObject({ code: 'unprocessable', errors: [{ rule: 'certificate-not-valid' }] });
  const records = await recordsOf(world);
  expect(records.filter((one) => one.kind === kind && one.fields.length > 0)).toEqual([]);
});

test('only whether it is valid: a pull across a revocation says no', async () => {
  const world = await freshWorld();
  const deps = depsOn(world, { snapshot: everyOperation() });
  const { identifier } = await issueBy(deps);
  const between = () => operateBy(deps, identifier, { operation: 'annul' });
  const pulled = await pullBy(interrupted(deps, between), identifier, { fields: ['/valid'] });
  expect(pulled).toMatchObject({ data: { valid: false }, certificate: { state: '03' } });
});

test('raced for real, what is recorded as released stands before the revocation in the order of the table', async () => {
  const world = await freshWorld();
  const { identifier } = await issueBy(depsOn(world));
  const pulling = depsOn({ ...world, client: documentClient(world.endpoint) });
  // A pull whose revision is no longer there is refused by the table itself, not by what the function remembers.
  const pulls = Array.from({ length: 12 }, () =>
    pullBy({ ...pulling, pulls: pullStore(world.client, world.names) }, identifier),
  );
  const revoked = operateBy(depsOn(world, { snapshot: everyOperation() }), identifier, { operation: 'cancel' });
  const [all] = await Promise.all([Promise.allSettled(pulls), revoked]);
  for (const one of all)
    if (one.status === 'fulfilled') expect(one.value.data).toMatchObject({ valid: true });
    else expect(one.reason).toMatchObject({ code: expect.stringMatching(/unprocessable|hub-not-ready/) });
  expect(await refusal(pullBy(pulling, identifier))).toMatchObject({ code: 'unprocessable' });
});
