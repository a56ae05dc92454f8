/** Minimum disclosure, whole: random grants, questions and hostile answers through the exchange itself, from matching to release. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import type { Adapter } from '#functions/exchange/adapter.ts';
import { newInstance } from '#functions/exchange/instance.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import type { Answered } from '#schemas/exchange.ts';
import type { Grant } from '#schemas/grant.ts';
import { FieldPointer } from '#schemas/identifier.ts';
import type { Level, ResourceField } from '#schemas/resource.ts';
import { keepLines } from '../functions/exchange/lines.ts';
import { depsOn, outputOf, question } from '../functions/exchange/running.ts';
import { grant, rawSnapshot, resource, WANG } from '../functions/exchange/world.ts';

keepLines();
const RUNS = process.env.ONETRIP_FULL === '1' ? 100_000 : 2_000;
const RANK: Readonly<Record<Level, number>> = { predicate: 0, fields: 1, copy: 2 };

const NAMES = ['a', 'b', 'c', 'constructor', 'toString', 'valueOf'];
const HOSTILE = ['__proto__', 'x', '*', 'hasOwnProperty', 'then', 'toJSON', 'length', '0'];
const SECRET = 'SECRET';

/** What JSON cannot say, and what a class or a prototype brings along. */
const odd = fc.constantFrom<() => unknown>(
  () => Object.create({ a: SECRET, b: SECRET, inherited: SECRET }),
  () => Object.assign(Object.create(null), { a: SECRET }),
  () => Object.assign([SECRET], { a: SECRET }),
  () => new Map([['a', SECRET]]),
  () => ({ toJSON: () => ({ a: SECRET }) }),
  () => JSON.parse('{"__proto__":{"a":"SECRET"},"constructor":{"prototype":{"a":"SECRET"}}}'),
);
const { value } = fc.letrec((tie) => ({
  scalar: fc.oneof(fc.string({ maxLength: 3 }), fc.integer(), fc.boolean(), fc.constant(null)),
  members: fc.dictionary(fc.constantFrom(...NAMES, ...HOSTILE), tie('value'), { maxKeys: 4 }),
  list: fc.array(tie('value'), { maxLength: 3 }),
  odd: odd.map((make) => make()),
  value: fc.oneof({ depthSize: 'small', maxDepth: 4 }, tie('scalar'), tie('members'), tie('list'), tie('odd')),
}));
const answer = fc.dictionary(fc.constantFrom(...NAMES, ...HOSTILE), value, { minKeys: 1, maxKeys: 5 });

const step = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...NAMES) }, { weight: 1, arbitrary: fc.constant('*') });
const pointer = fc.array(step, { minLength: 1, maxLength: 3 }).map((steps) => `/${steps.join('/')}`);
const field = (at: string, level: ResourceField['level']): ResourceField => ({
  pointer: at,
  level,
  name: { zh: '某', en: 'x' },
  type: 'string',
  sensitivity: 'personal',
});

/** Every scalar of a JSON value: where it stands in general (`*` for elements) and exactly. A slower walk of its own. */
const scalars = (at: unknown, general = '', exact = ''): { general: string; exact: string; value: unknown }[] => {
  if (Array.isArray(at)) return at.flatMap((element, i) => scalars(element, `${general}/*`, `${exact}/${i}`));
  if (typeof at === 'object' && at !== null)
    return Object.entries(at).flatMap(([name, member]) =>
      scalars(member, `${general}/${name === '*' ? '?' : name}`, `${exact}/${name}`),
    );
  return [{ general, exact, value: at }];
};

const party = fc.record({
  role: fc.constantFrom('applicant' as const, 'landlord' as const),
  level: fc.constantFrom<Level[]>('predicate', 'fields', 'copy'),
});

/** Declared: what the answer has, and some that it has not. Granted and asked: some of those. */
const scene = fc.tuple(answer, fc.array(pointer, { maxLength: 3 })).chain(([said, elsewhere]) => {
  const own = scalars(said).map(({ general }) => general);
  const declared = [...new Set([...own, ...elsewhere])].filter((at) => FieldPointer.safeParse(at).success).slice(0, 8);
  const all = declared.length > 0 ? declared : ['/a'];
  const some = fc.tuple(fc.subarray(all), fc.array(pointer, { maxLength: 2 })).map(([a, b]) => [...a, ...b]);
  const levels = fc.array(fc.constantFrom('predicate' as const, 'fields' as const), {
    minLength: all.length,
    maxLength: all.length,
  });
  const oneGrant = fc.record({
    state: fc.constantFrom('active', 'active', 'active', 'active', 'suspended', 'checked', 'expired'),
    resourceVersion: fc.constantFrom(1, 1, 1, 1, 2),
    fields: some,
    parties: fc.uniqueArray(party, { selector: (one) => one.role, minLength: 1, maxLength: 2 }),
  });
  return fc.record({
    fields: levels.map((given) => all.map((at, i) => field(at, given[i] ?? 'fields'))),
    grants: fc.array(oneGrant, { minLength: 1, maxLength: 3 }),
    asked: fc.subarray(all, { minLength: 1 }),
    role: fc.constantFrom('applicant' as const, 'landlord' as const),
    answer: fc.constant(said),
  });
});

const base = rawSnapshot();
const found = { asked: 0, released: 0, refused: 0, leaves: 0 };
const instance = newInstance();

/** One question put to the exchange. Undefined: it was refused. */
const ask = async (one: typeof scene extends fc.Arbitrary<infer S> ? S : never): Promise<Answered | undefined> => {
  const own = { ...resource, fields: [{ ...resource.fields[0]! }, ...one.fields] };
  const snapshot = indexSnapshot({
    ...base,
    resources: [own],
    grants: one.grants.map((given, i) => ({ ...grant, ...given, id: `grant-${i}` }) as Grant),
  });
  const adapter: Adapter = {
    department: 'deeds',
    resources: {
      title: {
        request: z.strictObject({ holder: z.string() }),
        // Nothing is checked here: whatever the department says comes as far as the filter.
        answer: z.any(),
        ask: async () => Object.assign(one.answer, { holder: WANG }),
      },
    },
  };
  const kept = { client: undefined as never, names: { exchanges: '', breakers: '' } };
  const deps = depsOn(kept, {
    snapshots: { current: async () => snapshot },
    records: { put: async () => 'written' },
    breaker: { enter: async () => 'normal', answered: async () => undefined, failed: async () => undefined },
    instance,
  });
  const body = question({
    purpose: { kind: 'standing', code: 'quality-check' },
    party: { role: one.role },
    fields: one.asked,
  });
  try {
    return (await outputOf(adapter, deps)({ body })).body as Answered;
  } catch (error) {
    if (error instanceof ProblemError && ['exchange-denied', 'department-answer-invalid'].includes(error.code))
      return undefined;
    throw error;
  }
};

test(`0 fields beyond granted ∩ asked in ${RUNS} triples of grants, question and hostile answer, through the exchange itself`, async () => {
  await fc.assert(
    fc.asyncProperty(scene, async (one) => {
      found.asked += 1;
      const released = await ask(one);
      if (!released) {
        found.refused += 1;
        return;
      }
      found.released += 1;
      const given = one.grants[Number(released.grant.id.slice('grant-'.length))]!;
      const level = given.parties.find(({ role }) => role === one.role)?.level;
      // Who is named as the ground of the release must carry it alone.
      expect(given).toMatchObject({ state: 'active', resourceVersion: 1 });
      expect(level).toBeDefined();
      const may = new Set(
        one.fields
          .filter((field) => RANK[field.level] <= RANK[level as Level])
          .map((field) => field.pointer)
          .filter((at) => given.fields.includes(at) && one.asked.includes(at)),
      );
      expect(released.fields.filter((at) => !may.has(at))).toEqual([]);
      // As it leaves: what JSON makes of it.
      const wire: unknown = JSON.parse(JSON.stringify(released.answer));
      const source = new Map(scalars(one.answer).map((s) => [s.exact, s.value]));
      for (const s of scalars(wire).filter((scalar) => scalar.value !== null)) {
        expect(may).toContain(s.general);
        expect(source.get(s.exact)).toBe(s.value);
        found.leaves += 1;
      }
      expect(JSON.stringify(wire)).not.toContain('__proto__');
    }),
    { numRuns: RUNS },
  );
  const { asked, released, refused, leaves } = found;
  console.log(
    `disclosure: ${asked} triples, ${released} released, ${refused} refused, ${leaves} leaves out, 0 beyond granted ∩ asked`,
  );
  expect(released).toBeGreaterThan(RUNS / 20);
  expect(refused).toBeGreaterThan(RUNS / 20);
  expect(leaves).toBeGreaterThan(RUNS / 5);
});
