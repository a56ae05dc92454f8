/** The command itself, as an operator types it: on engines that stand at three addresses, from files alone, with its progress. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listFiles } from '#functions/certificates/status/lists.client.ts';
import { listsStore } from '#functions/certificates/status/lists.store.ts';
import { type JsonService, startJsonService } from '#infra/local/engines/json-service.ts';
import { storageEndpoint } from '#test/engines/storage.ts';
import { credentials, freshTables, region } from '#test/engines/tables.ts';
import { findBy, issueBy, pullBy } from '#test/functions/certificates/calls.ts';
import { everyOperation, operateBy } from '#test/functions/certificates/operations/calls.ts';
import { relay } from '#test/functions/certificates/relay/by-hand.ts';
import { type Deps, depsOn, freshWorld, itemsIn, NOW, type World } from '#test/functions/certificates/world.ts';

const snapshot = everyOperation();
let world: World;
let deps: Deps;
let secrets: JsonService;
beforeAll(async () => {
  const SecretString = JSON.stringify({ version: 1, master: 'a secret for tests only, long enough' });
  secrets = await startJsonService({ GetSecretValue: () => ({ SecretString }) });
  world = await freshWorld();
  deps = depsOn(world, { snapshot });
  const { identifier } = await issueBy(deps);
  await pullBy(deps, identifier);
  await operateBy(deps, identifier);
  await issueBy(deps, { key: 'two', number: '二' });
  await relay(world, deps);
  const [lists, files] = [
    listsStore(world.client, world.names.certificates),
    listFiles(world.bucket.client, world.bucket.name),
  ];
  for (const at of [NOW, NOW + 60_000])
    await lists.publish(7, await files.put(7, at, { v: 1, token: `${at}`, revocation: '{}', suspension: '{}' }));
});
afterAll(() => secrets.stop());

const run = async (table: string, endpoint: string, ...more: string[]) => {
  const { name } = world.bucket;
  const args = ['--table', table, '--bucket', name, '--copies', name, '--secret', 'hub', ...more];
  const env = {
    PATH: process.env.PATH,
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ENDPOINT_URL_S3: storageEndpoint(),
    AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${secrets.port}`,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  const child = spawn(process.execPath, ['infra/rebuild.ts', ...args], { env });
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  return { out, err, code };
};

test('it fills an empty table, says how far it is, and refuses one that is in use', async () => {
  const { names, client, endpoint } = await freshTables('certificates', 'exchanges', 'quotas');
  const done = await run(names.certificates, endpoint);
  expect([done.code, done.err]).toEqual([0, '']);
  expect(done.out).toMatch(/^ {2}2 certificates, \d+ items$/m);
  expect(done.out).toMatch(/^索引已重建 rebuilt: 2 certificates, \d+ items; 0 never issued$/m);
  const keysOf = async (own: typeof client, table: string) =>
    (await itemsIn(own, table)).map(({ pk, sk }) => `${pk} ${sk}`).sort();
  expect(await keysOf(client, names.certificates)).toEqual(await keysOf(world.client, world.names.certificates));
  expect(await listsStore(client, names.certificates).made(7)).toEqual(
    await listsStore(world.client, world.names.certificates).made(7),
  );
  const again = depsOn({ ...world, names, client, endpoint }, { snapshot });
  expect(await findBy(again)).toEqual(await findBy(deps));

  const refused = await run(names.certificates, endpoint);
  expect([refused.code, refused.err]).toEqual([
    1,
    `${names.certificates} is not empty: a table that is in use is not rebuilt\n`,
  ]);
  const mistyped = await Promise.all([run('', endpoint), run(names.certificates, endpoint, '--tabel', 'x')]);
  expect(mistyped.map(({ code }) => code)).toEqual([2, 2]);
  expect(mistyped.map(({ err }) => err.split('\n')[0])).toEqual([
    expect.stringMatching(/^Usage: .*all four are needed$/),
    "Unknown option '--tabel'",
  ]);
});
