import { describe, expect, test } from 'vitest';
import { CHEN_FUYING, LI_NA, WANG_AN, WANG_QIANG } from '#city/cast.ts';
import { minorsOf, pagesOf } from '#city/generate/households.ts';
import { generate } from '#city/generate/index.ts';
import { sheets } from '#functions/departments/public-security/sheets.ts';
import { Household } from '#schemas/departments/public-security.ts';

const { people, asOf } = generate();
const row = (over: Record<string, string> = {}) => ({
  ...{ 公民身份号码: `　${LI_NA} `, 姓名: '李娜　', 户号: '３３０７８４０００００１', 与户主关系: ' 配偶' },
  ...{ 是否本市户籍: '是', 户口登记日期: '2012年10月18日', 未成年子女: '无' },
  ...over,
});
const read = (over?: Record<string, string>) => Household.parse(sheets.household?.read(row(over)));

describe('a page of the household register', () => {
  test.each([
    ['无', []],
    [` ${WANG_AN}　`, [WANG_AN]],
    [`${WANG_AN}；${WANG_QIANG.toLowerCase()}`, [WANG_AN, WANG_QIANG]],
    [`${WANG_AN}、 ${LI_NA}`, [WANG_AN, LI_NA]],
  ])('says whose children are minors as it is typed there: %s', (typed, minors) => {
    expect(read({ 未成年子女: typed })).toEqual({
      ...{ holder: LI_NA, name: '李娜', number: '330784000001', relation: 'spouse', local: true },
      ...{ registeredOn: '2012-10-18', minors },
    });
  });

  test.each([
    ['an empty cell is neither none nor somebody', { 未成年子女: '' }],
    ['a list with a hole in it', { 未成年子女: `${WANG_AN}；；` }],
    ['a relation that is in no table', { 与户主关系: '其他' }],
  ])('is not guessed: %s', (_, over) => {
    expect(() => read(over)).toThrow(expect.objectContaining({ code: 'department-answer-invalid' }));
  });

  test('of the invented people names the minor children of the couple, and of nobody else', () => {
    const minors = (code: string, day = asOf) => {
      const person = people.find((one) => one.code === code);
      return person && minorsOf(people, person, day);
    };
    expect([LI_NA, WANG_QIANG, WANG_AN, CHEN_FUYING].map((code) => minors(code))).toEqual([
      [WANG_AN],
      [WANG_AN],
      [],
      [],
    ]);
    expect([minors(LI_NA, '2017-09-11'), minors(LI_NA, '2017-09-10')]).toEqual([[WANG_AN], []]);
    // 18 周岁: no minor from the birthday on.
    expect([minors(LI_NA, '2035-09-10'), minors(LI_NA, '2035-09-11')]).toEqual([[WANG_AN], []]);
  });

  test('stands in the order of the book, one number for each household', () => {
    const pages = pagesOf(people);
    expect([WANG_QIANG, LI_NA, WANG_AN].map((code) => pages.get(code))).toMatchObject(
      [1, 2, 3].map((page) => ({ household: '330784000001', page })),
    );
  });
});
