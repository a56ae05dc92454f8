/** Random walks over versions: whatever comes in whatever order. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { issueBy } from './calls.ts';
import { everyOperation, operateBy } from './operations/calls.ts';
import { depsOn, freshWorld } from './world.ts';

test('whatever comes in whatever order, at most one version of a serial is valid and the chain is whole', async () => {
  const deps = depsOn(await freshWorld(), { snapshot: everyOperation() });
  let count = 0;
  const fresh = () => {
    count += 1;
    return issueBy(deps, { key: `i${count}`, number: `号${count}` });
  };
  const next = (supersedes: string, change: object) => {
    count += 1;
    return issueBy(deps, { key: `n${count}`, number: `续${count}`, supersedes, ...change });
  };
  const steps = fc.array(
    fc.constantFrom('extend', 'change', 'hold', 'release', 'transfer-out', 'transfer-in', 'cancel'),
    {
      minLength: 1,
      maxLength: 7,
    },
  );
  await fc.assert(
    fc.asyncProperty(steps, async (walk) => {
      const chain = [(await fresh()).identifier];
      let number = `号${count}`;
      for (const step of walk) {
        const last = chain.at(-1)!;
        const { revision } = (await deps.certificates.get(last))!;
        if (step === 'extend' || step === 'change' || step === 'transfer-in') {
          const change = { operation: step, ...(step === 'transfer-in' ? { oldNumber: number } : {}) };
          const made = await next(last, change).catch(() => undefined);
          if (made) {
            chain.push(made.identifier);
            number = `续${count}`;
          }
        } else await operateBy(deps, last, { operation: step as 'hold', ifMatch: revision }).catch(() => undefined);
      }
      const all = await Promise.all(chain.map(async (identifier) => (await deps.certificates.get(identifier))!));
      expect(all.filter(({ state }) => state === '01').length).toBeLessThanOrEqual(1);
      all.forEach((one, i) => {
        expect(one.supersedes).toBe(chain[i - 1]);
        expect(one.supersededBy).toBe(chain[i + 1]);
        expect(one.version).toBe(i + 1);
        if (i < all.length - 1) expect(one.state).toBe('05');
      });
    }),
    { numRuns: 15 },
  );
});
