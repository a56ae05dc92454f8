import { expect, test } from 'vitest';
import { passedBefore, VIA } from '#functions/exchange/via.ts';
import { MOST_HOPS } from '#schemas/published.ts';

const HERE = '330784';
const via = (header?: string, node?: string) => {
  const headers: Record<string, string> = header === undefined ? {} : { [VIA]: header };
  const message = () => ({ method: 'POST', url: 'https://hub.invalid/', headers, body: Buffer.alloc(0) });
  return passedBefore(node === undefined ? {} : { node }, message, HERE);
};

test('what begins here has passed nobody, and a hub is passed whether it says so or not', () => {
  expect(via()).toEqual([]);
  expect(passedBefore({}, undefined, HERE)).toEqual([]);
  expect(via(undefined, '330700')).toEqual(['330700']);
  expect(via('330783, 330700', '330700')).toEqual(['330783', '330700']);
  expect(via('330783', '330700')).toEqual(['330783', '330700']);
});

test('a question never comes round, nor passes more hubs than so many', () => {
  expect(via(HERE)).toBe('question-loops');
  expect(via(`330783,${HERE},330700`, '330700')).toBe('question-loops');
  expect(via(undefined, HERE)).toBe('question-loops');
  const many = (count: number) => via(Array.from({ length: count }, (_, i) => `node-${i}`).join(','));
  expect(many(MOST_HOPS - 1)).toHaveLength(MOST_HOPS - 1);
  expect(many(MOST_HOPS)).toBe('question-hops');
});

test('a header that names no nodes is refused by its name, never repeated', () => {
  for (const header of ['', 'a,,b', '../x', 'x'.repeat(40), 'A', '330700;q=1'])
    expect(() => via(header)).toThrow(
      expect.objectContaining({
        code: 'invalid-request',
        extra: { errors: [{ field: '/headers/onetrip-via', rule: 'node-ids' }] },
      }),
    );
});
