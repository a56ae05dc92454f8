/** The client against endpoints on real sockets: none of them keeps it longer than it waits, or sends it elsewhere. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createServer as createSocketServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { endpointRule, readNetworks } from '#functions/events/endpoint.ts';
import { webhook } from '#functions/events/webhook.client.ts';

const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

const listening = async (server: Pick<Server, 'listen' | 'address' | 'close'>): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  open.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
};
const endpoint = (answer: RequestListener): Promise<string> => {
  const server = createServer(answer);
  open.push({ close: () => server.closeAllConnections() });
  return listening(server);
};
const raw = async (answer: (socket: Socket) => void): Promise<string> => {
  const server = createSocketServer((socket) => {
    open.push({ close: () => socket.destroy() });
    socket.on('error', () => undefined);
    answer(socket);
  });
  return listening(server as never);
};

const HERE = ['127.0.0.1/32'];
const client = webhook(HERE);
const HEADERS = { 'webhook-id': 'a', 'webhook-timestamp': '1', 'webhook-signature': 'v1,x' };

test('one POST of JSON with the three headers; status and as much of the body as was asked for', async () => {
  const seen: string[] = [];
  const url = await endpoint((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers['content-type']} ${request.headers['webhook-id']}`);
    request.on('data', (chunk) => seen.push(String(chunk)));
    request.on('end', () => response.writeHead(202).end('{"challenge":"x"}'));
  });
  expect(await client.post(url, HEADERS, '{"a":"王"}')).toEqual({ status: 202 });
  expect(seen).toEqual(['POST /hook application/json a', '{"a":"王"}']);
  expect(await client.post(url, HEADERS, '{}', 100)).toEqual({ status: 202, body: '{"challenge":"x"}' });
  expect(await client.post(url, HEADERS, '{}', 5)).toEqual({ status: 202 });
});

test('a redirect is an answer, and is not followed', async () => {
  const asked: string[] = [];
  const url = await endpoint((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  expect(await client.post(url, HEADERS, '{}')).toEqual({ status: 307 });
  expect(asked).toEqual(['/hook']);
});

test.each([
  ['hangs', () => undefined, { cause: 'timeout' }, 400],
  ['hangs up', (socket: Socket) => socket.destroy(), { cause: 'ECONNRESET' }],
  ['speaks no HTTP', (socket: Socket) => socket.end('hello\r\n\r\n'), { cause: 'HPE_INVALID_CONSTANT' }],
  [
    'drips its body for ever',
    (socket: Socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n');
      const timer = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(timer));
    },
    { status: 200 },
    1_000,
  ],
  [
    'floods',
    (socket: Socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const more = () => {
        while (socket.writable && socket.write(Buffer.alloc(65_536, 120)));
      };
      socket.on('drain', more);
      more();
    },
    { status: 200 },
  ],
  [
    'never stops saying that it will answer',
    (socket: Socket) => {
      const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 5);
      socket.on('close', () => clearInterval(timer));
    },
    { cause: 'EINTERIM' },
  ],
  [
    'sends headers without end',
    (socket: Socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => socket.write(`x-${'y'.repeat(4_000)}: z\r\n`), 5);
      socket.on('close', () => clearInterval(timer));
    },
    { cause: 'HPE_HEADER_OVERFLOW' },
  ],
  // Only what ends by the clock is given a short time; what ends by a rule has the whole, and needs none of it.
] as const)(
  'an endpoint that %s is told by a word of ours within its time',
  async (_what, answer, told, ms?: number) => {
    const url = await raw(answer);
    const since = performance.now();
    expect(await webhook(HERE, ms).post(url, HEADERS, '{}', 100)).toEqual(told);
    expect(performance.now() - since).toBeLessThan(10_000);
  },
);

test('where nobody listens', async () => {
  const server = createServer();
  const url = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  expect(await client.post(url, HEADERS, '{}')).toEqual({ cause: 'ECONNREFUSED' });
});

test.each([
  ['http://127.0.0.1:1/', [], 'address-refused'],
  ['http://127.0.0.1:1/', HERE, undefined],
  ['https://127.0.0.1/', [], 'address-refused'],
  ['https://2130706433/', [], 'address-refused'],
  ['https://[::ffff:127.0.0.1]/', [], 'address-refused'],
  ['https://169.254.169.254/latest', ['169.254.0.0/16'], 'address-refused'],
  ['https://10.1.2.3/', [], 'address-refused'],
  ['https://10.1.2.3/', ['10.0.0.0/8'], undefined],
  ['http://10.1.2.3/', ['10.0.0.0/8'], 'tls-needed'],
  ['http://events.example/', HERE, 'tls-needed'],
  ['https://user@events.example/', [], 'address-refused'],
  ['ftp://events.example/', [], 'address-refused'],
  ['https://events.example/hook', [], undefined],
])('%s with %j: %s', async (url, networks, rule) => {
  expect(endpointRule(url, networks)).toBe(rule);
  if (rule) expect(await webhook(networks).post(url, HEADERS, '{}')).toEqual({ cause: rule });
});

test('a name that leads to this machine is refused when the socket opens', async () => {
  const { cause } = await webhook([]).post('https://localhost:1/', HEADERS, '{}');
  expect(cause).toBe('EREFUSEDADDRESS');
});

test('networks are read as configuration writes them', () => {
  expect([readNetworks('none'), readNetworks('10.0.0.0/8,fd00::/8')]).toEqual([[], ['10.0.0.0/8', 'fd00::/8']]);
});
