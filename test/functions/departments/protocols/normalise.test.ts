import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSheet, writeSheet } from '#functions/departments/protocols/ferry/sheet.ts';
import { jsonRecord } from '#functions/departments/protocols/json-record.ts';
import {
  code,
  date,
  dateOrNull,
  decimal,
  flag,
  halfWidth,
  named,
  serial,
  text,
} from '#functions/departments/protocols/normalise.ts';
import { parseStrictJson } from '#functions/departments/protocols/strict-json.ts';
import { readXml, cell as xmlCell } from '#functions/departments/protocols/xml.ts';
import { writeXml } from '#functions/departments/protocols/xml-write.ts';
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

  it('takes 15 digits where they number a paper and nobody', () => {
    expect(serial(' 3307228５0614999')).toBe('330722850614999');
  });

  it.each(['王?', '李□', '??', '徐\ue000', '胡\ufffd', '王\ud83d'])('takes %j for nobody’s name', (cell) => {
    expect(cause(() => named(cell))).toBe('department-answer-invalid charset:lossy');
  });

  it.each(['永康市\u0000东城', '东城\u001b[2J', '东城\u0085'])('takes %j for no text', (cell) => {
    expect(cause(() => text(cell))).toBe('department-answer-invalid normalise:control');
  });

  it('leaves lines and tabs in a text', () => {
    expect(text(' 永康市\t东城\r\n街道 ')).toBe('永康市\t东城\r\n街道');
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
    for (const name of ['胡䶮', '李㛃', '徐𠮷', '\uf9fd\u2f800', '古丽·阿依'])
      expect(named(`${halfWidth(name)}  `)).toBe(name);
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

/** The same cell as it comes by each protocol. */
const WAYS: Readonly<Record<string, (cell: string) => string | null | undefined>> = {
  xml: (cell) => xmlCell(readXml(writeXml({ row: { zjh: cell } })), 'zjh'),
  json: (cell) => jsonRecord(parseStrictJson(Buffer.from(JSON.stringify({ zjh: cell })))).cell('zjh'),
  sheet: (cell) => readSheet(writeSheet(['证件号'], [{ 证件号: cell }]), ['证件号'], 1)[0]?.证件号,
};

describe.each(Object.keys(WAYS))('an identity number that comes by %s', (way) => {
  const through = WAYS[way] as (cell: string) => string;
  const padding = fc.stringMatching(/^[ \u3000]{0,6}$/);
  const body = fc.stringMatching(/^[1-9][0-9]{16}$/);

  it('is the same however it was typed in', () => {
    fc.assert(
      fc.property(
        body,
        fc.constantFrom('0', '7', 'x', 'X'),
        padding,
        padding,
        fc.array(fc.boolean()),
        (digits, last, left, right, wide) => {
          const typed = [...digits, last].map((sign, i) =>
            wide[i] ? String.fromCharCode(sign.charCodeAt(0) + 0xfee0) : sign,
          );
          expect(code(through(left + typed.join('') + right))).toBe(`${digits}${last.toUpperCase()}`);
          expect(cause(() => code(through(left + typed.slice(0, 15).join('') + right)))).toBe(
            'department-answer-invalid normalise:citizen-id-15-digits',
          );
        },
      ),
    );
  });
});
