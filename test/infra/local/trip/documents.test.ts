import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { matters } from '#city/matters.ts';
import { resources } from '#city/resources/index.ts';
import { documents } from '#infra/local/trip/documents.ts';
import { catering2017 } from '#infra/local/trip/papers.ts';
import { type Fate, Material } from '#schemas/material.ts';

const BUILDING = { id: 'housing/building-fire-acceptance', name: { zh: '消防验收', en: 'Fire acceptance' } };
const HEALTH = { id: 'health/health-certificate', name: { zh: '健康证明', en: 'Health certificate' } };
const without = resources.filter(({ id }) => id !== BUILDING.id && id !== HEALTH.id);
const today = { resources: without, certificateTypes };
const oneDay = { resources: [...without, BUILDING, HEALTH], certificateTypes };

const direct = catering2017.flatMap(({ fate, matter }) =>
  (fate.kind === 'internal' || fate.kind === 'department') && fate.resource !== undefined
    ? [{ resource: fate.resource, matter }]
    : fate.kind === 'library'
      ? [{ resource: `certificates/${fate.type}`, matter }]
      : [],
);
const numbers = (of: readonly { readonly no: number }[]): number[] => of.map(({ no }) => no);

describe('the materials of 2017', () => {
  it('are twenty-one: six kept, fifteen dropped, five forms made one', () => {
    for (const material of catering2017) expect(Material.parse(material)).toEqual(material);
    const count = (kind: Fate['kind']) => catering2017.filter(({ fate }) => fate.kind === kind).length;
    expect(numbers(catering2017)).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
    expect(count('kept')).toBe(6);
    const dropped = (['library', 'department', 'duplicate', 'merged', 'internal'] as const).map(count);
    expect(dropped).toEqual([4, 4, 3, 3, 1]);
    expect(documents(catering2017, []).forms).toEqual({ before: 5, after: 1 });
    for (const { matter } of catering2017) expect(matters.map(({ id }) => id)).toContain(matter);
  });

  it('may lack for a while only what shows no legal condition', () => {
    const tolerable = catering2017.filter(({ fate }) => fate.kind === 'kept' && fate.tolerableDays !== undefined);
    expect(numbers(tolerable)).toEqual([18]);
  });
});

describe('what is not asked for', () => {
  it('is every one of the fifteen once everybody is connected and answers', () => {
    const { notAskedFor, stillAsked } = documents(catering2017, direct, oneDay);
    expect([notAskedFor.length, numbers(stillAsked)]).toEqual([15, [4, 6, 9, 10, 16, 18]]);
  });

  it('are thirteen of them while health and housing are not connected, and it is said why', () => {
    const { notAskedFor, stillAsked } = documents(catering2017, direct, today);
    expect(notAskedFor).toHaveLength(13);
    expect(stillAsked.find(({ no }) => no === 11)?.why.zh).toBe('卫健尚未接入');
    expect(stillAsked.find(({ no }) => no === 14)?.why.zh).toBe('住建尚未接入');
    expect(notAskedFor.find(({ no }) => no === 7)?.replacedBy).toEqual({
      zh: '电子证照库：营业执照',
      en: 'Library: Business licence',
    });
  });

  it('are only the merged ones as long as nobody has answered', () => {
    expect(numbers(documents(catering2017, [], today).notAskedFor)).toEqual([3, 15, 21]);
  });

  it('without the police: the copy of the identity card is asked for once, and its repetition too', () => {
    const others = direct.filter(({ resource }) => !resource.startsWith('public-security/'));
    expect(numbers(documents(catering2017, others, today).stillAsked)).toEqual([2, 4, 6, 8, 9, 10, 11, 14, 16, 18, 20]);
  });

  it('does not count an answer that was given for another matter', () => {
    const elsewhere = direct.map((one) => ({ ...one, matter: 'shop-sign' }));
    expect(numbers(documents(catering2017, elsewhere, today).notAskedFor)).toEqual([3, 15, 17, 21]);
  });

  it('names each material once, and more answers never bring one back', () => {
    fc.assert(
      fc.property(fc.subarray(direct), fc.subarray(direct), (some, more) => {
        const few = documents(catering2017, some, oneDay);
        const many = documents(catering2017, [...some, ...more], oneDay);
        expect([...numbers(few.notAskedFor), ...numbers(few.stillAsked)].toSorted((a, b) => a - b)).toEqual(
          numbers(catering2017),
        );
        expect(numbers(many.notAskedFor)).toEqual(expect.arrayContaining(numbers(few.notAskedFor)));
      }),
    );
  });
});
