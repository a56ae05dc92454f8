import { describe, expect, it } from 'vitest';
import * as cast from '#city/cast.ts';
import { canStandInNumber, divisions } from '#city/divisions.ts';
import { generate } from '#city/generate/index.ts';
import { Population } from '#city/population.ts';
import { SubjectCode } from '#schemas/identifier.ts';

const city = generate();
const person = new Map(city.people.map((p) => [p.code, p]));
const firm = new Map(city.firms.map((f) => [f.code, f]));
const unique = (values: readonly unknown[]) => new Set(values).size === values.length;

describe('the sample city', () => {
  it('keeps its schemas, check digits included', () => {
    expect(Population.safeParse(city).error?.issues).toBeUndefined();
  });

  it('is the same bytes for the same seed, and another city for another seed', () => {
    expect(JSON.stringify(generate())).toBe(JSON.stringify(city));
    expect(JSON.stringify(generate('another'))).not.toBe(JSON.stringify(city));
    expect(Population.safeParse(generate('another')).success).toBe(true);
  });

  it('is large enough', () => {
    expect(city.people.length).toBeGreaterThanOrEqual(200);
    expect(city.firms.length).toBeGreaterThanOrEqual(60);
    expect(city.titles.length).toBeGreaterThanOrEqual(150);
    expect(city.leases.length).toBeGreaterThanOrEqual(5);
  });

  it('gives every number and name out once', () => {
    expect(unique([...city.people, ...city.firms].map(({ code }) => code))).toBe(true);
    expect(unique(city.firms.map(({ name }) => name))).toBe(true);
    expect(unique(city.titles.map(({ unitNumber }) => unitNumber))).toBe(true);
    expect(unique(city.titles.map(({ certificateNumber }) => certificateNumber))).toBe(true);
  });

  it('invents people only: sequences that are practically unissued, odd for men, the birth date in the number', () => {
    for (const { code, sex, bornOn } of city.people) {
      expect(sex === 'male' ? ['999', '997'] : ['998', '996']).toContain(code.slice(14, 17));
      expect(code.slice(6, 14)).toBe(bornOn.replaceAll('-', ''));
      expect(canStandInNumber(code.slice(0, 6), Number(bornOn.slice(0, 4)))).toBe(true);
    }
  });

  it('remembers that Yongkang was a county until 1992', () => {
    const county = city.people.filter(({ code }) => code.startsWith('330722'));
    expect(county.length).toBeGreaterThan(20);
    expect(Math.max(...county.map(({ bornOn }) => Number(bornOn.slice(0, 4))))).toBeLessThanOrEqual(1992);
    expect(city.people.filter(({ code }) => code.startsWith('330784')).length).toBeGreaterThan(50);
    for (const { successor } of divisions)
      if (successor) expect(divisions.some(({ code, since }) => code === successor && since !== undefined)).toBe(true);
  });

  it('has the people and firms of the scenarios', () => {
    const names = ['王强', '李娜', '王安', '陈福英', '周磊', '徐晓雯'];
    const codes = [cast.WANG_QIANG, cast.LI_NA, cast.WANG_AN, cast.CHEN_FUYING, cast.ZHOU_LEI, cast.XU_XIAOWEN];
    expect(codes.map((code) => person.get(code)?.name)).toEqual(names);
    for (const code of [cast.WANG_JI_CATERING, cast.YONGKANG_HARDWARE, cast.WANG_QIANG_NOODLES])
      expect(SubjectCode.safeParse(code).success && firm.has(code)).toBe(true);
    const titles = new Map(city.titles.map((title) => [title.unitNumber, title]));
    expect(titles.get(cast.WANG_SHOP)).toMatchObject({ area: 68, marks: { seized: false } });
    expect(titles.get(cast.WANG_SHOP)?.holders).toEqual([{ code: cast.CHEN_FUYING, name: '陈福英', share: '100%' }]);
    expect(titles.get(cast.CHEN_HOME)?.certificateNumber).toBe('浙(2017)永康市不动产权第0012345号');
  });

  it.each(['䶮', '㛃', '𠮷'])('has %s among the names, and a title held by its bearer', (character) => {
    const bearer = city.people.find(({ name }) => name.includes(character));
    expect(city.titles.some(({ holders }) => holders.some(({ code }) => code === bearer?.code))).toBe(true);
  });

  it('has a firm with a rare character in its name', () => {
    expect(city.firms.some(({ name }) => name.includes('䶮'))).toBe(true);
  });

  it('marries people to each other, in one household, men to women', () => {
    for (const one of city.people.filter(({ marriage }) => marriage === 'married')) {
      const other = person.get(one.spouse ?? '');
      expect(other).toMatchObject({ spouse: one.code, household: one.household, address: one.address });
      expect(other?.sex).not.toBe(one.sex);
    }
    expect(city.people.every((p) => p.marriage === 'married' || p.spouse === undefined)).toBe(true);
  });

  it('has parents older than their children', () => {
    for (const child of city.people.filter(({ relation }) => relation === 'child'))
      for (const parent of city.people.filter((p) => p.household === child.household && p.relation !== 'child'))
        expect(Number(child.bornOn.slice(0, 4)) - Number(parent.bornOn.slice(0, 4))).toBeGreaterThan(17);
  });

  it('lets nobody hold, represent or let what he cannot', () => {
    for (const { representative, establishedOn } of city.firms)
      expect(
        Number(establishedOn.slice(0, 4)) - Number(person.get(representative)?.bornOn.slice(0, 4)),
      ).toBeGreaterThan(17);
    for (const { holders } of city.titles)
      for (const { code, name } of holders) expect((person.get(code) ?? firm.get(code))?.name).toBe(name);
    for (const lease of city.leases) {
      const title = city.titles.find(({ unitNumber }) => unitNumber === lease.unitNumber);
      expect(title?.holders.map(({ code }) => code)).toContain(lease.lessor);
      expect(lease.from > (title?.registeredOn ?? '9') && lease.until > lease.from).toBe(true);
      expect(person.has(lease.lessee) || firm.has(lease.lessee)).toBe(true);
    }
  });

  it('has every kind of title, mark and ownership', () => {
    for (const ownership of ['sole', 'joint', 'shared'])
      expect(city.titles.some((title) => title.ownership === ownership)).toBe(true);
    for (const mark of ['mortgaged', 'seized', 'objection', 'transferLimited'] as const)
      expect(city.titles.some(({ marks }) => marks[mark]) && city.titles.some(({ marks }) => !marks[mark])).toBe(true);
    for (const use of ['住宅', '商业服务', '办公', '工业'])
      expect(city.titles.some((title) => title.use.endsWith(use))).toBe(true);
    for (const { ownership, holders } of city.titles) {
      expect(holders.length === 1).toBe(ownership === 'sole');
      if (ownership === 'shared')
        expect(holders.reduce((sum, { share }) => sum + Number.parseInt(share, 10), 0)).toBe(100);
    }
  });

  it('holds nothing later than the day it describes', () => {
    const days = [...city.people.map((p) => p.bornOn), ...city.firms.map((f) => f.establishedOn)];
    days.push(...city.titles.map((t) => t.registeredOn), ...city.leases.map((l) => l.from));
    expect(days.filter((day) => day > city.asOf)).toEqual([]);
  });
});
