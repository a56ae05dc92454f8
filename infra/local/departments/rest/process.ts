/** The process of a department that speaks REST, signed or, for an agent on the same machine, not: its server, and the orders that every such department knows. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { answerOrders, hostileOrder, type Orders } from '../orders.ts';
import { type Credentials, type Gate, openGate, type Refusal } from './gate.ts';
import { EVERY_REST_MODE, type EveryRestMode, respond, sendJson } from './hostile.ts';

/** The root of every path; part of the address that the operator is given. */
export const ROOT = '/api';

/** `data` of the envelope, or the code of a refusal. */
export type Reply = { readonly data: unknown } | { readonly code: number };
export interface RestRoute {
  /** Of a question whose proof and token are right. */
  readonly reply: (question: Readonly<Record<string, unknown>>) => Reply;
  /** It has an effect, so that its answer can be lost. */
  readonly effect?: true;
}
export type RestRoutes = Readonly<Record<`/${string}`, RestRoute>>;

export interface RestStart {
  readonly port: number;
  /** Absent: it asks for no proof. Only what runs on its own machine reaches it. */
  readonly credentials?: Credentials;
}

/** `open`: what the department has at its start, with what its parent gave it. `orders`: what it is told beside the common ones. */
export const restProcess = <S extends RestStart>(open: (given: S) => RestRoutes, orders: Orders = {}): void => {
  let [mode, asked, delay, losing]: [EveryRestMode, number, number, number] = ['none', 0, 0, 0];
  let gate: Gate | undefined;
  /** How often each text was asked about; and whoever asks about one of `held` waits until all are let go. */
  const times = new Map<string, number>();
  const held = new Set<unknown>();
  const waiting: (() => void)[] = [];

  const refuse = (answer: ServerResponse, [status, code]: Refusal): void =>
    sendJson(answer, { code, msg: '拒绝访问', data: null }, status);
  const counted = async (texts: readonly unknown[]): Promise<void> => {
    for (const text of texts) times.set(String(text), (times.get(String(text)) ?? 0) + 1);
    if (texts.some((text) => held.has(text))) await new Promise<void>((letGo) => waiting.push(letGo));
  };
  const serve = async (routes: RestRoutes, request: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const [path, socket] = [request.url ?? '', request.socket];
    const body = await buffer(request);
    const knock = { path, headers: request.headers, body };
    const token = path === `${ROOT}/token`;
    if (!token) asked += 1;
    const refusal = gate?.knock(knock) ?? (token ? undefined : gate?.pass(knock));
    if (refusal) return refuse(answer, refusal);
    const question = JSON.parse(body.toString()) as Readonly<Record<string, unknown>>;
    const granted = token && gate?.issue(question.appKey, question.appSecret);
    if (token && !granted) return refuse(answer, [403, 40301]);
    const route = routes[path.slice(ROOT.length) as `/${string}`];
    if (!token && !route) return refuse(answer, [404, 40400]);
    if (!token) await counted(Object.values(question));
    const reply = granted ? { data: granted } : (route?.reply(question) ?? { code: 40400 });
    if (delay > 0 && !token) await pause(delay);
    if (route?.effect && losing > 0) {
      losing -= 1;
      return void socket.destroy();
    }
    const said = 'data' in reply ? { code: 200, msg: '成功', data: reply.data } : { code: reply.code, msg: '失败' };
    await respond(mode, { answer, socket, said }, token);
  };
  const start = async (given: S): Promise<number> => {
    gate = given.credentials && openGate(given.credentials);
    const routes = open(given);
    const server = createServer((request, answer) => {
      serve(routes, request, answer).catch(() => request.socket.destroy());
    });
    // Longer than any pause between two questions: else one would now and then meet a door that just closes.
    server.keepAliveTimeout = 120_000;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    server.once('error', reject).listen(given.port, '127.0.0.1', resolve);
    await promise;
    return (server.address() as AddressInfo).port;
  };

  answerOrders({
    start,
    asked: () => asked,
    hostile: hostileOrder(EVERY_REST_MODE, (next) => {
      mode = next;
    }),
    delay: (ms: number) => {
      delay = ms;
    },
    hold: (texts: readonly string[]) => {
      held.clear();
      for (const text of texts) held.add(text);
      if (texts.length === 0) for (const letGo of waiting.splice(0)) letGo();
    },
    'asked-about': (texts: readonly string[]) => texts.map((text) => times.get(text) ?? 0),
    'lose-answers': (count: number) => {
      losing = count;
    },
    'expire-tokens': () => gate?.expire(),
    tokens: () => gate?.issued(),
    ...orders,
  });
};
