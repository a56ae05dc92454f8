/** Minimum disclosure: whatever is declared, granted, asked for and answered, nothing beyond all of them comes out, and nothing of it is lost. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allowedFields, compile, keep } from '#functions/exchange/pointers.ts';
import { FieldPointer } from '#schemas/identifier.ts';
import type { ResourceField } from '#schemas/resource.ts';

const RUNS = process.env.ONETRIP_FULL === '1' ? 100_000 : 2_000;

// Few names, so that answers meet declarations often; some that live in every prototype.
const NAMES = ['a', 'b', 'c', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];
const step = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...NAMES) }, { weight: 1, arbitrary: fc.constant('*') });
const pointer = fc.array(step, { minLength: 1, maxLength: 4 }).map((steps) => `/${steps.join('/')}`);
const { answer } = fc.letrec((tie) => ({
  scalar: fc.oneof(fc.string({ maxLength: 3 }), fc.integer(), fc.boolean(), fc.constant(null)),
  members: fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), fc.constantFrom('__proto__', 'x', '*')), tie('answer'), {
    maxKeys: 4,
  }),
  list: fc.array(tie('answer'), { maxLength: 3 }),
  answer: fc.oneof({ depthSize: 'small', maxDepth: 5 }, tie('scalar'), tie('members'), tie('list')),
}));

const root = fc.oneof(
  fc.dictionary(fc.constantFrom(...NAMES), answer, { minKeys: 1, maxKeys: 4 }),
  fc.array(answer, { minLength: 1, maxLength: 3 }),
);

/** Every scalar of a JSON value as pointer (indices as *), exact path and value; an independent and slower walk. */
const scalars = (value: unknown, general = '', exact = ''): { general: string; exact: string; value: unknown }[] => {
  if (Array.isArray(value)) return value.flatMap((e, i) => scalars(e, `${general}/*`, `${exact}/${i}`));
  if (typeof value === 'object' && value !== null)
    return Object.getOwnPropertyNames(value).flatMap((name) =>
      // A member whose name is * is not an element.
      scalars((value as Record<string, unknown>)[name], `${general}/${name === '*' ? '?' : name}`, `${exact}/${name}`),
    );
  return [{ general, exact, value }];
};

/** Declared: mostly leaves that the answer has, some that it has not. Granted and asked: some of those, and foreign ones. */
const scene = root.chain((given) => {
  const own = [...new Set(scalars(given).map((s) => s.general))].filter((p) => FieldPointer.safeParse(p).success);
  const pointers = fc.tuple(own.length > 0 ? fc.subarray(own) : fc.constant([]), fc.array(pointer, { maxLength: 3 }));
  const leaves = pointers.map(([there, elsewhere]) => [...new Set([...there, ...elsewhere])]);
  return leaves.chain((all) => {
    const some = fc.tuple(fc.subarray(all), fc.array(pointer, { maxLength: 2 })).map(([a, b]) => [...a, ...b]);
    const levels = fc.array(fc.constantFrom('predicate', 'fields'), { minLength: all.length, maxLength: all.length });
    const declared = levels.map((l) => all.map((p, i) => ({ pointer: p, level: l[i] })) as ResourceField[]);
    return fc.tuple(fc.constant(given), declared, some, some);
  });
});

test(`0 fields beyond declared, granted, asked for and allowed, in ${RUNS} cases; and none of those is lost`, () => {
  let released = 0;
  let withheld = 0;
  fc.assert(
    fc.property(
      scene,
      fc.constantFrom('predicate' as const, 'fields' as const, 'copy' as const),
      ([given, fields, granted, asked], level) => {
        const allowed = new Set(
          fields
            .filter((field) => level !== 'predicate' || field.level === 'predicate')
            .map((field) => field.pointer)
            .filter((p) => granted.includes(p) && asked.includes(p)),
        );
        const chosen = allowedFields(fields, granted, asked, level);
        expect(new Set(chosen)).toEqual(allowed);
        const out = keep(compile(chosen), given);
        const source = new Map(scalars(given).map((s) => [s.exact, s]));
        // null stands for an element of which nothing was chosen; any other scalar must be allowed and unchanged.
        for (const s of scalars(out).filter(({ value }) => value !== null && value !== undefined)) {
          expect(allowed).toContain(s.general);
          expect(source.get(s.exact)?.value).toBe(s.value);
          released += 1;
        }
        const kept = new Map(scalars(out).map((s) => [s.exact, s.value]));
        for (const s of source.values()) {
          if (!allowed.has(s.general)) withheld += 1;
          else expect(kept.get(s.exact)).toBe(s.value);
        }
        expect(JSON.stringify(out) ?? '').not.toContain('__proto__');
      },
    ),
    { numRuns: RUNS },
  );
  console.log(`field filter: ${RUNS} cases, ${released} leaves released, ${withheld} withheld, 0 beyond`);
  expect(released).toBeGreaterThan(RUNS / 10);
  expect(withheld).toBeGreaterThan(RUNS / 10);
});

test('a grown-up object or a class instance where a leaf is declared is not a leaf', () => {
  const leaves = compile(['/a', '/b/c']);
  expect(keep(leaves, { a: { secret: 1 }, b: Object.create({ c: 'inherited' }) })).toEqual({ b: {} });
  expect(keep(leaves, { a: ['x'], b: [{ c: 1 }] })).toEqual({});
  expect(keep(leaves, { a: new Date(0), b: { c: 1n } })).toEqual({ b: {} });
});
