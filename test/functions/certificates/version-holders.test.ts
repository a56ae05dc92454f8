/** 变更持证主体: who leaves with the next version of a certificate frees his place, who joins takes one, and how many may at once. */
import { beforeAll, describe, expect, test } from 'vitest';
import { citizenId } from '#city/generate/codes.ts';
import { keyOf } from '#functions/certificates/stored.ts';
import { subjectHandle } from '#functions/kernel/digest.ts';
import type { CertificateType } from '#schemas/certificate.ts';
import { issueBy, refusal } from './calls.ts';
import { everyOperation } from './operations/calls.ts';
import { itemOf, putItem } from './operations/stored.ts';
import { CHEN_FUYING, type Deps, depsOn, freshWorld, itemsIn, keys, LI_NA, singleType, type World } from './world.ts';

let world: World;
let deps: Deps;
let count = 0;
beforeAll(async () => {
  world = await freshWorld();
  deps = depsOn(world, { snapshot: everyOperation() });
});
const fresh = async (own: Deps = deps, change: object = {}) => {
  count += 1;
  return issueBy(own, { key: `i${count}`, number: `号${count}`, ...change });
};
const next = (supersedes: string, change: object = {}, own: Deps = deps) => {
  count += 1;
  return issueBy(own, { key: `n${count}`, number: `续${count}`, operation: 'extend', supersedes, ...change });
};

describe('of a type of which everybody may have one', () => {
  const single = () => depsOn(world, { snapshot: everyOperation([singleType]) });
  const person = (code: string) => ({ name: '甲', code, codeType: '111' as const });
  const of = (...codes: string[]) => ({ type: singleType.id, data: { ownership: '单独' }, holders: codes.map(person) });

  test('the place passes on: to the next version, from who holds it no more, and not past who has one already', async () => {
    const own = single();
    const place = async (identifier: string, i = 0) => {
      const { holders } = (await deps.certificates.get(identifier))!;
      return (await itemOf(world, keyOf.only(holders[i]!, singleType.id)))?.identifier;
    };
    const old = await fresh(own, of(CHEN_FUYING));
    const second = await next(old.identifier, of(CHEN_FUYING), own);
    expect(await place(second.identifier)).toBe(second.identifier);
    expect(await refusal(fresh(own, of(CHEN_FUYING)))).toMatchObject({ code: 'conflict' });
    const third = await next(second.identifier, { ...of(LI_NA), operation: 'change' }, own);
    expect(await place(third.identifier)).toBe(third.identifier);
    expect(await place(second.identifier)).toBeUndefined();
    const other = await fresh(own, of(CHEN_FUYING));
    expect(await refusal(next(third.identifier, of(CHEN_FUYING), own))).toMatchObject({
      code: 'conflict',
      errors: [{ field: '/holders', rule: 'holder-has-one-already' }],
    });
    expect(await place(other.identifier)).toBe(other.identifier);
    expect(await deps.certificates.get(third.identifier)).toMatchObject({ state: '01' });
  });

  test('held by two: who leaves by a change may have one of his own, who joins may not have had one', async () => {
    const two = await freshWorld();
    const own = depsOn(two, { snapshot: everyOperation([singleType]) });
    const third = citizenId('330784', '1990-03-12', '002');
    const place = async (code: string) =>
      (await itemOf(two, keyOf.only(subjectHandle(keys, code), singleType.id)))?.identifier;
    const old = await fresh(own, of(CHEN_FUYING, LI_NA));
    const changed = await next(old.identifier, { ...of(LI_NA, third), operation: 'change' }, own);
    expect([await place(CHEN_FUYING), await place(LI_NA), await place(third)]).toEqual([
      undefined,
      changed.identifier,
      changed.identifier,
    ]);
    const left = await fresh(own, of(CHEN_FUYING));
    expect(await place(CHEN_FUYING)).toBe(left.identifier);
    expect(await refusal(fresh(own, of(third)))).toMatchObject({ errors: [{ rule: 'holder-has-one-already' }] });
    // He cannot come back while he has his own; nothing of the version before is changed by the attempt.
    expect(
      await refusal(next(changed.identifier, { ...of(LI_NA, CHEN_FUYING), operation: 'change' }, own)),
    ).toMatchObject({ code: 'conflict', errors: [{ field: '/holders', rule: 'holder-has-one-already' }] });
    expect(await own.certificates.get(changed.identifier)).toMatchObject({ state: '01', revision: 1 });
    expect([await place(third), await place(CHEN_FUYING)]).toEqual([changed.identifier, left.identifier]);
  });
});

describe('very many holders', () => {
  const many = (count: number, from: number) =>
    Array.from({ length: count }, (_, i) => ({
      name: '甲',
      code: citizenId('330784', '1980-01-01', String(from + i)),
      codeType: '111' as const,
    }));
  const single: CertificateType = { ...singleType, holders: { kinds: ['person'], codeTypes: ['111'], most: 40 } };
  const of = (holders: object[]) => ({ type: single.id, data: { ownership: '共有' }, holders });
  const placesOf = async ({ client, names }: World) =>
    (await itemsIn(client, names.certificates)).filter(({ sk }) => sk === `@${single.id}`);

  test('of a single-holding type one too many is refused by a rule; the most there are is issued, and changed to as many others', async () => {
    const crowd = await freshWorld();
    const own = depsOn(crowd, { snapshot: everyOperation([single]) });
    expect(await refusal(fresh(own, of(many(25, 100))))).toMatchObject({
      code: 'unprocessable',
      errors: [{ field: '/holders', rule: 'at-most-24-holders' }],
    });
    const old = await fresh(own, of(many(24, 100)));
    expect(await placesOf(crowd)).toHaveLength(24);
    // As one was issued before there was such a bound.
    const before = (await own.certificates.get(old.identifier))!;
    const further = Array.from({ length: 16 }, (_, i) => String(i).padStart(43, 'h'));
    await putItem(crowd, {
      ...keyOf.certificate(old.identifier),
      ...before,
      holders: [...before.holders, ...further],
    });
    for (const handle of further)
      await putItem(crowd, { ...keyOf.only(handle, single.id), v: 1, identifier: old.identifier });
    const made = await next(old.identifier, { ...of(many(24, 200)), operation: 'change' }, own);
    const places = await placesOf(crowd);
    expect(places).toHaveLength(24);
    expect(new Set(places.map(({ identifier }) => identifier))).toEqual(new Set([made.identifier]));
  });

  test('of another type forty are issued and changed', async () => {
    const old = await fresh(deps, { holders: many(40, 300) });
    const made = await next(old.identifier, { holders: many(40, 400), operation: 'change' });
    expect((await deps.certificates.get(made.identifier))?.holders).toHaveLength(40);
  });
});
