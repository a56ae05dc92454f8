import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code, date, dateOrNull, decimal, flag, halfWidth, text } from '#functions/departments/protocols/normalise.ts';
import { ProblemError } from '#functions/kernel/problem.ts';

const cause = (read: () => unknown): string => {
  try {
    return `read ${String(read())}`;
  } catch (error) {
    return error instanceof ProblemError ? `${error.code} ${error.extra.cause}` : 'another error';
  }
};

describe('what a department typed in', () => {
  it.each([
    ['330784198506149995      ', '330784198506149995'],
    ['33078419960804999x', '33078419960804999X'],
    ['３３０７８４１９９６０８０４９９９ｘ', '33078419960804999X'],
    ['330784 001002 GB00003 F00010001   ', '330784001002GB00003F00010001'],
    ['　91330784ma000te13n', '91330784MA000TE13N'],
  ])('reads the code %j', (cell, clean) => {
    expect(code(cell)).toBe(clean);
  });

  it('refuses a 15-digit identity number by name: its century would be a guess', () => {
    expect(cause(() => code('330722850614999 '))).toBe('department-answer-invalid normalise:citizen-id-15-digits');
  });

  it.each(['20170316', '2017-03-16', '2017/3/16', '2017/3/16 00:00:00', '2017-03-16 09:30:00.123', '2017年3月16日'])(
    'reads the date %s',
    (cell) => {
      expect(date(cell)).toBe('2017-03-16');
    },
  );

  it.each(['丁酉年三月', '16/03/2017', '2017', '170316', '2017-03', 'infinity', '20170316x'])('refuses %s', (cell) => {
    expect(cause(() => date(cell))).toBe('department-answer-invalid normalise:date');
  });

  it('tells an empty date from a missing one', () => {
    expect([dateOrNull(null), dateOrNull('   '), dateOrNull('20720630')]).toEqual([null, null, '2072-06-30']);
    expect(cause(() => text(null))).toBe('department-answer-invalid normalise:missing');
    expect(cause(() => text('　 '))).toBe('department-answer-invalid normalise:missing');
  });

  it.each([
    ['是', true],
    ['Ｙ', true],
    ['1 ', true],
    ['t', true],
    ['否', false],
    ['n', false],
    ['0', false],
  ])('reads the mark %s', (cell, meaning) => {
    expect(flag(cell)).toBe(meaning);
  });

  it.each(['不详', '', '2', 'maybe'])('does not take %j for yes or no', (cell) => {
    expect(cause(() => flag(cell))).toMatch(/normalise:(flag|missing)$/);
  });

  it.each(['约六十八平方', 'NaN', '1e3', '0x10', '6,8', ''])('does not take %j for a number', (cell) => {
    expect(cause(() => decimal(cell))).toMatch(/normalise:(decimal|missing)$/);
    expect(decimal('６８．００ ')).toBe(68);
  });

  it('leaves rare characters alone: a name is not normalised', () => {
    for (const name of ['胡䶮', '李㛃', '徐𠮷', '\uf9fd\u2f800']) expect(text(`${halfWidth(name)}  `)).toBe(name);
  });

  it('never repeats a value in an error, and reads what it has read again the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (cell) => {
        for (const read of [code, date, decimal, flag]) {
          const said = cause(() => read(cell));
          if (!said.startsWith('read ')) expect(said).toMatch(/^department-answer-invalid normalise:[a-z0-9-]+$/);
        }
        const once = cause(() => code(cell));
        if (once.startsWith('read ')) expect(cause(() => code(once.slice(5)))).toBe(once);
      }),
    );
  });
});
