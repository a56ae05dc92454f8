import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bitAt,
  decodeBitstring,
  decodeTokenList,
  encodeBitstring,
  encodeTokenList,
  LEAST_ENTRIES,
  statusAt,
} from '#functions/kernel/bitstring.ts';

describe('IETF Token Status List: the examples of the draft', () => {
  // draft-ietf-oauth-status-list, "Status List in JSON Format": 16 statuses of one bit, 12 of two.
  test('one bit', () => {
    const bytes = decodeTokenList('eNrbuRgAAhcBXQ');
    expect(Array.from({ length: 16 }, (_, i) => statusAt(bytes, 1, i))).toEqual([
      1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1,
    ]);
  });

  test('two bits', () => {
    const bytes = decodeTokenList('eNo76fITAAPfAgc');
    expect(Array.from({ length: 12 }, (_, i) => statusAt(bytes, 2, i))).toEqual([1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]);
    expect(statusAt(bytes, 2, 12)).toBeUndefined();
  });
});

test('W3C: the first entry is the leftmost bit of the first byte', () => {
  const bytes = decodeBitstring(encodeBitstring(LEAST_ENTRIES, [0, 9, LEAST_ENTRIES - 1]));
  expect([bytes.length, bytes[0], bytes[1], bytes.at(-1)]).toEqual([16_384, 0x80, 0x40, 1]);
  expect([0, 1, 9, LEAST_ENTRIES].map((index) => bitAt(bytes, index))).toEqual([1, 0, 1, undefined]);
});

test('what is written is read, in both forms and every width', () => {
  const statuses = fc
    .constantFrom<1 | 2 | 4 | 8>(1, 2, 4, 8)
    .chain((bits) => fc.record({ bits: fc.constant(bits), values: fc.array(fc.nat(2 ** bits - 1), { minLength: 1 }) }));
  fc.assert(
    fc.property(statuses, ({ bits, values }) => {
      const bytes = decodeTokenList(encodeTokenList(values.length, bits, values.entries()));
      expect(values.map((_, i) => statusAt(bytes, bits, i))).toEqual(values);
    }),
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(LEAST_ENTRIES - 1), { maxLength: 50 }),
      fc.nat(LEAST_ENTRIES - 1),
      (set, other) => {
        const bytes = decodeBitstring(encodeBitstring(0, set));
        expect(set.every((index) => bitAt(bytes, index) === 1)).toBe(true);
        expect(bitAt(bytes, other)).toBe(set.includes(other) ? 1 : 0);
      },
    ),
    { numRuns: 30 },
  );
});

test('a million entries of two bits with one in a hundred set stay under 20 KB', () => {
  const set = Array.from({ length: 10_000 }, (_, i) => [(i * 7_919 * 13) % 1_000_000, 1 + (i % 2)] as const);
  expect(encodeTokenList(1_000_000, 2, set).length).toBeLessThan(20 * 1024);
});

test.each([
  ['an index beyond the end', () => encodeTokenList(8, 1, [[8, 1]])],
  ['a negative index', () => encodeBitstring(8, [-1])],
  ['a value beyond the width', () => encodeTokenList(8, 2, [[0, 4]])],
  ['no multibase prefix', () => decodeBitstring(encodeBitstring(8, []).slice(1))],
  ['padding', () => decodeTokenList('eNrbuRgAAhcBXQ==')],
  ['a bomb', () => decodeBitstring(encodeBitstring(2 ** 25, []))],
])('%s is refused', (_, refused) => {
  expect(refused).toThrow();
});
