/** What the compiler knows: names, requests, leaves, and what is left of an answer. tsc checks the types, the test that they fit the catalogue. */
import { expect, expectTypeOf, test } from 'vitest';
import { resources } from '#city/resources/index.ts';
import type { AnswerOf, FieldOf, OneTrip, RequestOf, ResourceName } from '#client/sdk/index.ts';

type Homes = 'real-estate/titles-by-holder';

test('leaves of the answer are the declared pointers', () => {
  expectTypeOf<'/titles/*/marks/mortgaged'>().toExtend<FieldOf<Homes>>();
  expectTypeOf<'/titles/*/validUntil' | '/more' | '/holder'>().toExtend<FieldOf<Homes>>();
  expectTypeOf<'/titles' | '/titles/*' | '/nothing'>().not.toExtend<FieldOf<Homes>>();
  expectTypeOf<'/clashes/*'>().toExtend<FieldOf<'market-supervision/name-check'>>();
  expectTypeOf<string>().toEqualTypeOf<FieldOf<'weather/forecast'>>();
  const declared: Record<string, string[]> = Object.fromEntries(
    resources.map(({ id, fields }) => [id, fields.map(({ pointer }) => pointer)]),
  );
  expect(declared['real-estate/titles-by-holder']).toContain('/titles/*/marks/mortgaged');
});

test('the answer has what was asked for, each leaf perhaps', () => {
  type Left = AnswerOf<Homes, '/titles/*/use' | '/titles/*/marks/seized' | '/more'>;
  expectTypeOf<Left>().toEqualTypeOf<{
    titles?: { use?: string; marks?: { seized?: boolean } }[];
    more?: boolean;
  }>();
  expectTypeOf<AnswerOf<'market-supervision/name-check', '/clashes/*'>>().toEqualTypeOf<{ clashes?: string[] }>();
  expectTypeOf<RequestOf<Homes>>().toEqualTypeOf<{ holder: string }>();
  expectTypeOf<RequestOf<'weather/forecast'>>().toEqualTypeOf<unknown>();
  const left: Left = { titles: [{ use: '住宅' }] };
  expect(left.titles?.[0]?.marks?.seized).toBeUndefined();
});

test('what is answered later is a handle; what is answered at once is not', () => {
  const asks = (hub: OneTrip) => ({
    now: hub.ask('real-estate/titles-by-holder', {
      purpose: { kind: 'standing', code: 'x' },
      party: { role: 'applicant' },
      request: { holder: 'x' },
      fields: ['/more'],
    }),
    later: hub.ask('public-security/identity', {
      purpose: { kind: 'standing', code: 'x' },
      party: { role: 'applicant' },
      request: { holder: 'x' },
      fields: ['/name'],
    }),
    // @ts-expect-error a leaf that is not declared
    wrong: () => hub.ask('real-estate/title', { fields: ['/salary'] }),
  });
  type Asks = { [K in 'now' | 'later']: Awaited<ReturnType<typeof asks>[K]> };
  expectTypeOf<Asks['now']['found']>().toEqualTypeOf<boolean>();
  expectTypeOf<Asks['now']['answer']>().toEqualTypeOf<{ more?: boolean } | undefined>();
  expectTypeOf<Awaited<ReturnType<Asks['later']['wait']>>['answer']>().toEqualTypeOf<{ name?: string } | undefined>();
  expect(asks).toBeTypeOf('function');
});

test('every resource of the catalogue has its name', () => {
  const names: readonly ResourceName[] = [
    'real-estate/title',
    'taxation/taxpayer-registration',
    'housing/contract-filing',
  ];
  expect(resources.map(({ id }) => id)).toEqual(expect.arrayContaining([...names]));
});
