import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonRecord } from '#functions/departments/protocols/json-record.ts';
import { ProblemError } from '#functions/kernel/problem.ts';

describe("a department's JSON object", () => {
  it('is read as cells', () => {
    const row = jsonRecord({ a: ' 王强 ', b: 12.5, c: null, d: true, list: ['x', 1], rows: [{ e: 'y' }] });
    expect(['a', 'b', 'c', 'd', 'absent'].map(row.cell)).toEqual([' 王强 ', '12.5', null, '1', null]);
    expect(row.cells('list')).toEqual(['x', '1']);
    expect(row.cells('absent')).toEqual([]);
    expect(row.records('rows')[0]?.cell('e')).toBe('y');
  });

  it('has no members but its own', () => {
    expect(jsonRecord(JSON.parse('{"__proto__": {"a": "x"}}')).cell('a')).toBeNull();
    expect(jsonRecord({}).cell('constructor')).toBeNull();
  });

  it('refuses whatever is of another type, by the name of the rule', () => {
    void fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        try {
          const row = jsonRecord(value);
          for (const name of Object.keys(value as object)) {
            const cell = row.cell(name);
            expect(cell === null || typeof cell === 'string').toBe(true);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemError);
          expect((error as ProblemError).extra.cause).toMatch(/^json-record:(object|cell|list)$/);
        }
      }),
    );
    for (const [member, read] of [
      ['list', 'cells'],
      ['rows', 'records'],
    ] as const)
      expect(() => jsonRecord({ [member]: 'x' })[read](member)).toThrow('department-answer-invalid');
    expect(() => jsonRecord({ n: 2 ** 53 }).cell('n')).toThrow('department-answer-invalid');
  });
});
