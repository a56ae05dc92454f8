/** What a REST department can do wrong: the ten behaviours of the hostile table and a few more. Whatever text it adds is planted. */
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { commit, HTTP_FAULTS, type HttpFault, isHttpFault } from '../http-faults.ts';

/** A made-up person's number, name and telephone in a stack trace: none of it may leave the hub. */
export const PLANTED_REST =
  'CANARY-5d81 330784197911239990 方䶮福 13905799123 at Object.<anonymous> (app.js:1) password=hunter2';
const OTHERS = ['330784199001019997', '91330784MA000TE21H'];

export interface Turn {
  readonly answer: ServerResponse;
  readonly socket: Socket;
  /** What an honest department would say. */
  readonly said: unknown;
  /** Where in it the answer stands; `data` unless said. */
  readonly member?: string;
}
type Misbehaviour = (turn: Turn) => unknown;

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
export const sendJson = (answer: ServerResponse, body: unknown, status = 200): void =>
  void answer.writeHead(status, JSON_TYPE).end(typeof body === 'string' ? body : JSON.stringify(body));

const sendBytes = (answer: ServerResponse, bytes: Buffer): void => void answer.writeHead(200, JSON_TYPE).end(bytes);

/** The bytes stand at the beginning of the first text of the answer. */
const spliced = ({ said, member = 'data' }: Turn, bytes: Buffer): Buffer => {
  const text = JSON.stringify(said);
  const at = text.indexOf('":"', text.indexOf(`"${member}"`)) + 3;
  return Buffer.concat([Buffer.from(text.slice(0, at)), bytes, Buffer.from(text.slice(at))]);
};
/** JSON.stringify of a NUL: where a number is put that JSON cannot write. */
const NIL = '"\\u0000"';

/** Every leaf below the answer's member; the envelope itself stays whole. */
const leaves = ({ said, member = 'data' }: Turn, change: (leaf: unknown) => unknown): unknown => {
  const walk = (at: unknown): unknown => {
    if (Array.isArray(at)) return at.map(walk);
    if (typeof at !== 'object' || at === null) return change(at);
    return Object.fromEntries(Object.entries(at).map(([name, inner]) => [name, walk(inner)]));
  };
  const envelope = said as Readonly<Record<string, unknown>>;
  return { ...envelope, [member]: walk(envelope[member]) };
};
const isCode = (leaf: unknown): leaf is string => typeof leaf === 'string' && /^[0-9A-Z]{17}[0-9A-Zx]\s*$/.test(leaf);
const otherCode = (leaf: unknown): unknown =>
  isCode(leaf) ? OTHERS.find((other) => other.startsWith('9') === leaf.startsWith('9') && other !== leaf) : leaf;

function* flood() {
  yield '{"code":200,"data":"';
  for (let sent = 0; sent < 52_000_000; sent += 65_536) yield 'x'.repeat(65_536);
  yield '"}';
}
const drip: Misbehaviour = ({ answer, said }) => {
  answer.writeHead(200, JSON_TYPE);
  const text = JSON.stringify(said);
  let at = 0;
  const timer = setInterval(() => {
    if (answer.destroyed || at >= text.length) clearInterval(timer);
    else answer.write(text[at++]);
  }, 200);
};

const MISBEHAVIOURS = {
  hang: () => undefined,
  drip,
  truncated: ({ answer, socket, said }) => {
    answer.writeHead(200, { ...JSON_TYPE, 'content-length': '5000' }).write(JSON.stringify(said));
    setTimeout(() => socket.destroy(), 20);
  },
  flood: ({ answer }) => pipeline(Readable.from(flood()), answer.writeHead(200, JSON_TYPE)),
  html: ({ answer }) => answer.writeHead(200, { 'content-type': 'text/html' }).end(`<html>${PLANTED_REST}</html>`),
  'broken-json': ({ answer }) => sendJson(answer, `{"code":200,"msg":"${PLANTED_REST}","data":{`),
  'wrong-person': (turn) => sendJson(turn.answer, leaves(turn, otherCode)),
  'wrong-type': (turn) =>
    sendJson(
      turn.answer,
      leaves(turn, () => ({ note: PLANTED_REST })),
    ),
  'extra-fields': ({ answer, said, member = 'data' }) => {
    const envelope = said as Readonly<Record<string, object | undefined>>;
    const data = envelope[member];
    sendJson(answer, { ...envelope, msg: PLANTED_REST, [member]: data && { ...data, health: PLANTED_REST } });
  },
  error: ({ answer }) => sendJson(answer, { code: 500, msg: PLANTED_REST }, 500),
  redirect: ({ answer }) => answer.writeHead(307, { location: 'http://169.254.169.254/latest' }).end(PLANTED_REST),
  refusal: ({ answer }) => sendJson(answer, { code: 330784197, msg: PLANTED_REST }),
  'hang-up': ({ socket }) => socket.destroy(),
} as const satisfies Record<string, Misbehaviour>;

/** What JSON itself can be made to say, and an interface like this one. */
const FURTHER = {
  'duplicate-keys': ({ answer, said, member = 'data' }) => {
    const open = `"${member}":{`;
    sendJson(answer, JSON.stringify(said).replace(open, `${open}"health":1,"h\\u0065alth":2,`));
  },
  'invalid-utf8': (turn) => sendBytes(turn.answer, spliced(turn, Buffer.from([0xc0, 0xaf, 0xff]))),
  'gb18030-as-utf8': (turn) => sendBytes(turn.answer, spliced(turn, Buffer.from([0xb7, 0xbd, 0x81, 0x30]))),
  'other-charset': ({ answer, said }) =>
    answer.writeHead(200, { 'content-type': 'application/json; charset=gbk' }).end(JSON.stringify(said)),
  'lone-surrogate': (turn) => sendBytes(turn.answer, spliced(turn, Buffer.from('\\ud840'))),
  deep: ({ answer }) => sendJson(answer, `{"code":200,"data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
  'huge-number': (turn) => sendJson(turn.answer, JSON.stringify(leaves(turn, () => '\0')).replaceAll(NIL, '1e400')),
  'long-number': (turn) =>
    sendJson(turn.answer, JSON.stringify(leaves(turn, () => '\0')).replaceAll(NIL, '9'.repeat(50_000))),
  'not-a-number': (turn) => sendJson(turn.answer, JSON.stringify(leaves(turn, () => '\0')).replaceAll(NIL, 'NaN')),
  prototype: ({ answer, said, member = 'data' }) => {
    const poison = `"__proto__":{"planted":"${PLANTED_REST}"},"constructor":"${PLANTED_REST}","toString":"x",`;
    sendJson(answer, JSON.stringify(said).replace(`"${member}":{`, `"${member}":{${poison}`));
  },
  'no-data': ({ answer }) => sendJson(answer, { code: 200, msg: PLANTED_REST, data: null }),
  'a-list': ({ answer, said, member = 'data' }) => {
    const envelope = said as Readonly<Record<string, unknown>>;
    sendJson(answer, { ...envelope, [member]: [envelope[member]] });
  },
  trailing: ({ answer, said }) => sendJson(answer, `${JSON.stringify(said)}${JSON.stringify({ msg: PLANTED_REST })}`),
  'token-refused': ({ answer }) => sendJson(answer, { code: 40101, msg: PLANTED_REST }, 401),
  'bad-token': ({ answer, said }) =>
    sendJson(answer, { ...(said as object), data: { token: `x\r\nx-planted: ${PLANTED_REST}` } }),
} as const satisfies Record<string, Misbehaviour>;

export type HostileRestMode = 'none' | keyof typeof MISBEHAVIOURS;
/** What every department of this kind is tried with; the others are for the bar of hostile departments (infra/local/hostile.ts). */
export const HOSTILE_REST_MODES = ['none', ...Object.keys(MISBEHAVIOURS)] as readonly HostileRestMode[];
export type EveryRestMode = HostileRestMode | keyof typeof FURTHER | HttpFault;
export const EVERY_REST_MODE = [
  ...HOSTILE_REST_MODES,
  ...Object.keys(FURTHER),
  ...HTTP_FAULTS,
] as readonly EveryRestMode[];

/** These answer wrongly about somebody; a token is about nobody. */
const ABOUT_DATA: readonly EveryRestMode[] = [
  'wrong-person',
  'wrong-type',
  'extra-fields',
  'prototype',
  'token-refused',
];
/** Everything else is answered well. */
const ABOUT_TOKENS: readonly EveryRestMode[] = ['bad-token'];

/** Answers as the mode says. `token`: it was a token that was asked for. */
export const respond = (mode: EveryRestMode, turn: Turn, token: boolean): unknown => {
  if (mode === 'none' || (token ? ABOUT_DATA : ABOUT_TOKENS).includes(mode)) return sendJson(turn.answer, turn.said);
  if (!isHttpFault(mode)) return { ...MISBEHAVIOURS, ...FURTHER }[mode](turn);
  const body = Buffer.from(JSON.stringify(turn.said));
  return commit(mode, { ...turn, body, type: JSON_TYPE['content-type'], planted: PLANTED_REST });
};
