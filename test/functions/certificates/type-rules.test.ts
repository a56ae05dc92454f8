/** What a type says decides what may be issued, by whom it may be held, and until when it may be asked for. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { brokenIssue } from '#functions/certificates/issue-rules.ts';
import { CertificateType, wholeType } from '#schemas/certificate.ts';
import { certificateResource } from '#schemas/certificate-resource.ts';
import { HOLDER_CODES, HolderCodeType } from '#schemas/holder-code.ts';
import { mod1110 } from '#schemas/identifier.ts';
import { findBy, issueBy, pullBy, refusal, verifyBy } from './calls.ts';
import {
  CHEN_FUYING,
  depsOn,
  freshWorld,
  issueRequest,
  LI_NA,
  NOW,
  singleType,
  snapshotWith,
  type World,
} from './world.ts';

const FIRM = { name: '永康市王记餐饮有限公司', code: '91330784MA000TE13N', codeType: '001' } as const;
const person = (code: string) => ({ name: '甲', code, codeType: '111' as const });
const broken = (of: CertificateType['holders'], holders: Parameters<typeof issueRequest>[0] = {}) =>
  brokenIssue(issueRequest({ data: { ownership: '单独所有' }, ...holders }), { ...singleType, holders: of }, NOW);

describe('holders', () => {
  const PERSON = { kinds: ['person' as const], codeTypes: ['111' as const], most: 2 };
  test('of another kind, by another code, too many or twice are refused, each by its own rule', () => {
    expect(broken(PERSON)).toEqual([]);
    expect(broken(PERSON, { holders: [FIRM] })).toEqual([
      { field: '/holders/0/code', rule: 'holder-kind' },
      { field: '/holders/0/codeType', rule: 'holder-code-type' },
    ]);
    expect(broken({ ...PERSON, most: 1 }, { holders: [person(CHEN_FUYING), person(LI_NA)] })).toEqual([
      { field: '/holders', rule: 'at-most-1-holders' },
    ]);
    expect(broken({ ...PERSON, least: 2 })).toEqual([{ field: '/holders', rule: 'at-least-2-holders' }]);
    expect(broken(undefined, { holders: [FIRM, person(LI_NA)] })).toEqual([]);
  });

  test('may have the codes that are certain, and no others', () => {
    expect(HolderCodeType.options.toSorted()).toEqual(['001', '111']);
    for (const { code, certain } of HOLDER_CODES) expect(HolderCodeType.safeParse(code).success).toBe(certain);
    expect(new Set(HOLDER_CODES.map(({ code }) => code)).size).toBe(HOLDER_CODES.length);
  });
});

describe('the number', () => {
  const FOOD = { form: 'JY[123]\\d{13}', example: 'JY23307840000013', check: 'mod-11-10' as const };
  const of = (number: string, rule: CertificateType['number'] = FOOD, holders = [person(CHEN_FUYING)]) =>
    brokenIssue(
      issueRequest({ number, holders, data: { ownership: '单独所有' } }),
      { ...singleType, number: rule },
      NOW,
    )
      .filter(({ field }) => field === '/number')
      .map(({ rule: name }) => name);
  test('has its form and its check digit: one wrong digit is found', () => {
    expect(of('JY23307840000013')).toEqual([]);
    expect(of('SC23307840000013')).toEqual(['number-form']);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999 }),
        fc.nat(12),
        fc.integer({ min: 1, max: 9 }),
        (serial, at, by) => {
          const body = `2330784${String(serial).padStart(6, '0')}`;
          const right = body + mod1110(body);
          expect(of(`JY${right}`)).toEqual([]);
          const digits = [...right];
          digits[at] = String((Number(digits[at]) + by) % 10);
          expect(of(`JY${digits.join('')}`)).toContain('number-check');
        },
      ),
    );
  });

  test('that is the holder’s code is no other code', () => {
    const own = { form: '.{18}', example: CHEN_FUYING, holderCode: true };
    expect([of(CHEN_FUYING, own), of(LI_NA, own)]).toEqual([[], ['number-is-holder-code']]);
  });

  test('whose example does not have the form is no rule', () => {
    expect(CertificateType.safeParse({ ...singleType, number: { form: '\\d', example: 'x' } }).success).toBe(false);
  });
});

describe('a type of before', () => {
  const { holders: _h, operations: _o, predicates: _p, template: _t, minimum: _m, ...old } = { ...singleType };
  test('still parses, unchanged, and lets everything be', () => {
    expect(CertificateType.parse(old)).toEqual(old);
    expect(wholeType(old)).toMatchObject({ template: 'plain', predicates: [], holders: { most: 24 } });
    expect(wholeType({ ...old, holding: 'multiple' }).holders.most).toBe(40);
    expect(wholeType(old).operations).toContain('hold');
  });

  test.each<[string, object]>([
    ['an end without a reason', { ends: '2018-01-01' }],
    ['a field where predicates stand', { fields: [{ ...singleType.fields[0], pointer: '/is/owner' }] }],
    [
      'two predicates of one word',
      {
        predicates: [1, 2].map(() => ({
          pointer: '/is/sole',
          name: { zh: '单独所有', en: 'Sole' },
          test: { kind: 'present', pointer: '/ownership' },
        })),
      },
    ],
  ])('%s is refused', (_, change) => {
    expect(CertificateType.safeParse({ ...old, ...change }).success).toBe(false);
  });
});

test('each predicate is a field of the resource, yes or no, at the lowest level, as sensitive as what it is computed from', () => {
  fc.assert(
    fc.property(fc.constantFrom('public', 'internal', 'personal', 'sensitive'), (sensitivity) => {
      const [field] = singleType.fields;
      const type = {
        ...singleType,
        fields: [{ ...field!, sensitivity }],
        predicates: [
          {
            pointer: '/is/sole',
            name: { zh: '是否单独所有', en: 'Owned alone' },
            test: { kind: 'equals' as const, pointer: '/ownership', value: '单独所有' },
          },
        ],
      };
      expect(certificateResource(type).fields.at(-1)).toEqual({
        pointer: '/is/sole',
        name: { zh: '是否单独所有', en: 'Owned alone' },
        type: 'boolean',
        sensitivity,
        level: 'predicate',
      });
    }),
  );
});

describe('a type that has ended', () => {
  const ended = (ends: string) =>
    snapshotWith({
      certificateTypes: snapshotWith().raw.certificateTypes.map((type) => ({
        ...type,
        ends,
        endedBecause: { zh: '并入不动产权证书', en: 'merged' },
      })),
    });
  const refused = { code: 'unprocessable', errors: [{ field: '/type', rule: 'type-ended' }] };
  let world: World;
  let identifier: string;
  beforeAll(async () => {
    world = await freshWorld();
    identifier = (await issueBy(depsOn(world))).identifier;
  });

  test('is neither issued nor asked for from that day on in Beijing, and the day before it is', async () => {
    const deps = depsOn(world, { snapshot: ended('2026-11-20') });
    expect(await refusal(issueBy(deps, { key: 'ended', number: '停1' }))).toMatchObject({
      ...refused,
      detail: expect.stringContaining('并入不动产权证书'),
    });
    expect(await refusal(findBy(deps))).toMatchObject(refused);
    expect(await refusal(pullBy(deps, identifier))).toMatchObject(refused);
    const before = depsOn(world, { snapshot: ended('2026-11-21') });
    expect((await issueBy(before, { key: 'before', number: '停2' })).state).toBe('01');
    expect((await findBy(before)).length).toBe(2);
  });

  test('stays verifiable', async () => {
    const deps = depsOn(world, { snapshot: ended('2018-01-01') });
    expect(await verifyBy(deps, { identifier })).toMatchObject({ genuine: true, valid: true });
  });
});
