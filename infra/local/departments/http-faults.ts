/** What any HTTP server can do wrong, whatever it was asked in. Headers and bodies carry `planted`, which must turn up nowhere. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

export interface HttpTurn {
  readonly answer: ServerResponse;
  readonly socket: Socket;
  /** What an honest server would say. */
  readonly type: string;
  readonly body: Buffer;
  readonly planted: string;
}
type Fault = (turn: HttpTurn) => unknown;

const HUGE = 52_000_000;
const DRIP_MS = 200;

/** Members one behind the other are one gzip file: 200 MB of spaces in 200 KB, made in a moment. */
const bomb = (): Buffer =>
  Buffer.concat(Array.from({ length: 200 }).fill(gzipSync(Buffer.alloc(1_000_000, 32))) as Buffer[]);

/** Again and again until the other side has gone. */
const endlessly = (socket: Socket, everyMs: number, next: () => string | Buffer): void => {
  const timer = setInterval(() => {
    if (socket.destroyed) clearInterval(timer);
    else socket.write(next());
  }, everyMs);
};
const ascii = (text: string): string => text.replace(/[^\x20-\x7e]/g, '');
const head = (status: string, ...lines: readonly string[]): string =>
  `${[`HTTP/1.1 ${status}`, ...lines].join('\r\n')}\r\n\r\n`;
const whole = ({ type, body }: HttpTurn): Buffer =>
  Buffer.concat([Buffer.from(head('200 OK', `content-type: ${type}`, `content-length: ${body.length}`)), body]);

const FAULTS = {
  'http-429': ({ answer, planted, type }) =>
    answer.writeHead(429, { 'retry-after': '100000', 'content-type': type }).end(planted),
  'http-404': ({ answer, planted, type }) => answer.writeHead(404, { 'content-type': type }).end(planted),
  'no-http': ({ socket, planted }) => socket.end(`${planted}\r\n\r\n`),
  'hang-up': ({ socket }) => socket.destroy(),
  empty: ({ answer, type }) => answer.writeHead(200, { 'content-type': type }).end(),
  'gzip-bomb': ({ answer, type }) =>
    answer.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' }).end(bomb()),
  'declared-huge': ({ socket, type }) => {
    socket.write(head('200 OK', `content-type: ${type}`, `content-length: ${HUGE}`));
    endlessly(socket, 1, () => Buffer.alloc(65_536, 32));
  },
  'interim-flood': ({ socket }) => endlessly(socket, 5, () => head('102 Processing')),
  'header-flood': ({ socket, planted }) => {
    socket.write(`HTTP/1.1 200 OK\r\nx-planted: ${ascii(planted)}\r\n`);
    endlessly(socket, 1, () => `x-${Math.random()}: ${ascii(planted).repeat(20)}\r\n`);
  },
  'header-drip': ({ socket }) => {
    socket.write('HTTP/1.1 200 OK\r\nx-drip: ');
    endlessly(socket, DRIP_MS, () => 'x');
  },
  'two-lengths': ({ socket, type, body }) =>
    socket.write(
      Buffer.concat([
        Buffer.from(
          head('200 OK', `content-type: ${type}`, `content-length: ${body.length}`, 'transfer-encoding: chunked'),
        ),
        Buffer.from('0\r\n\r\n'),
        body,
      ]),
    ),
  'broken-chunks': ({ socket, type, planted }) =>
    socket.write(`${head('200 OK', `content-type: ${type}`, 'transfer-encoding: chunked')}zz\r\n${planted}\r\n`),
  upgrade: ({ socket, planted }) =>
    socket.write(`${head('101 Switching Protocols', 'connection: upgrade', 'upgrade: h2c')}${planted}`),
  // The next question over this connection would be answered before it is asked.
  'second-answer': (turn) =>
    turn.socket.write(Buffer.concat([whole(turn), whole({ ...turn, body: Buffer.from(turn.planted) })])),
} as const satisfies Record<string, Fault>;

export type HttpFault = keyof typeof FAULTS;
export const HTTP_FAULTS = Object.keys(FAULTS) as readonly HttpFault[];
export const isHttpFault = (mode: string): mode is HttpFault => Object.hasOwn(FAULTS, mode);
export const commit = (mode: HttpFault, turn: HttpTurn): unknown => FAULTS[mode](turn);
