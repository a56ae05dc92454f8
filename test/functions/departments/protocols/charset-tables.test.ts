import iconv from 'iconv-lite';
import { describe, expect, it, test } from 'vitest';
import { type Charset, decode, encode } from '#functions/departments/protocols/charset.ts';
import {
  FIRST_SUPPLEMENTARY,
  FOUR_BYTE_CODES,
  fourBytes,
  fourNumber,
  isTrail,
  SIX,
} from '#functions/departments/protocols/charset-tables.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import { byIconv, byPython, differences, has, POINTS, type Written } from './charset-outsiders.ts';

/** The 18 characters that the edition of 2022 gave code points of their own; before, they were private use. */
const EIGHTEEN: readonly (readonly [character: string, twoBytes: string])[] = [
  ['\ufe10', 'a6d9'],
  ['\ufe11', 'a6db'],
  ['\ufe12', 'a6da'],
  ['\ufe13', 'a6dc'],
  ['\ufe14', 'a6dd'],
  ['\ufe15', 'a6de'],
  ['\ufe16', 'a6df'],
  ['\ufe17', 'a6ec'],
  ['\ufe18', 'a6ed'],
  ['\ufe19', 'a6f3'],
  ['\u9fb4', 'fe59'],
  ['\u9fb5', 'fe61'],
  ['\u9fb6', 'fe66'],
  ['\u9fb7', 'fe67'],
  ['\u9fb8', 'fe6d'],
  ['\u9fb9', 'fe7e'],
  ['\u9fba', 'fe90'],
  ['\u9fbb', 'fea0'],
];
const pointsOf = (characters: readonly string[]): string[] =>
  characters.map((character) => (character.codePointAt(0) ?? 0).toString(16)).toSorted();
const eighteen = pointsOf(EIGHTEEN.map(([character]) => character));

const read = (bytes: Uint8Array, charset: Charset): string | undefined => {
  try {
    return decode(bytes, charset);
  } catch (error) {
    if (error instanceof ProblemError && error.extra.cause === `charset:${charset}`) return undefined;
    throw error;
  }
};
const written = (text: string, charset: Charset): string | undefined => {
  try {
    return encode(text, charset).toString('hex');
  } catch (error) {
    if (error instanceof ProblemError && error.extra.errors?.[0]?.rule.startsWith(`not-in-${charset}:U+`))
      return undefined;
    throw error;
  }
};
const allWritten = (charset: Charset): Written =>
  new Map(
    POINTS.map((point): [number, string] => [point, written(String.fromCodePoint(point), charset) ?? '']).filter(
      ([, bytes]) => bytes !== '',
    ),
  );
const [gb18030, gbk, gb2312] = [allWritten('gb18030'), allWritten('gbk'), allWritten('gb2312')];

const TWO_BYTE_CODES = Array.from({ length: 0x10000 }, (_, code) => Buffer.of(code >> 8, code & 0xff)).filter(
  ([lead = 0, trail = 0]) => lead >= 0x81 && lead <= 0xfe && isTrail(trail),
);

/** What became of each: it came back as the same bytes, as the same character under another code, or not at all. */
const fates = (codes: readonly Buffer[], charset: Charset) => {
  const fate = { same: 0, otherCode: [] as string[], refused: 0 };
  for (const code of codes) {
    const character = read(code, charset);
    if (character === undefined) {
      fate.refused += 1;
      continue;
    }
    const again = written(character, charset);
    if (again === code.toString('hex')) fate.same += 1;
    else fate.otherCode.push(again === undefined ? 'lost' : character);
  }
  return fate;
};

describe('every two-byte code', () => {
  it('of GB 18030 comes back as it was, or is private use and refused by name', () => {
    const { same, otherCode, refused } = fates(TWO_BYTE_CODES, 'gb18030');
    expect([TWO_BYTE_CODES.length, same, refused]).toEqual([23_940, 21_891, 2_043]);
    expect(pointsOf(otherCode)).toEqual(pointsOf([...SIX.values()].map((point) => String.fromCodePoint(point))));
  });

  it.each([
    ['gbk', 21_791],
    ['gb2312', 682 + 6_763],
  ] as const)('of %s comes back as it was: %i characters, and no other is read', (charset, count) => {
    const { same, otherCode, refused } = fates(TWO_BYTE_CODES, charset);
    expect([same, otherCode, refused]).toEqual([count, [], TWO_BYTE_CODES.length - count]);
  });

  it.each(['gb18030', 'gbk', 'gb2312'] as const)('of %s that is none, or is cut off, is refused', (charset) => {
    const none = Array.from({ length: 0x8000 }, (_, i) => Buffer.of(0x80 + (i >> 8), i & 0xff)).filter(
      ([lead = 0, trail = 0]) => !isTrail(trail) || lead === 0x80 || lead === 0xff,
    );
    // CP936 has the euro sign at 0x80.
    const readable = none.filter(
      (bytes) => read(bytes, charset) !== undefined && !(charset === 'gbk' && bytes[0] === 0x80),
    );
    expect(readable.map((bytes) => bytes.toString('hex'))).toEqual([]);
    expect(read(Buffer.from('8130', 'hex'), charset)).toBeUndefined();
    expect(read(Buffer.from('d6d0b9', 'hex'), charset)).toBeUndefined();
  });
});

describe('four-byte codes', () => {
  const codes = (numbers: readonly number[]) => numbers.map((number) => Buffer.from(fourBytes(number)));

  it('of the whole basic plane come back as they were; the 18 under their two-byte codes', () => {
    const { same, otherCode, refused } = fates(codes(Array.from({ length: FOUR_BYTE_CODES }, (_, i) => i)), 'gb18030');
    expect(pointsOf(otherCode)).toEqual(eighteen);
    // 4,333 of private use, U+FFFD, and the 34 that Unicode keeps from being characters.
    expect([same, refused]).toEqual([POINTS.length - 21_891, 4_368]);
    expect(same + refused + 18).toBe(FOUR_BYTE_CODES);
  });

  it('of each supplementary plane come back as they were, up to the private ones', () => {
    const points = Array.from({ length: 14 }, (_, plane) =>
      Array.from({ length: 300 }, (_, i) => (plane + 1) * 0x10000 + ((i * 218) % 0xfffe)),
    ).flat();
    for (const point of points) {
      const bytes = Buffer.from(fourBytes(FIRST_SUPPLEMENTARY + point - 0x10000));
      expect(bytes).toEqual(encode(String.fromCodePoint(point), 'gb18030'));
      expect(decode(bytes, 'gb18030')).toBe(String.fromCodePoint(point));
      expect(bytes).toEqual(iconv.encode(String.fromCodePoint(point), 'gb18030'));
    }
    const beyond = [
      FOUR_BYTE_CODES,
      188_999,
      FIRST_SUPPLEMENTARY + 0xf0000 - 0x10000,
      fourNumber(0xfe, 0x39, 0xfe, 0x39),
    ];
    expect(fates(codes(beyond), 'gb18030')).toEqual({ same: 0, otherCode: [], refused: 4 });
  });
});

describe('a department with the tables of 2005', () => {
  it('differs in 18 two-byte codes and in no other', () => {
    const differing = TWO_BYTE_CODES.map((code) => [read(code, 'gb18030'), iconv.decode(code, 'gb18030')] as const)
      .filter(([ours, theirs]) => ours !== undefined && ours.length === 1 && ours !== theirs)
      .map(([ours = '']) => ours);
    expect(pointsOf(differing)).toEqual(eighteen);
  });

  it.each(EIGHTEEN)('%j is written %s, and read whether it sends the two bytes or four', (character, twoBytes) => {
    expect(written(character, 'gb18030')).toBe(twoBytes);
    // It stored what we sent under a private code point of its own and sends the same bytes back.
    const stored = iconv.decode(Buffer.from(twoBytes, 'hex'), 'gb18030');
    expect(stored).toMatch(/^\p{Co}$/u);
    expect(decode(iconv.encode(stored, 'gb18030'), 'gb18030')).toBe(character);
    // It got the character from elsewhere, as Unicode.
    const theirs = iconv.encode(character, 'gb18030');
    expect(theirs.length).toBe(4);
    expect(decode(theirs, 'gb18030')).toBe(character);
    // The private code point itself is nobody's.
    expect(written(stored, 'gb18030')).toBeUndefined();
    expect([written(character, 'gbk'), written(character, 'gb2312')]).toEqual([undefined, undefined]);
  });
});

describe('other programs', () => {
  const none = { oursOnly: [], theirsOnly: [], written: [] };
  // The middle dot of names is U+00B7 in GBK, and so it is in whatever is called GB2312 in practice.
  const otherDot = { oursOnly: ['b7', '2014'], theirsOnly: ['2015', '30fb'], written: [] };

  test('iconv-lite has the same CP936', () => {
    const theirs = new Map(
      POINTS.map((point): [number, string] => {
        const character = String.fromCodePoint(point);
        const bytes = iconv.encode(character, 'cp936');
        return [point, iconv.decode(bytes, 'cp936') === character ? bytes.toString('hex') : ''];
      }).filter(([, bytes]) => bytes !== ''),
    );
    expect(differences(gbk, theirs)).toEqual(none);
  });

  test.skipIf(!has('iconv'))('glibc writes the same; of GB/T 2312 it reads two signs otherwise', () => {
    // Its GB 18030 has the 18 as two bytes or as four, by its own age.
    const { written: others, ...rest } = differences(gb18030, byIconv('GB18030'));
    expect([[], eighteen]).toContainEqual(others.toSorted());
    expect([rest.oursOnly, rest.theirsOnly]).toEqual([[], []]);
    expect(differences(gbk, byIconv('CP936'))).toEqual(none);
    expect(differences(gb2312, byIconv('EUC-CN'))).toEqual(otherDot);
  });

  test.skipIf(!has('python3'))('Python writes the same but for the 18 and what the edition of 2005 changed', () => {
    const { written: others, ...rest } = differences(gb18030, byPython('gb18030'));
    expect([rest.oursOnly, rest.theirsOnly]).toEqual([[], []]);
    expect(others.filter((point) => point !== '1e3f').toSorted()).toEqual(eighteen);
    expect(differences(gbk, byPython('gbk'))).toEqual({ ...none, oursOnly: ['20ac'] });
    expect(differences(gb2312, byPython('gb2312'))).toEqual(otherDot);
  });
});
