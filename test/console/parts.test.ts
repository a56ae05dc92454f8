/** Dates, texts, addresses and values of the desk: what needs no window. */
import { describe, expect, test } from 'vitest';
import { addressed } from '#console/address.ts';
import { countdown, day, minute, startOf, today } from '#console/dates.ts';
import { half } from '#console/half.ts';
import { bytesOf, valuesAt } from '#console/pages/certificates/values.ts';

describe('dates stand in Asia/Shanghai', () => {
  test('whatever the zone of the machine', () => {
    expect(minute('2026-11-20T16:30:00Z', 'zh')).toBe('2026年11月21日 00:30');
    expect(minute('2026-11-20T16:30:00Z', 'en')).toBe('21 Nov 2026, 00:30');
    expect(today(Date.parse('2026-11-20T16:30:00Z'))).toBe('2026-11-21');
    expect(startOf('2026-11-21')).toBe('2026-11-20T16:00:00.000Z');
  });
  test('a day has no zone, and what is no day stays as it is', () => {
    expect([day('2017-05-08', 'zh'), day('2017-05-08', 'en'), day('长期', 'zh')]).toEqual([
      '2017年5月8日',
      '8 May 2017',
      '长期',
    ]);
  });
  test('a countdown ends at nothing', () => {
    expect([598, 61, 0, -5].map(countdown)).toEqual(['9:58', '1:01', '0:00', '0:00']);
  });
});

describe('a text of the hub', () => {
  test.each([
    ['签名有效 The signature is right', '签名有效', 'The signature is right'],
    ['证照状态：有效（01） State 01', '证照状态：有效（01）', 'State 01'],
    ['第 3 版，现行 Version 3, current', '第 3 版，现行', 'Version 3, current'],
  ])('%s: one half of it', (text, zh, en) => {
    expect([half(text, 'zh'), half(text, 'en')]).toEqual([zh, en]);
  });
  test.each([
    '加注件 1f2a，为办件 330784-1 制作 Copy made for case 330784-1，有效至 until 2026-12-06 10:51',
    '不在有效期内 Not within 2019-05-08 — 2024-05-07',
    '永康市市场监督管理局 Yongkang Administration for Market Supervision, 永康市市场监督管理局政务服务科 0579-00000103',
    '只有中文',
    'English alone',
  ])('%s: whole, because a half would lose something', (text) => {
    expect([half(text, 'zh')]).toEqual([text]);
  });
});

test('an address holds its parameters, escaped, and only the questions that are asked', () => {
  expect(addressed('GET /v1/certificates/{identifier}', { params: { identifier: 'a/b c' } })).toEqual({
    method: 'GET',
    path: '/v1/certificates/a%2Fb%20c',
  });
  expect(addressed('GET /v1/x', { query: { limit: 10, cursor: undefined } }).path).toBe('/v1/x?limit=10');
});

test('values are found by their pointers', () => {
  const data = { number: 'A', valid: false, holders: [{ name: '王强' }, { name: '李娜' }, {}] };
  expect(
    ['/number', '/valid', '/holders/*/name', '/none', '/number/deeper', '/__proto__'].map((at) => valuesAt(data, at)),
  ).toEqual([['A'], [false], ['王强', '李娜'], [], [], []]);
  expect([...bytesOf('AP+A')]).toEqual([0, 255, 128]);
});
