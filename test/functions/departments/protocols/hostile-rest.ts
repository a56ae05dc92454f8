/** A department behind REST that misbehaves on command, over real sockets. Its texts carry canaries: they must turn up nowhere. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';

export const CANARY = 'CANARY-9f3c1';

export type Behaviour = keyof typeof BEHAVIOURS;

interface Turn {
  readonly holder: string;
  readonly answer: ServerResponse;
  readonly socket: Socket;
}

const right = (holder: string) => ({
  holder,
  name: '王强',
  unit: 'U1',
  seized: false,
  owners: [{ name: '王强', share: '1/1' }],
});
const json = (answer: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}) =>
  answer
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
/** Members one behind the other are one gzip file: 20 MB of zeros, packed before anybody waits for them. */
const BOMB = Buffer.concat(Array.from({ length: 20 }, () => gzipSync(Buffer.alloc(1_000_000))));
const MANY = 52_000_000;
function* endless() {
  yield '"';
  for (let sent = 0; sent < MANY; sent += 65_536) yield 'x'.repeat(65_536);
  yield '"';
}
const flood = async ({ answer }: Turn, headers: Record<string, string>): Promise<void> => {
  answer.writeHead(200, { 'content-type': 'application/json', ...headers });
  await pipeline(Readable.from(endless()), answer);
};

/** The ten of the hostile table first, then more of the same spirit. */
const BEHAVIOURS = {
  honest: ({ answer, holder }: Turn) => json(answer, right(holder)),
  hang: () => undefined,
  drip: ({ answer, holder }: Turn) => {
    answer.writeHead(200, { 'content-type': 'application/json' });
    const text = JSON.stringify({ ...right(holder), name: CANARY });
    let at = 0;
    const timer = setInterval(() => {
      if (answer.destroyed || at >= text.length) clearInterval(timer);
      else answer.write(text[at++]);
    }, 200);
  },
  truncated: ({ answer, socket, holder }: Turn) => {
    answer.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
    answer.write(JSON.stringify(right(holder)));
    setTimeout(() => socket.destroy(), 20);
  },
  '52 MB': (turn: Turn) => flood(turn, {}),
  '52 MB, declared': (turn: Turn) => flood(turn, { 'content-length': String(MANY) }),
  'HTML with 200': ({ answer }: Turn) =>
    answer.writeHead(200, { 'content-type': 'text/html' }).end(`<html>${CANARY} 请登录</html>`),
  'broken JSON': ({ answer, holder }: Turn) => json(answer, `{"holder":"${holder}","name":"${CANARY}`),
  'wrong person': ({ answer }: Turn) => json(answer, { ...right('330784199001019968'), name: CANARY }),
  'wrong type': ({ answer, holder }: Turn) => json(answer, { ...right(holder), seized: CANARY }),
  'extra sensitive fields': ({ answer, holder }: Turn) =>
    json(answer, { ...right(holder), salary: CANARY, owners: [{ name: '王强', share: '1/1', health: CANARY }] }),
  '500 with stack trace': ({ answer }: Turn) =>
    json(answer, { error: `${CANARY} at Object.<anonymous> (/srv/app.js:1)`, password: CANARY }, 500),
  'redirect inside': ({ answer }: Turn) =>
    answer.writeHead(307, { location: 'http://169.254.169.254/latest' }).end(CANARY),
  'gzip bomb': ({ answer }: Turn) => json(answer, BOMB, 200, { 'content-encoding': 'gzip' }),
  'a member twice': ({ answer, holder }: Turn) =>
    json(answer, `${JSON.stringify(right(holder)).slice(0, -1)},"hol\\u0064er":"${CANARY}"}`),
  'invalid UTF-8': ({ answer }: Turn) => json(answer, Buffer.from([0x22, 0xff, 0xfe, 0x22])),
  'a lone surrogate': ({ answer, holder }: Turn) =>
    json(answer, JSON.stringify({ ...right(holder), unit: 'X' }).replace('"X"', '"\\ud800"')),
  'another charset': ({ answer, holder }: Turn) =>
    json(answer, right(holder), 200, { 'content-type': 'application/json; charset=gbk' }),
  'depth of 100,000': ({ answer }: Turn) => json(answer, '['.repeat(100_000) + ']'.repeat(100_000)),
  'no HTTP at all': ({ socket }: Turn) => socket.end(`${CANARY}\r\n\r\n`),
  'interim answers without end': ({ socket }: Turn) => {
    const timer = setInterval(() => {
      if (socket.destroyed) clearInterval(timer);
      else socket.write('HTTP/1.1 102 Processing\r\n\r\n');
    }, 5);
  },
  'a header without end': ({ socket }: Turn) => socket.write(`HTTP/1.1 200 OK\r\nx-canary: ${CANARY.repeat(5000)}`),
  'hangs up at once': ({ socket }: Turn) => socket.destroy(),
  '404': ({ answer }: Turn) => json(answer, { error: CANARY }, 404),
  '429': ({ answer }: Turn) => json(answer, { error: CANARY }, 429, { 'retry-after': '100000' }),
} as const satisfies Record<string, (turn: Turn) => unknown>;

export interface HostileDepartment {
  readonly url: string;
  behave(next: Behaviour): void;
  /** Questions heard since the last look. */
  heard(): number;
  /** Sockets that are open now. */
  open(): Promise<number>;
  stop(): Promise<void>;
}

const read = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

export const startHostile = async (): Promise<HostileDepartment> => {
  let behaviour: Behaviour = 'honest';
  let heard = 0;
  const server = createServer((request, answer) => {
    heard += 1;
    const act = BEHAVIOURS[behaviour];
    void read(request)
      .then((text) => act({ holder: JSON.parse(text).holder, answer, socket: request.socket }))
      .catch(() => undefined);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    behave: (next) => {
      behaviour = next;
    },
    heard: () => {
      const before = heard;
      heard = 0;
      return before;
    },
    open: () =>
      new Promise((done, fail) => server.getConnections((error, count) => (error ? fail(error) : done(count)))),
    stop: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
};
