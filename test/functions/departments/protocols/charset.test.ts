import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Charset, decode, encode, refuseLossy } from '#functions/departments/protocols/charset.ts';
import { ProblemError } from '#functions/kernel/problem.ts';

const CHARSETS: readonly Charset[] = ['utf-8', 'gb18030', 'gbk', 'gb2312'];

/** What is said of a refusal: the rule or the cause. */
const said = (work: () => unknown): string => {
  try {
    work();
    return 'nothing';
  } catch (error) {
    if (!(error instanceof ProblemError)) return 'another error';
    const { cause, errors } = error.extra;
    return `${error.code} ${cause ?? errors?.map(({ field, rule }) => `${field} ${rule}`).join()}`;
  }
};

const between = (first: number, last: number) =>
  fc.integer({ min: first, max: last }).map((unit) => String.fromCodePoint(unit));
const han = between(0x4e00, 0x9fff);
const anyText = fc
  .array(fc.oneof(han, between(0, 0x7f), between(0x3400, 0x4dbf), between(0, 0x10ffff)), { maxLength: 8 })
  .map((all) => all.join(''));

describe('what is written', () => {
  it.each([
    ['gb2312', '李㛃', 'U+36C3'],
    ['gb2312', '朱镕基', 'U+9555'],
    ['gb2312', '1€', 'U+20AC'],
    ['gbk', '胡䶮', 'U+4DAE'],
    ['gbk', '徐𠮷', 'U+20BB7'],
    ['gb18030', 'x\ue81e', 'U+E81E'],
    ['utf-8', 'x\u{f0000}', 'U+F0000'],
    ['utf-8', '\ufffd', 'U+FFFD'],
    ['utf-8', '王\ud83d', 'U+D83D'],
    ['gb18030', '\udc00王', 'U+DC00'],
  ] as const)('refuses what %s lacks by its code point: %j', (charset, text, point) => {
    expect(said(() => encode(text, charset, '/request/name'))).toBe(
      `unprocessable /request/name not-in-${charset}:${point}`,
    );
  });

  it('writes rare names in GB 18030 as the standard has them', () => {
    expect(encode('䶮㛃𠮷龴', 'gb18030').toString('hex')).toBe('fe9f8230b7319534b235fe59');
  });
});

describe('any text', () => {
  it.each(CHARSETS)('comes back from %s as it was, or is refused: never another text', (charset) => {
    fc.assert(
      fc.property(anyText, (text) => {
        const refused = said(() => encode(text, charset));
        if (refused === 'nothing')
          expect(decode(encode(text, charset), charset)).toBe(text.replace(charset === 'utf-8' ? /^\ufeff/ : /$^/, ''));
        else expect(refused).toMatch(/^unprocessable \/request not-in-[a-z0-9-]+:U\+[0-9A-F]{4,6}$/);
      }),
    );
  });
});
describe('what an old system lost', () => {
  it.each(['王?', '?富英', '李□', '王〓强', '徐？', '???', '··?', '永康市\u001a路'])('is refused: %j', (text) => {
    expect(said(() => refuseLossy(text))).toBe('department-answer-invalid charset:lossy');
  });
  it.each(['王强', 'Who?', '古丽·阿依', ''])('is not seen in %j', (text) => {
    expect(refuseLossy(text)).toBe(text);
  });
});
