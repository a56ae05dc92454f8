import fc from 'fast-check';
import { expect, test } from 'vitest';
import { realEstateResources } from '#city/resources/real-estate.ts';
import { compare } from '#functions/catalogue/compare.ts';
import { allowedFields } from '#functions/exchange/pointers.ts';
import type { Resource, ResourceField } from '#schemas/resource.ts';
import { ChangeRule } from '#schemas/resource-change.ts';

const title = realEstateResources.find(({ id }) => id === 'real-estate/title')!;
const leaf = (pointer: string, change: Partial<ResourceField>): Partial<Resource> => ({
  fields: title.fields.map((field) => (field.pointer === pointer ? { ...field, ...change } : field)),
});
const predicate: Resource = { ...title, ...leaf('/use', { level: 'predicate' }) };

const ROWS: readonly [rule: string, breaks: boolean, field: string, after: Partial<Resource>, before?: Resource][] = [
  ['leaf-removed', true, '/use', { fields: title.fields.filter(({ pointer }) => pointer !== '/use') }],
  ['leaf-added', false, '/built', { fields: [...title.fields, { ...title.fields[0]!, pointer: '/built' }] }],
  ['leaf-type-changed', true, '/area', leaf('/area', { type: 'string' })],
  ['leaf-level-raised', true, '/use', { fields: title.fields }, predicate],
  ['leaf-level-lowered', false, '/use', leaf('/use', { level: 'predicate' })],
  ['leaf-sensitivity-raised', true, '/use', leaf('/use', { sensitivity: 'sensitive' })],
  ['leaf-sensitivity-lowered', false, '/use', leaf('/use', { sensitivity: 'public' })],
  ['subject-moved', true, '/subject/answer', { subject: { ...title.subject, answer: '/holderName' } }],
  ['subject-moved', true, '/subject/request', { subject: { ...title.subject, request: '/owner' } }],
  ['sharing-narrowed', true, '/sharing', { sharing: 'withheld' }],
  ['sharing-widened', false, '/sharing', { sharing: 'unconditional' }],
  ['asked-changed', true, '/asked', { asked: 'later' }],
  ['means-removed', true, '/means', { means: ['exchange'] }],
  ['disconnected', true, '/connected', { connected: false }],
];

test.each(ROWS)('%s breaks: %s, at %s', (rule, breaking, field, after, before = title) => {
  expect(compare(before, { ...before, ...after })).toEqual([{ field, rule, breaking }]);
});

test('every rule has its row; what is only told differently is no change', () => {
  expect(new Set(ROWS.map(([rule]) => rule))).toEqual(new Set(ChangeRule.options));
  const told = {
    name: { zh: '产权', en: 'Title' },
    protocol: 'REST',
    updatePeriod: '每日',
    summary: { zh: '甲', en: 'a' },
  };
  expect(compare(title, { ...title, ...told, fields: title.fields.toReversed() })).toEqual([]);
});

const fields = fc
  .uniqueArray(
    fc.record({
      pointer: fc.constantFrom('/a', '/b', '/c', '/d/*/e'),
      type: fc.constantFrom('string', 'number'),
      level: fc.constantFrom('predicate', 'fields'),
      sensitivity: fc.constantFrom('public', 'internal', 'personal', 'sensitive'),
    }),
    { selector: ({ pointer }) => pointer, minLength: 1 },
  )
  .map((all) => all.map((field) => ({ ...field, name: { zh: '某', en: 'x' } })) as ResourceField[]);
const levels = ['predicate', 'fields'] as const;

test('where nothing breaks, every consumer gets of the new version what he got of the old one', () => {
  let harmless = 0;
  fc.assert(
    fc.property(fields, fields, (old, fresh) => {
      const [before, after] = [old, fresh].map((all) => ({ ...title, fields: all })) as [Resource, Resource];
      const changes = compare(before, after);
      const pointers = old.map(({ pointer }) => pointer);
      const given = (all: readonly ResourceField[]) =>
        levels.map((level) => allowedFields(all, pointers, pointers, level));
      const lost = given(old).some((list, i) => list.some((pointer) => !given(fresh)[i]?.includes(pointer)));
      if (changes.some(({ breaking }) => breaking)) return;
      harmless += 1;
      expect(lost).toBe(false);
      for (const { pointer, type } of old) expect(fresh.find((one) => one.pointer === pointer)?.type).toBe(type);
    }),
    { numRuns: process.env.ONETRIP_FULL === '1' ? 50_000 : 2_000 },
  );
  expect(harmless).toBeGreaterThan(20);
});
