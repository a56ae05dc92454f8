import { expect, test } from 'vitest';
import { clashesWith } from '#infra/local/departments/market-supervision/names.ts';

const held = (name: string, representative = 'another', state = '1') => ({ name, representative, state });

test.each([
  ['永康市王记餐饮有限公司', '永康市王记餐饮有限公司'],
  ['永康市王记五金有限公司', '永康市王记餐饮有限公司'],
  ['永康市古山王记面馆', '永康市王记餐饮有限公司'],
  ['浙江省金华市永康市王记餐饮有限责任公司', '永康市王记餐饮有限公司'],
  ['永康市𠮷庆餐饮有限公司', '永康市𠮷庆五金有限公司'],
])('%s is too like %s', (name, registered) => {
  expect(clashesWith(name, 'me', [held(registered)])).toEqual([registered]);
});

test.each([
  ['永康市王记餐饮有限公司', held('永康市汪记餐饮有限公司')],
  ['永康市王记餐饮有限公司', held('永康市王记餐饮有限公司', 'me')],
  ['永康市王记餐饮有限公司', held('永康市王记餐饮有限公司', 'another', '3')],
  // Nothing is left but place, line and form: then only the same name is too like.
  ['永康市五金有限公司', held('永康五金工具有限公司')],
])('%s is free beside %j', (name, registered) => {
  expect(clashesWith(name, 'me', [registered])).toEqual([]);
});
