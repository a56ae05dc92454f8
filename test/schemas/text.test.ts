/** What a person wrote: readable by whoever opens the record, or refused. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isReadable, text } from '#schemas/text.ts';

const refused = (written: string) => text(20).safeParse(written).error?.issues[0]?.message;

test('letters that were lost on the way, controls and signs that turn the line around are refused', () => {
  // 李娜 in GBK, read as UTF-8.
  const lost = new TextDecoder().decode(Uint8Array.of(0xc0, 0xee, 0xc4, 0xc8));
  for (const written of [lost, '李\0娜', '李娜\u202e', '\u2066李娜', '李\u0085娜', '\u001b[31m'])
    expect(refused(written)).toBe('unreadable-text');
  for (const blank of ['', '   ', '\n']) expect(refused(blank)).toBeDefined();
});

test('names as they are written pass, without the blanks around them', () => {
  for (const name of ['李娜', '阿卜杜拉·买买提', '㐂田𠮷', "O'Neil-Ağaoğlu", '第一行\n第二行'])
    expect(text(20).parse(` ${name} `)).toBe(name);
});

test('whatever is printable in any script is readable', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (written) => {
      fc.pre(!/[\p{Cc}\ufffd]/u.test(written));
      expect(isReadable(written)).toBe(true);
    }),
  );
});
