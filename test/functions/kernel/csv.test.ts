import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine } from '#functions/kernel/csv.ts';

/** As RFC 4180 has it, one record. */
const parse = (line: string): string[] => {
  const cells: string[] = [];
  let [cell, quoted] = ['', false];
  for (let at = 0; at < line.length - 2; at += 1) {
    const sign = line[at] ?? '';
    if (quoted && sign === '"' && line[at + 1] === '"') {
      cell += sign;
      at += 1;
    } else if (sign === '"') quoted = !quoted;
    else if (sign === ',' && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += sign;
  }
  return [...cells, cell];
};

const text = fc.string({
  unit: fc.constantFrom('=', '+', '-', '@', '＝', '"', ',', '\t', '\r', '\n', "'", '张', 'a', '1'),
});

test('every text comes back as it was, but for the mark that disarms a formula', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (cells) => {
      const read = parse(csvLine(cells));
      expect(read).toHaveLength(cells.length);
      read.forEach((cell, i) => {
        expect(cell === cells[i] || cell === `'${cells[i]}`).toBe(true);
        expect(cell).not.toMatch(/^[\t\r\n]*[=+\-@＝＋－＠]/);
      });
    }),
  );
});

test('a number stays one, a negative too', () => {
  expect(csvLine([-1, 2.5, '-1'])).toBe("-1,2.5,'-1\r\n");
});
