/** Nothing that a department's address can be made to say reaches a server on this machine: a canary listens there, over real sockets. */
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { postClient } from '#functions/departments/protocols/post.client.ts';
import { guardedSocket } from '#functions/kernel/guarded-socket.client.ts';
import { startNames } from '#test/functions/kernel/names.ts';
import { spellings } from '#test/functions/kernel/spellings.ts';

let [port, hits] = [0, 0];
const canaries: Server[] = [];
/** Not every system has all of 127.0.0.0/8. */
const listen = (host: string): Promise<void> =>
  new Promise((done) => {
    const canary = createServer((socket) => {
      hits += 1;
      socket.on('error', () => undefined).destroy();
    });
    canary.once('error', () => done());
    canary.listen(port, host, () => {
      canaries.push(canary);
      port = (canary.address() as AddressInfo).port;
      done();
    });
  });
/** Names as an attacker's own name server answers them, by turn. Here stands a department of which nobody is at home. */
const NOBODY = '127.0.0.9';
const NAMES = {
  'loopback.example': [['127.0.0.1']],
  'loopback6.example': [['::1']],
  'mapped.example': [['::ffff:127.0.0.1']],
  'mixed.example': [[NOBODY, '127.0.0.1']],
  'mixed6.example': [[NOBODY, '::1']],
  'rebinding.example': [[NOBODY], ['127.0.0.1']],
};
let names: Awaited<ReturnType<typeof startNames>>;

beforeAll(async () => {
  for (const host of ['127.0.0.1', '::1', '127.0.0.2', '127.255.255.254']) await listen(host);
  names = await startNames(NAMES);
});
beforeEach(() => {
  hits = 0;
});
afterAll(async () => {
  await names.stop();
  await Promise.all(canaries.map((canary) => new Promise((closed) => canary.close(closed))));
});

const HOSTS = ['127.0.0.1', '127.0.0.2', '127.255.255.254', '0.0.0.0'].flatMap(spellings);
const ODD = [
  'localhost',
  'LOCALHOST.',
  'localhost.localdomain',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::]',
  'user:password@127.0.0.1',
  '192.0.2.1@127.0.0.1',
  '127.0.0.1#@192.0.2.1',
  '192.0.2.1\\@127.0.0.1',
  'ⓛocalhost',
  'loc\u00adalhost',
];
const corpus = (): string[] => [
  ...[...HOSTS, ...ODD].flatMap((host) => [`http://${host}:${port}/`, `https://${host}:${port}/api`]),
  ...['gopher', 'ftp', 'ws', 'file', 'unix', 'dict', 'http+unix'].map((scheme) => `${scheme}://127.0.0.1:${port}/`),
  `//127.0.0.1:${port}`,
  `127.0.0.1:${port}`,
];

const MOMENT = () => ({ signal: AbortSignal.timeout(300), deadline: performance.now() + 300 });
const asked = async (base: string, reach = {}): Promise<unknown> => {
  try {
    return await postClient({ base, ...reach }).post('', {}, Buffer.from('x'), MOMENT(), async ({ status }) => status);
  } catch (error) {
    return error;
  }
};

test('over HTTP: none of more than 200 spellings arrives', async () => {
  expect(corpus().length).toBeGreaterThanOrEqual(200);
  for (const address of corpus()) expect(await asked(address)).toBeInstanceOf(Error);
  expect(hits).toBe(0);
});

test('over a plain socket, as databases are asked: none arrives', async () => {
  for (const host of [...HOSTS, ...ODD].map((one) => one.replace(/^\[|\]$/g, ''))) {
    const gone = await new Promise<string>((done) => {
      try {
        const socket = guardedSocket(host, port, {});
        const hurry = setTimeout(() => socket.destroy(), 300);
        socket.on('error', () => undefined).on('connect', () => done('connected'));
        socket.on('close', () => {
          clearTimeout(hurry);
          done('refused');
        });
      } catch {
        done('refused');
      }
    });
    expect([host, gone]).toEqual([host, 'refused']);
  }
  expect(hits).toBe(0);
});

test.each(Object.keys(NAMES))('nor does %s, at whichever look-up', async (name) => {
  for (let turn = 0; turn < 4; turn += 1) {
    const reach = { networks: [`${NOBODY}/32`], resolve: names.resolve };
    expect(await asked(`http://${name}:${port}/`, reach)).toBeInstanceOf(Error);
  }
  // One look-up for each connection: what was checked is what was connected to.
  expect(names.asked(name)).toBe(4);
  expect(hits).toBe(0);
});

test('the canary hears what is let through', async () => {
  for (const host of spellings('127.0.0.1')) await asked(`http://${host}:${port}/`, { networks: ['127.0.0.0/8'] });
  await asked(`http://loopback.example:${port}/`, { networks: ['127.0.0.0/8'], resolve: names.resolve });
  expect(hits).toBeGreaterThan(10);
});
