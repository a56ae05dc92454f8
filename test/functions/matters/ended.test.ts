import { describe, expect, it } from 'vitest';
import { bundles } from '#city/bundles/index.ts';
import { endedBy, templateOn } from '#functions/matters/ended.ts';
import { figuresOf, levelsOf } from '#functions/matters/figures.ts';
import { mattersOf } from '#functions/matters/papers.ts';
import { pinned, template } from './catalogue.ts';

const trade = bundles.filter(({ id }) => id === 'foreign-trade');

describe('外贸企业十一证', () => {
  it('gives eleven certificates in 2017, in more than two levels, with one form', () => {
    const filed = templateOn(trade, '2017-10-16');
    expect([filed?.version, filed?.matters.length]).toEqual([1, 11]);
    expect(levelsOf(filed!.matters).length).toBeGreaterThanOrEqual(2);
    expect(figuresOf(filed!, pinned).forms).toEqual({ before: 11, after: 1 });
  });

  it('keeps the template of the day of filing, and tells the officer what ended since (A10, M42)', () => {
    const filed = templateOn(trade, '2018-04-19')!;
    expect(mattersOf(filed, pinned).map(({ id }) => id)).toContain('quarantine-filing');
    expect(endedBy(filed, pinned, '2018-04-19')).toEqual([]);
    expect(endedBy(filed, pinned, '2018-04-20')).toEqual([
      {
        matter: 'quarantine-filing',
        until: '2018-04-19',
        why: expect.objectContaining({ zh: expect.stringContaining('海关') }),
      },
    ]);
    expect(templateOn(trade, '2018-04-20')?.matters).toHaveLength(10);
  });

  it('is offered no more since its middle piece ended', () => {
    expect(templateOn(trade, '2019-07-22')?.matters).toHaveLength(9);
    expect(templateOn(trade, '2022-12-30')).toBeUndefined();
  });
});

describe('新生儿出生', () => {
  it('goes by its order: certificate, household entry, then what needs the number', () => {
    const { matters, typical } = template('newborn');
    expect(typical.insured).toBe(true);
    expect(levelsOf(matters)).toEqual([
      ['birth-certificate'],
      ['vaccination-record', 'birth-registration'],
      ['resident-insurance', 'social-security-card', 'birth-repayment'],
    ]);
    const figures = figuresOf(template('newborn'), pinned);
    expect(figures.materials.after).toBe(0);
    expect(figures.workdays.after).toBe(5);
  });
});

describe('开办旅馆', () => {
  it('rests the special trade on the fire check, and asks for food only where meals are served', () => {
    const lodging = template('lodging');
    const ids = mattersOf(lodging, pinned).map(({ id }) => id);
    expect(ids).not.toContain('food-licence');
    expect(levelsOf(lodging.matters).at(-1)).toEqual(['lodging-licence']);
    const figures = figuresOf(lodging, pinned);
    expect(figures.workdays).toEqual({ before: 37, after: 12, savedPercent: 67.57 });
    expect(figures.materials.after).toBeLessThan(figures.materials.before / 2);
  });
});
