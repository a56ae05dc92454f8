import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { statusStore } from '#functions/credentials/status/status.store.ts';
import { freshWorld } from '../world.ts';

test('credentials, v1, byte for byte as they were written: credential, place, key and entries', async () => {
  const { client, names } = await freshWorld();
  const slot = { list: 3, index: 77 };
  const items = [
    { v: 1, pk: 'credential#abc', sk: '3#77', client: 'data-authority-system', slot, at: 1795140000000 },
    { v: 1, pk: 'slot#3#77', sk: 'slot' },
    { v: 1, pk: 'key#k', sk: 'issue', request: 'r', slot, at: 1795140000000 },
    { v: 1, pk: 'set#revocation#3', sk: '0000077', value: 1, at: 1795140000000 },
    { v: 1, pk: 'set#revocation#3', sk: '1048575', value: 0, at: 1795140000000 },
  ];
  for (const Item of items) await client.send(new PutCommand({ TableName: names.credentials, Item }));
  const store = statusStore(client, names);
  expect(await store.named('abc')).toEqual([{ v: 1, client: 'data-authority-system', slot, at: 1795140000000 }]);
  expect(await store.issuedUnder('k')).toEqual({ v: 1, request: 'r', slot, at: 1795140000000 });
  expect(await store.setIn('revocation', 3)).toEqual([77]);
  expect(await store.isSet('revocation', slot)).toBe(true);
  expect(await store.isSet('revocation', { list: 3, index: 1_048_575 })).toBe(false);
  expect(await store.isSet('suspension', slot)).toBe(false);
});
