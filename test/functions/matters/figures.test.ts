import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundles } from '#city/bundles/index.ts';
import { compositionOf, figuresOf, levelsOf, mergedForm } from '#functions/matters/figures.ts';
import { mattersOf, papersOf, papersOfMatter } from '#functions/matters/papers.ts';
import { switchedOn } from '#functions/matters/situation.ts';
import { Material } from '#schemas/material.ts';
import { answersTo } from './answers.ts';
import { matterOf, pinned, template } from './catalogue.ts';

const kept = (id: string, version = 1) =>
  papersOf(template(id, version), pinned).flatMap(({ no, fate }) => (fate.kind === 'kept' ? [no] : []));

describe('the restaurant of 2017', () => {
  const figures = figuresOf(template('catering'), pinned);

  it('asks for six of twenty-one papers, and says of each of the fifteen why not', () => {
    expect(figures.materials).toEqual({
      before: 21,
      after: 6,
      dropped: 15,
      byFate: { kept: 6, library: 5, department: 3, duplicate: 3, merged: 3, internal: 1 },
    });
    expect(kept('catering')).toEqual([4, 6, 9, 10, 16, 18]);
    const papers = papersOf(template('catering'), pinned);
    for (const paper of papers) expect(Material.parse(paper)).toEqual(paper);
    const by = (kind: string) => papers.flatMap(({ no, fate }) => (fate.kind === kind ? [no] : []));
    expect([by('library'), by('department'), by('duplicate'), by('merged'), by('internal')]).toEqual([
      [7, 11, 13, 17, 20],
      [2, 5, 14],
      [8, 12, 19],
      [3, 15, 21],
      [1],
    ]);
  });

  it('makes five forms one, and thirty working days ten: 66.67 %', () => {
    expect(figures.forms).toEqual({ before: 5, after: 1 });
    expect(figures.workdays).toEqual({ before: 30, after: 10, savedPercent: 66.67 });
    expect(figures.fields.after).toBeLessThan(figures.fields.before / 1.5);
  });

  it('lets only the picture of the sign follow', () => {
    const tolerable = papersOf(template('catering'), pinned).filter(
      ({ fate }) => fate.kind === 'kept' && fate.tolerableDays !== undefined,
    );
    expect(tolerable.map(({ no, fate }) => [no, fate])).toEqual([
      [18, { kind: 'kept', weight: 'secondary', tolerableDays: 5 }],
    ]);
  });

  it('comes to the licence first, and to the four permits side by side', () => {
    expect(levelsOf(switchedOn(template('catering').matters, template('catering').typical))).toEqual([
      ['company-setup'],
      ['food-licence', 'fire-check', 'shop-sign', 'drainage-permit'],
    ]);
  });

  it('asks a sole trader in fewer papers, and a small shop for no fire check', () => {
    const { typical } = template('catering');
    const trader = figuresOf(template('catering'), pinned, { answers: { ...typical, 'legal-form': 'sole-trader' } });
    expect(trader.materials.before).toBe(18);
    const small = figuresOf(template('catering'), pinned, { answers: { ...typical, area: 49 } });
    expect([small.forms.before, small.workdays.after]).toEqual([4, 10]);
  });
});

describe('the other bundles', () => {
  it('the restaurant of 2024: the licence is there before, and tobacco only for who sells it', () => {
    const figures = figuresOf(template('catering', 2), pinned);
    expect(figures.materials).toMatchObject({ before: 13, after: 4 });
    expect(figures.workdays).toEqual({ before: 25, after: 7, savedPercent: 72 });
    const answers = { ...template('catering', 2).typical, sold: ['tobacco'] };
    expect(mattersOf(template('catering', 2), pinned, answers).map(({ id }) => id)).toContain('tobacco-licence');
  });

  it('alone, a food licence drops what is drawn from elsewhere, and nothing because another matter has it', () => {
    const fates = papersOfMatter(matterOf('food-licence')).map(({ fate }) => fate.kind);
    expect(fates).toEqual(['library', 'department', 'kept', 'kept', 'library', 'kept']);
  });

  it('an existing house: seven forms one, twenty-one papers two', () => {
    const figures = figuresOf(template('existing-house'), pinned);
    expect(figures.forms).toEqual({ before: 7, after: 1 });
    expect([figures.materials.before, figures.materials.after, kept('existing-house')]).toEqual([21, 2, [17, 18]]);
    const byGain = { answers: { ...template('existing-house').typical, 'tax-by-gain': true } };
    expect(figuresOf(template('existing-house'), pinned, byGain).materials.after).toBe(3);
  });

  it('are of all four kinds', () => {
    expect(compositionOf([matterOf('household-move')])).toBe('1-1');
    expect(compositionOf([matterOf('drawing-review')])).toBe('n-1');
    expect(compositionOf([matterOf('seal-filing'), matterOf('household-move')])).toBe('1-n');
    expect(compositionOf(mattersOf(template('catering'), pinned))).toBe('n-n');
  });
});

describe.each(bundles.map((one) => [`${one.id}@${one.version}`, one] as const))('%s in any situation', (_, bundle) => {
  const any = answersTo(bundle.situations);

  it('names each material once, gives each a fate that holds, and never asks for more than before', () => {
    fc.assert(
      fc.property(any, (answers) => {
        const papers = papersOf(bundle, pinned, { answers });
        expect(papers.map(({ no }) => no)).toEqual(papers.map((_one, at) => at + 1));
        const at = new Map(papers.map((one) => [one.no, one]));
        for (const { no, fate } of papers) {
          if (fate.kind === 'duplicate') for (const of of fate.of) expect(of).toBeLessThan(no);
          if (fate.kind === 'merged' && fate.into !== 'form') expect(at.get(fate.into)?.fate.kind).toBe('kept');
        }
        const figures = figuresOf(bundle, pinned, { answers });
        expect(figures.materials.after).toBeLessThanOrEqual(figures.materials.before);
        expect(figures.workdays.after).toBeLessThanOrEqual(figures.workdays.before + bundle.output.workdays);
      }),
    );
  });

  it('has every field of every form once in the one form', () => {
    fc.assert(
      fc.property(any, (answers) => {
        const matters = mattersOf(bundle, pinned, answers);
        const merged = mergedForm(matters);
        const all = matters.flatMap(({ forms }) => forms.flatMap(({ fields }) => fields.map(({ id }) => id)));
        expect(merged.map(({ id }) => id).toSorted()).toEqual([...new Set(all)].toSorted());
      }),
    );
  });
});
