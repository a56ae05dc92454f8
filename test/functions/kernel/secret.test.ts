import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { hubKeys } from '#functions/kernel/digest.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { standInForAws } from './aws.ts';

/** Answers GetSecretValue as told, and counts. */
let [asked, mood] = [0, 'refuses' as 'refuses' | 'answers' | 'empty'];
const server = createServer((_request, response) => {
  asked += 1;
  response.writeHead(mood === 'refuses' ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
  const text = JSON.stringify({ version: 1, master: 'm'.repeat(32) });
  response.end(
    JSON.stringify(
      mood === 'refuses' ? { __type: 'AccessDeniedException' } : mood === 'answers' ? { SecretString: text } : {},
    ),
  );
});
standInForAws(server);

test('a secret is fetched at the first need and once, however many ask; a failure is not kept', async () => {
  const keys = secret('hub', hubKeys);
  expect(asked).toBe(0);
  await expect(keys()).rejects.toThrow();
  mood = 'empty';
  await expect(keys()).rejects.toThrow('no text');
  mood = 'answers';
  asked = 0;
  const all = await Promise.all(Array.from({ length: 20 }, keys));
  expect(asked).toBe(1);
  expect(new Set(all).size).toBe(1);
  expect(all[0]?.version).toBe(1);
});
