import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { keyOf } from '#functions/certificates/stored.ts';
import { type Compared, ELEMENTS_RESULTS, elementsResult } from '#functions/certificates/verifying/elements-result.ts';
import { subjectHandle } from '#functions/kernel/digest.ts';
import type { StatedElements } from '#schemas/stated-elements.ts';
import { ElementsResult } from '#schemas/verified.ts';
import { issueBy, refusal, verifyBy } from '../calls.ts';
import {
  CHEN_FUYING,
  type Deps,
  depsOn,
  freshWorld,
  issueRequest,
  keys,
  LI_NA,
  MATTER,
  NOW,
  recordsOf,
  ticket,
  type World,
} from '../world.ts';

const DAY = 86_400_000;
const { number } = issueRequest();
let world: World;
let deps: Deps;
let identifier: string;
beforeAll(async () => {
  world = await freshWorld();
  deps = depsOn(world);
  ({ identifier } = await issueBy(deps));
});

const stated = async (change: Partial<StatedElements> = {}): Promise<StatedElements> => ({
  purpose: { kind: 'matter', matter: MATTER, ticket: await ticket() },
  party: { role: 'seller' },
  type: 'real-estate-title',
  number,
  holder: '陈福英',
  holderCode: CHEN_FUYING,
  ...change,
});
const ask = async (change: Partial<StatedElements> = {}) =>
  (await verifyBy(deps, { elements: await stated(change) })) as Awaited<ReturnType<typeof verifyBy>> & {
    elements: { result: string; says: string };
  };
const without = async (...names: (keyof StatedElements)[]) => {
  const whole = Object.entries(await stated()).filter(([name]) => !names.includes(name as never));
  return verifyBy(deps, { elements: Object.fromEntries(whole) as StatedElements }) as ReturnType<typeof ask>;
};
const setState = (state: string) =>
  world.client.send(
    new UpdateCommand({
      TableName: world.names.certificates,
      Key: keyOf.certificate(identifier),
      UpdateExpression: 'SET #s = :s',
      ExpressionAttributeNames: { '#s': 'state' },
      ExpressionAttributeValues: { ':s': state },
    }),
  );

describe('the ministry’s eight results', () => {
  test('all of them stand in the table, each in both languages', () => {
    expect(new Set(ELEMENTS_RESULTS.map(([result]) => result))).toEqual(new Set(ElementsResult.options));
    for (const [, zh, en] of ELEMENTS_RESULTS) expect(`${zh} ${en}`).toMatch(/^[\u4e00-\u9fff，]+ [A-Z][\w ,]*$/);
  });

  const good: Compared = {
    ...{ stated: 2, enough: true, wrong: 0, now: NOW },
    found: { state: '01', validFrom: '2026-01-01', validUntil: '2026-12-31' },
  };
  const found = (change: object) => ({ found: { ...good.found!, ...change } });
  test.each<[string, Partial<Compared>]>([
    ['0', {}],
    ['1', found({ validFrom: '2026-12-01' })],
    ['2', found({ state: '02' })],
    ['3', found({ validUntil: '2026-11-19' })],
    ...(['03', '04', '05', '06', '07', '99'] as const).map((state): [string, Partial<Compared>] => [
      '3',
      found({ state }),
    ]),
    ['4', { enough: false }],
    ['6', { stated: 0, enough: false }],
    ['7', { wrong: 1 }],
    ['7', { wrong: 1, ...found({ state: '07' }) }],
  ])('%s', (result, change) => {
    expect(elementsResult({ ...good, ...change }).result).toBe(result);
  });
  test('5', () => {
    const { found: _found, ...none } = good;
    expect(elementsResult(none).result).toBe('5');
  });
});

describe('asked of the library', () => {
  test('right and valid; recorded like a pull at the lowest level, with nothing of what was stated', async () => {
    const before = (await recordsOf(world)).length;
    const verdict = await ask({ fields: { '/area': 118.62 } });
    expect(verdict).toMatchObject({ genuine: true, valid: true, checks: [], elements: { result: '0' } });
    const records = await recordsOf(world);
    expect(records).toHaveLength(before + 1);
    expect(records.filter(({ kind }) => kind === 'verify')).toMatchObject([
      {
        level: 'predicate',
        fields: [],
        found: true,
        certificate: identifier,
        handle: subjectHandle(keys, CHEN_FUYING),
      },
    ]);
    expect(JSON.stringify(verdict)).not.toMatch(/陈福英|118|0012345/);
  });

  test('partly wrong, whatever is wrong: which element is not said', async () => {
    const name = await ask({ holder: '李娜' });
    expect(name.elements.result).toBe('7');
    expect(await ask({ fields: { '/area': 1 } })).toEqual(name);
    expect(await ask({ fields: { '/area': '118.62' } })).toEqual(name);
  });

  test('a number of nobody, and a number of somebody else, are not found alike', async () => {
    const purpose = {
      kind: 'matter' as const,
      matter: MATTER,
      ticket: await ticket({ parties: [{ role: 'seller', digest: subjectHandle(keys, LI_NA), key: 1 }] }),
    };
    const other = await ask({ holderCode: LI_NA, holder: '李娜', purpose });
    expect(other.elements.result).toBe('5');
    expect(await ask({ number: '第0号' })).toEqual(other);
  });

  test('numbers that read alike are one', async () => {
    expect((await ask({ number: number.replaceAll('(', '（').replaceAll(')', '）') })).elements.result).toBe('0');
  });

  test('not enough, and nothing at all', async () => {
    expect((await without('holder')).elements.result).toBe('4');
    expect((await without('number')).elements.result).toBe('4');
    expect((await without('number', 'holder')).elements.result).toBe('6');
  });

  test.each([
    ['02', '2'],
    ['07', '3'],
  ])('in state %s the result is %s', async (state, result) => {
    await setState(state);
    expect((await ask()).elements.result).toBe(result);
    await setState('01');
  });

  test('refused: a party who is not in the ticket, no ticket, a leaf that is not granted, beside something else', async () => {
    expect(await refusal(ask({ holderCode: LI_NA }))).toMatchObject({ rule: 'ticket-other-party' });
    expect(await refusal(ask({ purpose: { kind: 'matter', matter: MATTER } }))).toMatchObject({
      rule: 'ticket-missing',
    });
    expect(await refusal(ask({ fields: { '/secret': 1 } }))).toMatchObject({
      code: 'invalid-request',
      errors: [{ field: '/elements/fields', rule: 'granted-leaves-only' }],
    });
    expect(await refusal(verifyBy(deps, { identifier, elements: await stated() }))).toMatchObject({
      errors: [{ field: '/elements', rule: 'by-themselves' }],
    });
    const late = verifyBy(deps, { elements: await stated() }, { now: NOW + DAY });
    expect(await refusal(late)).toMatchObject({ rule: 'ticket-expired' });
  });
});
