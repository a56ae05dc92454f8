/** One door in front of all engines: it knows who asks, refuses what the role does not allow, counts, and breaks on purpose. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type Answer, denied, internalError, notSigned, throttled } from './answers.ts';
import { type Call, type Request, readCall, SERVICES, type Service, s3Target } from './call.ts';
import { type Book, type EngineControls, openBook } from './controls.ts';
import { type Engines, enginesAt } from './engines.ts';
import { askLocked, keyNeeds } from './locks.ts';
import type { Arns } from './needs/arns.ts';
import { needsOf } from './needs.ts';
import type { Need } from './policy.ts';
import type { Principal, Principals } from './principals.ts';
import { readSignature, signatureHolds } from './signature.ts';
import { endToEnd, type Reply } from './upstream.ts';
import type { OnWrite } from './writes.ts';

export interface EngineProxy {
  readonly port: number;
  readonly controls: EngineControls;
  readonly onWrite: OnWrite;
  stop(): Promise<void>;
}

export interface ProxyOptions {
  /** A free one when absent. */
  readonly port?: number;
  readonly principals: Principals;
  readonly arns: Arns;
  /** Port of each engine. */
  readonly engines: Readonly<Record<Service, number>>;
  /** The engine's own ARN of each stream by the ARN that the templates know. */
  readonly streams?: ReadonlyMap<string, string>;
}

type Outcome = Answer | Reply | 'drop';

interface Desk {
  readonly principals: Principals;
  readonly arns: Arns;
  readonly engines: Engines;
  readonly book: Book;
}

const isService = (name: string | undefined): name is Service => (SERVICES as readonly unknown[]).includes(name);

/** Who asks for what; an answer when the signature is not one of ours. */
const identify = (principals: Principals, request: Request): { principal: Principal; call: Call } | Answer => {
  const signed = readSignature(request.headers.authorization);
  // An unsigned request has no service name either; only S3 is ever asked that way.
  const service = isService(signed?.service) ? signed.service : 's3';
  const principal = signed && principals.byKey(signed.keyId);
  if (!signed || !principal) return notSigned(service, request.method, false);
  if (!signatureHolds(request, signed, principal.secret)) return notSigned(service, request.method, true);
  return { principal, call: readCall(service, request) };
};

const refuse = ({ book }: Desk, principal: Principal, call: Call, need: Need): Answer => {
  book.refuse({ fn: principal.name, ...need });
  return denied(call, principal.arn, need);
};

/** AWS tells that an object is missing only to those who may list the bucket. */
const hiddenObject = (
  { arns }: Desk,
  principal: Principal,
  call: Call,
  { status }: Answer | Reply,
): Need | undefined => {
  if (call.service !== 's3' || status !== 404 || !['GET', 'HEAD'].includes(call.method)) return undefined;
  const need = { action: 's3:ListBucket', resource: arns.bucket(s3Target(call.path).bucket) };
  return principal.may(need) ? undefined : need;
};

const serve = async (desk: Desk, principal: Principal, call: Call): Promise<Outcome> => {
  const { arns, book, engines } = desk;
  const { name: fn } = principal;
  const missing = [...needsOf(call, arns), ...keyNeeds(book.locks, call, arns)].find((need) => !principal.may(need));
  if (missing) return refuse(desk, principal, call, missing);
  book.tally.call(fn, call.service, call.operation);
  const struck = book.faults.strike(fn, call);
  const by = (kind: string) => struck.find((rule) => rule.kind === kind);
  const delay = by('delay');
  if (delay) await new Promise((resolve) => setTimeout(resolve, delay.ms ?? 0));
  if (by('refuse-before')) return 'drop';
  if (by('throttle')) return throttled(call);
  if (by('error')) return internalError(call);
  const reply = await askLocked(book.locks, call, () =>
    engines.ask(call, (units) => book.tally.units(fn, call.service, call.operation, units)),
  );
  if (reply.status === 200) book.writes.done(call);
  if (by('lose-acknowledgement')) return 'drop';
  const hidden = hiddenObject(desk, principal, call, reply);
  return hidden ? refuse(desk, principal, call, hidden) : reply;
};

const readRequest = async (incoming: IncomingMessage): Promise<Request> => {
  const [path = '/', query = ''] = (incoming.url ?? '/').split('?');
  return { method: incoming.method ?? 'GET', path, query, headers: incoming.headers, body: await buffer(incoming) };
};

const write = (response: ServerResponse, outcome: Answer | Reply): void => {
  response.writeHead(outcome.status, {
    ...endToEnd(outcome.headers),
    // The answer to HEAD says how long the object is, and has no body.
    'content-length':
      response.req.method === 'HEAD' ? (outcome.headers['content-length'] ?? 0) : Buffer.byteLength(outcome.body),
  });
  response.end(outcome.body);
};

export const startProxy = async (options: ProxyOptions): Promise<EngineProxy> => {
  const book = openBook();
  let port = 0;
  const engines = enginesAt({ ports: options.engines, streams: options.streams ?? new Map(), door: () => port });
  const desk: Desk = { ...options, engines, book };
  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const known = identify(options.principals, await readRequest(incoming));
    const outcome = 'call' in known ? await serve(desk, known.principal, known.call) : known;
    if (outcome === 'drop') incoming.socket.destroy();
    else write(response, outcome);
  };
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, (incoming, response) => {
    // An engine that does not answer looks like a network that does not.
    answer(incoming, response).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  port = (server.address() as { port: number }).port;
  return {
    port,
    controls: book.controls,
    onWrite: book.writes.onWrite,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      engines.close();
    },
  };
};
