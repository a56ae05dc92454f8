import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brokenData } from '#functions/certificates/declared.ts';
import { makeIdentifier, serialFor, takeApart } from '#functions/certificates/identifier.ts';
import {
  type CertificateEvent,
  certificateLifecycle,
  OPERATIONS,
  STATE_NAMES,
} from '#functions/certificates/lifecycle.ts';
import { datesHold, isValid } from '#functions/certificates/validity.ts';
import { beijingDate, beijingMinute } from '#functions/kernel/beijing.ts';
import { step } from '#functions/kernel/lifecycle.ts';
import { CertificateState } from '#schemas/certificate.ts';
import { CertificateIdentifier } from '#schemas/identifier.ts';
import type { ResourceField } from '#schemas/resource.ts';

describe('identifier', () => {
  const parts = { typeCode: '11100000000013338W011', issuer: '11430000006122244L', serial: '20230000403' };
  test.each([
    [1, 'U'],
    [2, 'S'],
  ])('version %i gets check %s', (version, check) => {
    const identifier = makeIdentifier({ ...parts, version });
    expect(identifier.endsWith(`.00${version}.${check}`)).toBe(true);
    expect(takeApart(identifier)).toEqual({ ...parts, version });
  });

  test('whatever it is made of, it is right, and its serial follows from key and request', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 999 }), (request, version) => {
        const serial = serialFor(new Uint8Array(32), request);
        const identifier = makeIdentifier({ ...parts, serial, version });
        return (
          /^[0-9A-Z]{20}$/.test(serial) &&
          serial === serialFor(new Uint8Array(32), request) &&
          CertificateIdentifier.safeParse(identifier).success
        );
      }),
    );
    expect(serialFor(new Uint8Array(32), 'a')).not.toBe(serialFor(new Uint8Array(32), 'b'));
    expect(serialFor(new Uint8Array(32), 'a')).not.toBe(serialFor(new Uint8Array(32).fill(1), 'a'));
  });
});

describe('lifecycle', () => {
  const events = Object.keys(certificateLifecycle.events) as CertificateEvent[];

  test('has the eight states and the ten operations', () => {
    expect(Object.keys(STATE_NAMES).sort()).toEqual([...CertificateState.options].sort());
    expect(certificateLifecycle.states.filter((state) => state !== 'absent').sort()).toEqual(
      [...CertificateState.options].sort(),
    );
    expect([...new Set(Object.values(OPERATIONS).map(({ code }) => code))].sort()).toEqual([
      '01',
      '02',
      '03',
      '04',
      '05',
      '06',
      '07',
      '08',
      '09',
      '10',
    ]);
  });

  test('no walk leaves the states, and nothing leads out of an end', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 30 }), (walk) => {
        let state: (typeof certificateLifecycle.states)[number] = 'absent';
        for (const event of walk) {
          const before = state;
          try {
            state = step(certificateLifecycle, state, event);
          } catch {
            continue;
          }
          if (certificateLifecycle.final.includes(before) || !certificateLifecycle.states.includes(state)) return false;
        }
        return true;
      }),
    );
    expect(step(certificateLifecycle, 'absent', 'new')).toBe('01');
    expect(step(certificateLifecycle, step(certificateLifecycle, '01', 'hold'), 'release')).toBe('01');
    expect(() => step(certificateLifecycle, '03', 'release')).toThrow('conflict');
  });
});

describe('validity', () => {
  const dated = { state: '01' as const, validFrom: '2026-11-20', validUntil: '2026-11-21' };
  // Beijing is eight hours ahead: the day begins at 16:00 UTC of the day before.
  test.each([
    ['2026-11-19T15:59:59.999Z', false],
    ['2026-11-19T16:00:00Z', true],
    ['2026-11-21T15:59:59.999Z', true],
    ['2026-11-21T16:00:00Z', false],
  ])('at %s: %s', (instant, valid) => {
    expect(isValid(dated, Date.parse(instant))).toBe(valid);
    expect(isValid({ ...dated, state: '02' }, Date.parse(instant))).toBe(false);
  });

  test('open-ended holds on; dates are those of Beijing', () => {
    expect(datesHold({ state: '03', validFrom: '2000-01-01' }, Date.parse('2099-01-01'))).toBe(true);
    expect(beijingDate(Date.parse('2026-11-19T16:00:00Z'))).toBe('2026-11-20');
    expect(beijingMinute(Date.parse('2026-11-20T07:04:59Z'))).toBe('2026-11-20 15:04');
  });
});

describe('declared data', () => {
  const field = (pointer: string, type: ResourceField['type'] = 'string'): ResourceField => ({
    pointer,
    name: { zh: 'a', en: 'a' },
    type,
    sensitivity: 'internal',
    level: 'fields',
  });
  const fields = [field('/a'), field('/list/*/x', 'integer'), field('/on', 'date'), field('/yes', 'boolean')];
  const good = { a: 't', list: [{ x: 1 }, { x: 2 }], on: '2026-02-28', yes: false };

  test('right data break nothing', () => {
    expect(brokenData(fields, good)).toEqual([]);
  });

  test.each([
    [{ ...good, list: [{ x: 1 }, {}] }, '/data/list/*/x', 'missing'],
    [{ ...good, list: [{ x: 1.5 }] }, '/data/list/0/x', 'integer'],
    [{ ...good, list: [] }, '/data/list', 'unknown-field'],
    [{ ...good, list: { x: 1 } }, '/data/list/x', 'unknown-field'],
    [{ ...good, on: '2026-02-30' }, '/data/on', 'date'],
    [{ ...good, yes: null }, '/data/yes', 'boolean'],
    [{ ...good, a: 'x'.repeat(1001) }, '/data/a', 'string'],
    [
      JSON.parse('{"a":"t","list":[{"x":1}],"on":"2026-01-01","yes":true,"__proto__":{"b":1}}'),
      '/data/?',
      'unknown-field',
    ],
  ])('%j breaks %s: %s', (data, at, rule) => {
    expect(brokenData(fields, data)).toContainEqual({ field: at, rule });
  });
});
