import { describe, expect, it } from 'vitest';
import { codesOf } from '#city/matters/declare.ts';
import { BasicCode, HandlingCode, ImplementationCode, LocalCode, MatterCodes } from '#schemas/matter-code.ts';

const codes = codesOf('fire', '01', 1);
const rules = (schema: { safeParse(value: unknown): { error?: { issues: { message: string }[] } } }, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ message }) => message) ?? [];
const swapped = (text: string, at: number, by: string) => text.slice(0, at) + by + text.slice(at + 1);

describe('事项编码', () => {
  it('takes 12, 31 and 33 characters', () => {
    expect([codes.basic.length, codes.implementation.length]).toEqual([12, 31]);
    expect(rules(BasicCode, codes.basic)).toEqual([]);
    expect(rules(ImplementationCode, codes.implementation)).toEqual([]);
    expect(rules(HandlingCode, `${codes.implementation}01`)).toEqual([]);
  });

  it('refuses by the name of the rule', () => {
    expect(rules(BasicCode, '33111401001')).toEqual(['basic-code-form']);
    // 11 was a local type; the nation has none of that number.
    expect(rules(BasicCode, '331114001001')).toEqual(['basic-code-form']);
    expect(rules(ImplementationCode, codes.implementation.slice(1))).toContain('implementation-code-form');
    expect(
      rules(ImplementationCode, swapped(codes.implementation, 17, codes.implementation[17] === '0' ? '1' : '0')),
    ).toEqual(['implementation-code-body']);
    expect(rules(ImplementationCode, swapped(codes.implementation, 19, '9'))).toEqual(['implementation-code-basic']);
    expect(rules(HandlingCode, codes.implementation)).toContain('handling-code-form');
  });

  it('keeps the middle character as it comes', () => {
    for (const opaque of '09AZ')
      expect(rules(ImplementationCode, swapped(codes.implementation, 18, opaque))).toEqual([]);
  });

  it('holds the three to one matter', () => {
    const other = codesOf('fire', '01', 2);
    expect(rules(MatterCodes, { ...codes, basic: other.basic })).toEqual(['implementation-of-another-matter']);
    expect(rules(MatterCodes, { ...codes, handling: `${other.implementation}01` })).toEqual([
      'handling-of-another-matter',
    ]);
  });

  it('takes codes of earlier days as local ones', () => {
    expect(rules(LocalCode, { kind: 'power-list', code: '许可-00123-000' })).toEqual([]);
    expect(rules(LocalCode, { kind: 'power-list', code: '处罚-00123-000' })).toEqual(['power-list-code-form']);
    expect(rules(LocalCode, { kind: 'local-basic', code: '330784-XK-00012' })).toEqual([]);
  });
});
