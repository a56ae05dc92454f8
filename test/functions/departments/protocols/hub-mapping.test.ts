import { expect, test } from 'vitest';
import { mapping } from '#functions/departments/protocols/hub-mapping.ts';

const MAPPED = {
  ...{ resource: 'taxation/paper', version: 1, purpose: 'transfer', subject: '/payer' },
  request: { payer: 'taxpayer' },
  fields: {
    '/payer': '/taxpayer',
    '/taxes/*/kind': '/items/*/tax',
    '/taxes/*/paid/on': '/items/*/day/of',
    '/names/*': '/called/*',
  },
};

test('asks for the subject and what is wanted, each once, by their names', () => {
  expect(mapping(MAPPED).wanted(['/taxes/*/kind', '/payer', '/names/*'])).toEqual([
    '/taxpayer',
    '/items/*/tax',
    '/called/*',
  ]);
  expect(() => mapping(MAPPED).wanted(['/salary'])).toThrow('/salary is not mapped');
  expect(mapping(MAPPED).question({ payer: 'A', other: 1 })).toEqual({ taxpayer: 'A', other: 1 });
});

test('an answer comes back in our names, through lists, and nothing comes that is not mapped', () => {
  const theirs = {
    taxpayer: 'A',
    salary: 9,
    items: [{ tax: '契税', amount: 5, day: { of: '2026-08-20', week: 3 } }, { amount: 6 }],
    called: ['x', 'y'],
  };
  expect(mapping(MAPPED).answer(theirs)).toEqual({
    payer: 'A',
    taxes: [{ kind: '契税', paid: { on: '2026-08-20' } }, {}],
    names: ['x', 'y'],
  });
});

test('what has another form than a mapped one is nothing, and a prototype is no answer', () => {
  const { answer } = mapping(MAPPED);
  for (const said of [null, 'text', 7, undefined, ['A']]) expect(answer(said)).toBeUndefined();
  expect(answer({ taxpayer: 'A', items: 'none' })).toEqual({ payer: 'A', taxes: undefined });
  expect(answer(JSON.parse('{"__proto__":{"taxpayer":"B"},"constructor":1}'))).toEqual({});
});

test('a mapping that cannot be walked is refused when the function starts', () => {
  const refused = (fields: Record<string, string>) => () => mapping({ ...MAPPED, fields });
  expect(refused({ '/a': '/b/c' })).toThrow('as many steps');
  expect(refused({ '/a/*': '/b/c' })).toThrow('crosses');
  expect(refused({ '/a/x': '/b/x', '/c/y': '/b/y' })).toThrow('crosses');
});
