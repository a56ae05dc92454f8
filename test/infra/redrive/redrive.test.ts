/** The command, against queues as CloudFormation names them, on the real engine. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { move } from '#infra/redrive/move.ts';
import { roomQueues, waitingIn } from '#infra/redrive/rooms.ts';
import { counting } from '#test/engines/counting.ts';
import { freshQueue, storageEndpoint } from '#test/engines/storage.ts';
import { credentials, region } from '#test/engines/tables.ts';

/** A hub of its own name, so that other tests' queues are not its. */
const hub = async (rooms: Readonly<Record<string, number>>) => {
  const name = `Hub${randomBytes(4).toString('hex')}`;
  const { client } = await freshQueue();
  const make = (QueueName: string) => client.send(new CreateQueueCommand({ QueueName }));
  const urlOf = (queue: string) => `${storageEndpoint()}/000000000000/${queue}`;
  const suffix = () => randomBytes(4).toString('hex').toUpperCase();
  for (const [room, letters] of Object.entries(rooms)) {
    const [dead, source] = [`${name}Data-${room}DeadLetters-${suffix()}`, `${name}Data-${room}Queue-${suffix()}`];
    await make(dead);
    if (!room.endsWith('Relay')) await make(source);
    for (let i = 0; i < letters; i += 1)
      await client.send(new SendMessageCommand({ QueueUrl: urlOf(dead), MessageBody: `${room} ${i}` }));
  }
  return { name, client };
};

const bodies = async (client: Awaited<ReturnType<typeof hub>>['client'], QueueUrl = '') => {
  const found: string[] = [];
  for (;;) {
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    if (Messages.length === 0) return found.sort();
    found.push(...Messages.map(({ Body }) => Body ?? ''));
  }
};

const run = async (...args: string[]) => {
  const env = {
    PATH: process.env.PATH,
    AWS_ENDPOINT_URL: storageEndpoint(),
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  const child = spawn(process.execPath, ['infra/redrive.ts', ...args], { env });
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  return { out, err, code };
};

test('the command lists the rooms, moves one room’s dead letters with progress, and says why a stream’s cannot be moved', async () => {
  const { name, client } = await hub({ Uses: 23, RealEstateTurns: 1, EventsRelay: 2 });
  const listed = await run('--name', name);
  expect(listed.out).toMatch(/eventsrelay +2 +of a stream.*\nrealestateturns +1\nuses +23\n/);
  const moved = await run('uses', '--name', name);
  expect([moved.code, moved.out.match(/moved \d+/g)?.at(-1)]).toEqual([0, 'moved 23']);
  expect(moved.out).toContain('moved 10/23');
  const rooms = await roomQueues(client, name);
  const uses = rooms.find(({ room }) => room === 'uses');
  expect(uses).toMatchObject({ waiting: 0 });
  expect(await bodies(client, uses?.source)).toHaveLength(23);
  expect((await run('eventsrelay', '--name', name)).err).toContain('hold no records');
  const unknown = await run('uzes', '--name', name);
  expect([unknown.code, unknown.err]).toEqual([1, 'no room uzes; there are eventsrelay, realestateturns, uses\n']);
  for (const words of [
    ['--nmae', name],
    ['uses', 'events', '--name', name],
  ])
    expect(await run(...words)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('Usage: npm run redrive'),
    });
});

test('a crash between sending and deleting moves a message twice and loses none; what is refused stays', async () => {
  const { name, client } = await hub({ Uses: 12 });
  const [uses] = await roomQueues(client, name);
  if (!uses?.source) throw new Error('no queue');
  const { dead, source } = uses;
  const counted = counting(client);
  counted.fault({ kind: 'refuse', operation: 'DeleteMessageBatch', final: true, nth: 1 });
  await expect(move(client, { dead, source, most: 12 })).rejects.toThrow();
  expect(await waitingIn(client, source)).toBe(10);
  expect(await waitingIn(client, dead)).toBe(2);
  expect(await move(client, { dead, source, most: 12 })).toEqual({ moved: 2, refused: 0 });
  const found = await bodies(client, source);
  expect(new Set(found).size).toBe(12);
});
