import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { questionsStore } from '#functions/exchange/questions.store.ts';
import type { Question } from '#schemas/question.ts';
import { counting } from '#test/engines/counting.ts';
import { freshTables } from '#test/engines/tables.ts';
import { NOW } from './world.ts';

const DAY = 86_400_000;

/** As version 1 was first stored. Never change it: add golden items of later versions beside it. */
const GOLDEN: Question = {
  v: 1,
  id: '0198f3a2-7c1e-8d55-9b7a-3f1f5f0c2a11',
  state: 'waiting',
  department: 'deeds',
  resource: 'deeds/title',
  resourceVersion: 1,
  client: 'housing-system',
  consumer: 'housing',
  grant: 'housing-title',
  grantRevision: 1,
  matter: 'proof-of-housing',
  party: 'applicant',
  level: 'fields',
  handle: 'handle',
  request: 'request',
  nonce: 'nonce',
  asked: 'sealed',
  askedAt: NOW,
  keptUntil: NOW + DAY,
};

const world = async () => {
  const { client, names } = await freshTables('questions');
  return { client, table: names.questions, counted: counting(client), store: questionsStore(client, names.questions) };
};
const id = (n: number): string => `0198f3a2-7c1e-8d55-9b7a-${String(n).padStart(12, '0')}`;
const asked = (n: number, change: Partial<Question> = {}): Question => {
  const askedAt = change.askedAt ?? NOW + n;
  return { ...GOLDEN, id: id(n), nonce: `n${n}`, ...change, askedAt, keptUntil: askedAt + DAY };
};

test('the golden item of version 1 is read for ever, another version never', async () => {
  const { store, client, table } = await world();
  const item = { pk: `question#${GOLDEN.id}`, sk: 'question', ttl: 1, ...GOLDEN };
  await client.send(new PutCommand({ TableName: table, Item: item }));
  expect(await store.get(GOLDEN.id)).toEqual(GOLDEN);
  await client.send(new PutCommand({ TableName: table, Item: { ...item, v: 2 } }));
  await expect(store.get(GOLDEN.id)).rejects.toThrow();
  expect(await store.get(id(9))).toBeUndefined();
});

test('an own write whose acknowledgement was lost is recognised, another’s is shown', async () => {
  const { store } = await world();
  expect(await store.ask(asked(1))).toBe('written');
  expect(await store.ask(asked(1))).toBe('written');
  expect(await store.ask(asked(1, { nonce: 'another' }))).toMatchObject({ nonce: 'n1' });
});

test('what waits is listed by its department, oldest first, without what is kept no more', async () => {
  const { store } = await world();
  for (const n of [30, 10, 20]) await store.ask(asked(n));
  await store.ask(asked(40, { department: 'police' }));
  const ids = async (limit: number, now: number) => (await store.waiting('deeds', limit, now)).map((one) => one.id);
  expect(await ids(10, NOW + 100)).toEqual([id(10), id(20), id(30)]);
  expect(await ids(2, NOW + 100)).toEqual([id(10), id(20)]);
  expect(await ids(10, NOW + DAY + 10)).toEqual([id(20), id(30)]);
  expect(await ids(10, NOW + DAY + 30)).toEqual([]);
  expect(await store.get(id(10))).toBeDefined();
});

test('leaving the list is safe to repeat, and leaves the question where it is', async () => {
  const { store } = await world();
  await store.ask(asked(1));
  for (let i = 0; i < 2; i += 1) await store.leave(asked(1));
  expect(await store.waiting('deeds', 10, NOW)).toEqual([]);
  expect(await store.get(id(1))).toMatchObject({ state: 'waiting' });
});

test('the first reply stays, whatever comes later; it takes the question off the list', async () => {
  const { store } = await world();
  await store.ask(asked(1));
  expect(await store.answered(id(1), 'police', { answer: 'foreign' }, NOW + 1)).toBe('already');
  expect(await store.answered(id(1), 'deeds', { answer: 'first' }, NOW + 2)).toBe('written');
  expect(await store.answered(id(1), 'deeds', { answer: 'second' }, NOW + 3)).toBe('already');
  expect(await store.answered(id(1), 'deeds', { failed: 'department-error' }, NOW + 4)).toBe('already');
  expect(await store.get(id(1))).toMatchObject({ state: 'answered', answer: 'first', answeredAt: NOW + 2 });
  expect(await store.waiting('deeds', 10, NOW)).toEqual([]);
});

test('ten replies at once: one is written', async () => {
  const { store } = await world();
  await store.ask(asked(1));
  const all = await Promise.all(
    Array.from({ length: 10 }, (_, i) => store.answered(id(1), 'deeds', { answer: `a${i}` }, NOW + 1)),
  );
  expect(all.filter((one) => one === 'written')).toHaveLength(1);
});

test('nothing is kept of a reply that comes after its time, or to a question that was never asked', async () => {
  const { store } = await world();
  await store.ask(asked(1));
  expect(await store.answered(id(1), 'deeds', { answer: 'late' }, NOW + 1 + DAY)).toBe('already');
  expect(await store.answered(id(2), 'deeds', { answer: 'to nothing' }, NOW)).toBe('already');
  expect(await store.get(id(1))).not.toHaveProperty('answer');
  expect(await store.get(id(2))).toBeUndefined();
});

test('a page of what was answered does not hide what waits behind it', async () => {
  const { store } = await world();
  for (let n = 1; n <= 6; n += 1) await store.ask(asked(n));
  for (let n = 1; n <= 4; n += 1) await store.answered(id(n), 'deeds', { failed: 'department-error' }, NOW + 10);
  expect((await store.waiting('deeds', 2, NOW + 10)).map((one) => one.id)).toEqual([id(5), id(6)]);
});

test('a list of 250 costs one query and three batches; when all of it is over, one query', async () => {
  const { store, counted } = await world();
  for (let from = 0; from < 250; from += 25)
    await Promise.all(Array.from({ length: 25 }, (_, i) => store.ask(asked(from + i))));
  counted.reset();
  expect(await store.waiting('deeds', 500, NOW + 1000)).toHaveLength(250);
  expect(counted.calls).toEqual({ Query: 1, BatchGetItem: 3 });
  counted.reset();
  expect(await store.waiting('deeds', 500, NOW + DAY + 1000)).toEqual([]);
  expect(counted.calls).toEqual({ Query: 1 });
});
