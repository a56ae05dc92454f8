import { expect, test } from 'vitest';
import { MAX_DEPTH, parseJson } from '#functions/kernel/json.ts';
import type { ProblemError } from '#functions/kernel/problem.ts';

const parse = (text: string) => () => parseJson(Buffer.from(text));
/** Code and rule of what it throws. */
const refusal = (work: () => unknown) => {
  try {
    return ['none', work()];
  } catch (error) {
    const { code, extra } = error as ProblemError;
    return [code, extra.errors?.[0]?.rule];
  }
};
const nested = (depth: number, [open, close] = ['[', ']']) => `${open?.repeat(depth)}${close?.repeat(depth)}`;

test('depth is bounded, wherever the brackets stand', () => {
  expect(parse(nested(MAX_DEPTH))()).toHaveLength(1);
  const bombs = [
    nested(MAX_DEPTH + 1),
    `${'{"a":'.repeat(MAX_DEPTH + 1)}1${'}'.repeat(MAX_DEPTH + 1)}`,
    '['.repeat(2_000_000),
    `{"a":"\\"]]]]","b":${nested(MAX_DEPTH)}}`,
    `["\\ud800\\udc00",${nested(30_000)}]`,
  ];
  for (const bomb of bombs) expect(refusal(parse(bomb))).toEqual(['invalid-request', 'too-deep']);
});

test('brackets inside of texts have no depth', () => {
  const text = `${'['.repeat(100)}\\"${'{'.repeat(100)}`;
  expect(parse(`{"a":"${text}\\\\","b":["]"]}`)()).toMatchObject({ b: [']'] });
});

test('half a character, and what is no JSON or no UTF-8', () => {
  expect(refusal(parse('{"a":"\\ud842"}'))).toEqual(['invalid-request', 'well-formed-unicode']);
  expect(refusal(parse('{"a":'))).toEqual(['malformed-json', undefined]);
  expect(refusal(parse('{"a":"'))).toEqual(['malformed-json', undefined]);
  expect(refusal(() => parseJson(Buffer.from([0x22, 0xff, 0x22])))).toEqual(['malformed-json', undefined]);
});
