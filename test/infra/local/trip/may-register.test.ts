import { expect, test } from 'vitest';
import { assertMayRegister, type Findings } from '#infra/local/trip/may-register.ts';
import { Stopped } from '#infra/local/trip/missing.ts';

const good: Findings = {
  applicantName: '王强',
  identity: { name: '王强', living: true, validUntil: null },
  name: { available: true, clashes: [] },
  address: { onNegativeList: false },
  premises: { isHolder: true, commercialUse: true, notSeized: true },
  today: '2026-11-20',
};
const said = (found: Findings): string => {
  try {
    assertMayRegister(found);
    return '';
  } catch (error) {
    return error instanceof Stopped ? `${error.missing.why.zh} | ${error.missing.remedy.zh}` : String(error);
  }
};

test('nothing stands in the way of favourable answers; a card is good on its last day', () => {
  expect(said(good)).toBe('');
  expect(said({ ...good, identity: { ...good.identity, validUntil: '2026-11-20' } })).toBe('');
});

test.each<[Partial<Findings>, string]>([
  [{ identity: { ...good.identity, name: '王二' } }, '姓名'],
  [{ identity: { ...good.identity, living: false } }, '注销'],
  [{ identity: { ...good.identity, validUntil: '2026-11-19' } }, '有效期'],
  [{ name: { available: false, clashes: ['永康市王记餐饮店'] } }, '名称'],
  [{ address: { onNegativeList: true } }, '负面清单'],
  [{ premises: { ...good.premises, isHolder: false } }, '权利人'],
  [{ premises: { ...good.premises, commercialUse: false } }, '用途'],
  [{ premises: { ...good.premises, notSeized: false } }, '查封'],
])('%j stands in the way, and it is said what can be done', (over, word) => {
  expect(said({ ...good, ...over })).toContain(word);
  expect(said({ ...good, ...over })).toMatch(/\| .{4}/);
});

test('everything is told at once', () => {
  const all = said({
    ...good,
    name: { available: false, clashes: [] },
    premises: { isHolder: false, commercialUse: false, notSeized: false },
  });
  for (const word of ['名称', '权利人', '用途', '查封']) expect(all).toContain(word);
});
