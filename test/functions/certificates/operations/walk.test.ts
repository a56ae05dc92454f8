/** Random walks through the table of states: what the library does is what the table says, and nothing else. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { certificateLifecycle, holdsPlace } from '#functions/certificates/lifecycle.ts';
import { entryOf } from '#functions/certificates/status/entry.ts';
import { keyOf } from '#functions/certificates/stored.ts';
import type { CertificateState } from '#schemas/certificate.ts';
import { OperationName } from '#schemas/certificate-operation.ts';
import { citizenIdCheck } from '#schemas/identifier.ts';
import { failed, issueBy, refusal, verifyBy } from '../calls.ts';
import { depsOn, freshWorld, recordsOf, singleType } from '../world.ts';
import { everyOperation, historyOf, operateBy } from './calls.ts';
import { itemOf, operationFiles } from './stored.ts';

const moves = certificateLifecycle.events as Record<string, { moves: Partial<Record<string, CertificateState>> }>;

test('every walk keeps to the table, leaves one line, record and file a step, and the place where it belongs', async () => {
  const world = await freshWorld();
  const deps = depsOn(world, { snapshot: everyOperation([singleType]) });
  let walks = 0;
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...OperationName.options), { minLength: 1, maxLength: 8 }),
      async (walk) => {
        walks += 1;
        const body = `33078419900101${String(walks).padStart(3, '0')}`;
        const code = `${body}${citizenIdCheck(body)}`;
        const holders = [{ name: '甲', code, codeType: '111' as const }];
        const request = {
          key: `w${walks}`,
          number: `行${walks}`,
          type: singleType.id,
          data: { ownership: '单独' },
          holders,
        };
        const { identifier } = await issueBy(deps, request);
        let state: CertificateState = '01';
        let revision = 1;
        for (const operation of walk) {
          const next: CertificateState | undefined = moves[operation]?.moves[state];
          const call = operateBy(deps, identifier, { operation, ifMatch: revision, text: '其他状态' });
          if (next === undefined) {
            expect(await refusal(call)).toMatchObject({ code: 'conflict' });
            continue;
          }
          expect(await call).toMatchObject({ from: state, to: next, revision: revision + 1 });
          [state, revision, taken] = [next, revision + 1, taken + 1];
        }
        const stored = (await deps.certificates.get(identifier))!;
        expect(stored).toMatchObject({ state, revision });
        const valid = (await verifyBy(deps, { identifier })).valid;
        expect(valid).toBe(state === '01');
        if (state !== '01') expect(failed(await verifyBy(deps, { identifier }))).toContain('state');
        expect((await itemOf(world, keyOf.only(stored.holders[0]!, singleType.id))) !== undefined).toBe(
          holdsPlace(state),
        );
        const { items } = await historyOf(deps, identifier);
        expect(items.map((line) => line.revision)).toEqual(Array.from({ length: revision }, (_, i) => revision - i));
        expect(items[0]?.to).toBe(state);
        expect(await operationFiles(world, singleType.id, identifier)).toHaveLength(revision - 1);
      },
    ),
    { numRuns: 40 },
  );
  expect((await recordsOf(world)).filter(({ kind }) => kind === 'operation')).toHaveLength(taken);
  console.log(`${walks} walks, ${taken} steps`);
});

test('only what is final is invalid in a status list', () => {
  const entries = Object.fromEntries(
    certificateLifecycle.states.filter((state) => state !== 'absent').map((state) => [state, entryOf(state)]),
  );
  expect(entries).toEqual({ '01': 0, '02': 2, '03': 1, '04': 1, '05': 1, '06': 2, '07': 1, '99': 1 });
});
