import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fenOf, inCapitals, inFigures } from '#functions/certificates/capitals.ts';

/** Fen of an amount in capital numerals, read digit by digit: another way than it is written. */
const read = (text: string): number => {
  const [, sign, yuan = '', jiao, fen] = /^(负?)(?:(.+)元)?零?(?:(.)角)?(?:(.)分)?整?$/.exec(text) ?? [];
  const digit = (c: string | undefined) => (c === undefined ? 0 : '零壹贰叁肆伍陆柒捌玖'.indexOf(c));
  let [total, group, last] = [0, 0, 0];
  for (const c of yuan) {
    const place = { 拾: 10, 佰: 100, 仟: 1000 }[c];
    const power = { 万: 1e4, 亿: 1e8 }[c];
    if (place) [group, last] = [group + last * place, 0];
    else if (power) [total, group, last] = [total + (group + last) * power, 0, 0];
    else last = digit(c);
  }
  const all = (total + group + last) * 100 + digit(jiao) * 10 + digit(fen);
  return sign ? -all : all;
};

describe('an amount of money', () => {
  // Of 支付结算办法, annex 1, and what lies at its edges.
  test.each([
    [1409.5, '壹仟肆佰零玖元伍角整', '1,409.50'],
    [6007.14, '陆仟零柒元壹角肆分', '6,007.14'],
    [1680.32, '壹仟陆佰捌拾元零叁角贰分', '1,680.32'],
    [107000.53, '壹拾万柒仟元零伍角叁分', '107,000.53'],
    [16409.02, '壹万陆仟肆佰零玖元零贰分', '16,409.02'],
    [325.04, '叁佰贰拾伍元零肆分', '325.04'],
    [0, '零元整', '0.00'],
    [0.05, '伍分', '0.05'],
    [100010000, '壹亿零壹万元整', '100,010,000.00'],
    [-12, '负壹拾贰元整', '-12.00'],
  ])('%d is %s', (yuan, capitals, figures) => {
    expect([inCapitals(yuan), inFigures(yuan)]).toEqual([capitals, figures]);
  });

  test('reads back, whatever it is, in words and in figures', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999_999_999, max: 99_999_999_999_999 }), (fen) => {
        const yuan = fen / 100;
        expect(fenOf(yuan)).toBe(fen);
        expect(read(inCapitals(yuan))).toBe(fen);
        expect(Number(inFigures(yuan).replaceAll(',', ''))).toBe(yuan);
        expect(inCapitals(yuan)).not.toMatch(/零零|零[万亿角]|^零(?!元整$)|.零元/);
      }),
      { numRuns: 2_000 },
    );
  });

  test('has no part of a fen, and an end', () => {
    expect([0.001, 1 / 3, 1e12, Number.NaN, Number.POSITIVE_INFINITY].map(fenOf)).toEqual(Array(5).fill(undefined));
  });
});
