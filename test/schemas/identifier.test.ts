import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CertificateIdentifier,
  CitizenId,
  CreditCode,
  citizenIdCheck,
  creditCodeCheck,
  FieldPointer,
  mod1110,
  mod3736,
  organisationCheck,
  SubjectCode,
  UnitNumber,
} from '#schemas/identifier.ts';

const RUNS = process.env.ONETRIP_FULL === '1' ? 20_000 : 1_000;
const text = (alphabet: string, length: number) =>
  fc.array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length }).map((all) => all.join(''));
const rules = (
  schema: { safeParse(value: unknown): { success: boolean; error?: { issues: { message: string }[] } } },
  value: unknown,
) => schema.safeParse(value).error?.issues.map((issue) => issue.message) ?? [];

/** Every text that differs from `whole` in one character, and every one with two different neighbours swapped. */
const changed = (whole: string, alphabet: string): { single: string[]; swapped: string[] } => ({
  single: [...whole].flatMap((was, i) =>
    [...alphabet].filter((c) => c !== was).map((c) => whole.slice(0, i) + c + whole.slice(i + 1)),
  ),
  swapped: [...whole].slice(1).flatMap((second, i) => {
    const first = whole[i] ?? '';
    return first === second ? [] : [whole.slice(0, i) + second + first + whole.slice(i + 2)];
  }),
});

describe('GB/T 17710 check digit (ISO 7064 MOD 11,10)', () => {
  test.each([
    ['0794', '5'],
    ['79462', '3'],
  ])('of %s is %s', (body, check) => expect(mod1110(body)).toBe(check));

  test('finds every wrong digit', () => {
    fc.assert(
      fc.property(text('0123456789', 13), (body) => {
        const whole = body + mod1110(body);
        for (const one of changed(whole, '0123456789').single) expect(mod1110(one.slice(0, -1))).not.toBe(one.at(-1));
      }),
      { numRuns: 50 },
    );
  });
});

describe('GB 11643 citizen identity number', () => {
  test.each(['11010519491231002X', '440524188001010014', '330784198802039985'])('%s is right', (id) => {
    expect(CitizenId.parse(id)).toBe(id);
  });

  test.each([
    ['a lower-case x', '11010519491231002x', 'citizen-id-form'],
    ['15 digits', '110105491231002', 'citizen-id-form'],
    ['30 February', '330784198802309985', 'citizen-id-date'],
    ['a wrong check digit', '330784198802039984', 'citizen-id-check'],
    ['full-width digits', '３30784198802039985', 'citizen-id-form'],
  ])('%s is refused by the name of its rule', (_, id, rule) => {
    expect(rules(CitizenId, id)).toContain(rule);
  });

  test('one changed digit or two swapped neighbours never pass (MOD 11-2)', () => {
    fc.assert(
      fc.property(text('0123456789', 17), (body) => {
        const whole = body + citizenIdCheck(body);
        const passes = (id: string) => /^\d{17}[\dX]$/.test(id) && citizenIdCheck(id.slice(0, 17)) === id[17];
        const { single, swapped } = changed(whole, '0123456789');
        return passes(whole) && ![...single, ...swapped].some(passes);
      }),
      { numRuns: RUNS },
    );
    expect(citizenIdCheck('11010519491231002')).toBe('X');
  });
});

describe('GB 11714 organisation code', () => {
  test.each([
    ['D2143569', 'X'],
    ['00000000', '0'],
  ])('%s has check %s', (body, check) => {
    expect(organisationCheck(body)).toBe(check);
  });

  test('one changed digit never passes', () => {
    fc.assert(
      fc.property(text('0123456789', 8), (body) => {
        const check = organisationCheck(body);
        return !changed(body, '0123456789').single.some((other) => organisationCheck(other) === check);
      }),
      { numRuns: RUNS },
    );
    expect(organisationCheck('MA000TE1').length).toBe(1);
  });
});

describe('GB 32100 unified social credit code', () => {
  const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

  test.each(['91330784MA000TE13N', '91330784MA000TE21H', '92330784MA000TE3X6'])('%s is right', (code) => {
    expect(CreditCode.parse(code)).toBe(code);
  });

  test.each([
    ['the letter I', '9133O784MA000TE13I', 'credit-code-form'],
    ['a wrong organisation check', '91330784MA000TE14N', 'credit-code-organisation-check'],
    ['a wrong check', '91330784MA000TE13P', 'credit-code-check'],
  ])('%s is refused by the name of its rule', (_, code, rule) => {
    expect(rules(CreditCode, code)).toContain(rule);
  });

  test('one changed character never passes (prime modulus 31)', () => {
    fc.assert(
      fc.property(text(ALPHABET, 17), (body) => {
        const passes = (code: string) => creditCodeCheck(code.slice(0, 17)) === code[17];
        const { single, swapped } = changed(body + creditCodeCheck(body), ALPHABET);
        return ![...single, ...swapped].some(passes);
      }),
      { numRuns: RUNS / 10 },
    );
    expect(creditCodeCheck('91330784MA000TE13')).toBe('N');
  });
});

describe('GB/T 36904 certificate identifier (ISO 7064 MOD 37,36)', () => {
  test.each([
    ['11100000000013338W011', '11430000006122244L', '20230000403', '001', 'U'],
    ['11100000000013338W011', '11430000006122244L', '20230000403', '002', 'S'],
    ['11100000000013338W032', '11220000013544541J', '2430599', '001', 'F'],
    ['11100000000013338W009', '11330105002500287C', '2025052201', '002', '0'],
    ['11100000MB03271699022', '340100', '000000016', '001', '9'],
  ])('%s.%s.%s.%s has check %s', (type, issuer, serial, version, check) => {
    expect(mod3736(type + issuer + serial + version)).toBe(check);
    const identifier = `1.2.156.3005.2.${type}.${issuer}.${serial}.${version}.${check}`;
    expect(CertificateIdentifier.parse(identifier)).toBe(identifier);
  });

  test('a sample with a wrong check and one in another form are refused by rule', () => {
    const good = '1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U';
    expect(rules(CertificateIdentifier, good.replace(/U$/, 'M'))).toContain('certificate-identifier-check');
    expect(rules(CertificateIdentifier, good.replace('3005.2', '3005.3'))).toContain('certificate-identifier-form');
    expect(rules(CertificateIdentifier, good.toLowerCase())).toContain('certificate-identifier-form');
  });

  test('one changed character never passes; two swapped neighbours pass only where the standard says they may', () => {
    const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    fc.assert(
      fc.property(text(ALPHABET, 24), (body) => {
        const passes = (whole: string) => mod3736(whole.slice(0, -1)) === whole.at(-1);
        const { single, swapped } = changed(body + mod3736(body), ALPHABET);
        // A hybrid system catches all single errors, and all swaps but a few: at most one pair of values per state.
        return !single.some(passes) && swapped.filter(passes).length <= 2;
      }),
      { numRuns: RUNS / 10 },
    );
    expect(mod3736('')).toBe('1');
  });
});

test('the other codes: a person or a firm, a unit, a pointer', () => {
  expect(SubjectCode.parse('330784198802039985')).toBe('330784198802039985');
  expect(rules(SubjectCode, '1')).toContain('subject-code');
  expect(UnitNumber.parse('330784001002GB00003F00010001')).toHaveLength(28);
  expect(rules(UnitNumber, '330784001002GB00003X00010001')).toContain('unit-number-form');
  expect(FieldPointer.parse('/holders/*/name')).toBe('/holders/*/name');
  for (const pointer of ['holders', '/', '/a//b', '/__proto__', '/a/0'])
    expect(rules(FieldPointer, pointer)).toContain('field-pointer');
});
