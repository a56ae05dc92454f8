/** Each kind of test against an oracle that is written another way, and what no test may do: throw, or say yes of nothing. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answered } from '#functions/certificates/predicates.ts';
import { Predicate, type PredicateTest } from '#schemas/predicate.ts';

const NOW = Date.parse('2026-11-20T02:00:00Z');
const ask = (test: PredicateTest, facts: unknown, now = NOW) =>
  answered([{ pointer: '/is/so', name: { zh: '是否', en: 'Is so' }, test }], facts, now).is?.so;

const scalar = fc.oneof(fc.string({ minLength: 1 }), fc.integer(), fc.boolean());

describe('a predicate', () => {
  test('of equality, membership and words', () => {
    fc.assert(
      fc.property(scalar, fc.array(scalar, { minLength: 1, maxLength: 5 }), fc.nat(5), (value, list, at) => {
        expect(ask({ kind: 'equals', pointer: '/a', value }, { a: value })).toBe(true);
        expect(ask({ kind: 'equals', pointer: '/a', value }, { a: list[at] })).toBe(Object.is(list[at], value));
        const among = list.some((one) => one === value);
        expect(ask({ kind: 'one-of', pointer: '/a', value: list }, { a: value })).toBe(among);
      }),
    );
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (before, word, after) => {
        expect(ask({ kind: 'includes', pointer: '/a', value: ['餐饮', word] }, { a: before + word + after })).toBe(
          true,
        );
      }),
    );
    expect(ask({ kind: 'includes', pointer: '/a', value: ['餐饮'] }, { a: '食品销售' })).toBe(false);
  });

  test('of numbers says yes on one side of the line, the line included', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (line, value) => {
        expect(ask({ kind: 'at-least', pointer: '/a', value: line }, { a: value })).toBe(!(value < line));
        expect(ask({ kind: 'at-most', pointer: '/a', value: line }, { a: value })).toBe(!(value > line));
      }),
    );
  });

  test('of days agrees with the calendar', () => {
    const day = fc
      .integer({ min: Date.parse('1900-01-01'), max: Date.parse('2100-01-01') })
      .map((at) => new Date(at).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, (line, value) => {
        const after = Date.parse(value) - Date.parse(line);
        expect(ask({ kind: 'not-before', pointer: '/a', value: line }, { a: value })).toBe(after >= 0);
        expect(ask({ kind: 'not-after', pointer: '/a', value: line }, { a: value })).toBe(after <= 0);
      }),
    );
  });

  test('of age changes on the birthday in Beijing, and on 1 March for who was born on 29 February', () => {
    const adult = (born: string, at: string) =>
      ask({ kind: 'not-after', pointer: '/born', value: { yearsAgo: 18 } }, { born }, Date.parse(at));
    expect(adult('2008-11-20', '2026-11-19T15:59:59Z')).toBe(false);
    expect(adult('2008-11-20', '2026-11-19T16:00:00Z')).toBe(true);
    expect(adult('2008-02-29', '2026-02-28T04:00:00Z')).toBe(false);
    expect(adult('2008-02-29', '2026-03-01T04:00:00Z')).toBe(true);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 110 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        (age, month, date) => {
          const two = (n: number) => String(n).padStart(2, '0');
          const born = `${2026 - age}-${two(month)}-${two(date)}`;
          const years = age - (month > 11 || (month === 11 && date > 20) ? 1 : 0);
          expect(adult(born, '2026-11-20T02:00:00Z')).toBe(years >= 18);
        },
      ),
    );
  });

  test('of several values is satisfied by one, of none by nothing', () => {
    const items = (...kinds: string[]) => ({ items: kinds.map((kind) => ({ kind })) });
    const test: PredicateTest = { kind: 'equals', pointer: '/items/*/kind', value: '契税' };
    expect([ask(test, items('印花税', '契税')), ask(test, items('印花税')), ask(test, items())]).toEqual([
      true,
      false,
      false,
    ]);
    expect([
      ask({ kind: 'present', pointer: '/a' }, { a: '' }),
      ask({ kind: 'present', pointer: '/a' }, { a: 0 }),
    ]).toEqual([false, true]);
  });

  test('answers every word it declares with yes or no, whatever the facts are, and no where there are none', () => {
    const day = fc.constantFrom('2020-01-01', '2026-11-20').map((value) => value);
    const of = fc.oneof(
      fc.record({ kind: fc.constant('equals' as const), value: scalar }),
      fc.record({ kind: fc.constant('one-of' as const), value: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
      fc.record({ kind: fc.constant('includes' as const), value: fc.constant(['x']) }),
      fc.record({ kind: fc.constantFrom('at-least' as const, 'at-most' as const), value: fc.integer() }),
      fc.record({
        kind: fc.constantFrom('not-before' as const, 'not-after' as const),
        value: fc.oneof(day, fc.record({ yearsAgo: fc.nat(100) })),
      }),
      fc.record({ kind: fc.constant('present' as const) }),
    );
    fc.assert(
      fc.property(of, fc.jsonValue(), (test, value) => {
        const declared = Predicate.parse({
          pointer: '/is/so',
          name: { zh: '是否', en: 'So' },
          test: { ...test, pointer: '/a/b' },
        });
        expect(typeof answered([declared], { a: { b: value } }, NOW).is?.so).toBe('boolean');
        expect(answered([declared], { a: null }, NOW)).toEqual({ is: { so: false } });
      }),
    );
    expect(answered([], {}, NOW)).toEqual({});
  });
});
