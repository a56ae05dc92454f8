import { expect, test } from 'vitest';
import { newInstance } from '#functions/exchange/instance.ts';
import {
  answerDigest,
  itemBytes,
  leaf,
  newRecord,
  RECORD_BYTES,
  type RecordFacts,
} from '#functions/exchange/record.ts';
import { readRecord } from '#functions/exchange/records.store.ts';
import { hmac, subjectHandle } from '#functions/kernel/digest.ts';
import { ExchangeRecord } from '#schemas/exchange.ts';
import { keys, NOW, WANG } from './world.ts';

const facts: RecordFacts = {
  kind: 'exchange',
  at: NOW,
  ms: 38,
  client: 'market-supervision-system',
  officer: 'officer-hu-min',
  consumer: 'market-supervision',
  provider: 'real-estate',
  resource: 'real-estate/title',
  resourceVersion: 1,
  grant: 'market-supervision-real-estate-title',
  grantRevision: 3,
  matter: 'existing-house-transfer',
  case: 'YK-2026-000123',
  party: 'applicant',
  level: 'fields',
  fields: ['/holder', '/certificateNumber', '/marks/seized'],
  found: true,
  subjectCode: WANG,
  requestText: '{"holder":"x"}',
  releasedText: '{"certificateNumber":"浙(2017)永康市不动产权第0012345号"}',
};
const deps = { keys, instance: newInstance() };

/** As version 1 was first stored. Never change it: add golden items of later versions beside it. */
const GOLDEN = {
  pk: 'housing-system#xgwFGeEt2QjhKjmPY8MvMm6ZVjGjIYPHUqOYLv9mIAQ',
  sk: '0',
  v: 1,
  id: '0c4a2f6e-6c0f-4b8e-9a52-0f6f5f1f7a11',
  kind: 'exchange',
  at: 1795140000000,
  ms: 38,
  client: 'housing-system',
  consumer: 'housing',
  provider: 'real-estate',
  resource: 'real-estate/title',
  resourceVersion: 1,
  grant: 'housing-title',
  grantRevision: 1,
  matter: 'existing-house-transfer',
  case: 'YK-2026-000123',
  party: 'applicant',
  level: 'fields',
  fields: ['/holder', '/unitNumber'],
  found: true,
  subject: '3iNhwuzAKGSu4FkVhPU1VTQTwLPQ5BCdvsSXpEJkam0',
  handle: 'fGQvylYtAOyeiM0Lw2iOWx7_FZKhJcCYtf14ljbiIfk',
  keyVersion: 1,
  salt: 'tUdC95SaqFGGJ114vRaLAg',
  request: 'G1udJeI3oeWl_MPvMrKq19lpS6PeASfQuNFKBit2h_s',
  answer: 'mYOB6oVPQGPeSWe-3-GF0jqkGvRwYtBftHRdJ1pzBj4',
  instance: 'pFWBZTm0',
  sequence: 1,
  nonce: 'q0V9d2JhcF9mYWtl',
};
const GOLDEN_LEAF =
  '{"answer":"mYOB6oVPQGPeSWe-3-GF0jqkGvRwYtBftHRdJ1pzBj4","at":1795140000000,"case":"YK-2026-000123","client":"housing-system",' +
  '"consumer":"housing","fields":["/holder","/unitNumber"],"found":true,"grant":"housing-title","grantRevision":1,' +
  '"handle":"fGQvylYtAOyeiM0Lw2iOWx7_FZKhJcCYtf14ljbiIfk","id":"0c4a2f6e-6c0f-4b8e-9a52-0f6f5f1f7a11","instance":"pFWBZTm0",' +
  '"keyVersion":1,"kind":"exchange","level":"fields","matter":"existing-house-transfer","ms":38,"party":"applicant",' +
  '"provider":"real-estate","request":"G1udJeI3oeWl_MPvMrKq19lpS6PeASfQuNFKBit2h_s","resource":"real-estate/title",' +
  '"resourceVersion":1,"salt":"tUdC95SaqFGGJ114vRaLAg","sequence":1,"subject":"3iNhwuzAKGSu4FkVhPU1VTQTwLPQ5BCdvsSXpEJkam0","v":1}';

test('the golden item of version 1 is read, and its leaf is the same for ever', () => {
  expect(leaf(readRecord(GOLDEN))).toBe(GOLDEN_LEAF);
});

test('a record holds digests, never code or data, and numbers itself', () => {
  const [one, two] = [newRecord(facts, deps), newRecord(facts, deps)];
  expect(ExchangeRecord.parse(one)).toEqual(one);
  expect(JSON.stringify(one)).not.toMatch(/330784198802039985|0012345/);
  expect(two.sequence).toBe(one.sequence + 1);
  expect(one.handle).toBe(subjectHandle(keys, WANG));
  expect(two.handle).toBe(one.handle);
  expect(one.subject).toBe(hmac(keys.subject, `${one.salt}\n${WANG}`));
  expect(two.subject).not.toBe(one.subject);
  expect(one.answer).toBe(answerDigest(one.salt, facts.releasedText));
  expect(two.answer).not.toBe(one.answer);
});

test('a record with every member, long names and all title fields fits into one write unit', () => {
  const title = [
    'holder',
    'holderName',
    'unitNumber',
    'certificateNumber',
    'location',
    'rightType',
    'rightNature',
    'use',
  ];
  const more = ['area', 'registeredOn', 'validUntil', 'ownership', 'share', 'marks/mortgaged', 'marks/seized'];
  const fields = [...title, ...more, 'marks/objection', 'marks/transferLimited'].map((name) => `/${name}`);
  const record = { ...newRecord({ ...facts, fields }, deps), repeatOf: GOLDEN.id };
  const item = { pk: `${facts.client}#${record.request}`, sk: record.request, ...record };
  const bytes = itemBytes(item);
  console.log(`record with all ${fields.length} fields of a title, as a repeat: ${bytes} of ${RECORD_BYTES} bytes`);
  expect(bytes).toBeLessThanOrEqual(RECORD_BYTES);
});

test('a number given back leaves no gap; one that is not the last stays used', () => {
  const instance = newInstance();
  const first = instance.next();
  instance.giveBack(first);
  expect(instance.next()).toBe(first);
  instance.next();
  instance.giveBack(first);
  expect(instance.next()).toBe(first + 2);
});
