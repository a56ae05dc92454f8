/** The HTTP API of the template on one machine: route, authorize, invoke, answer. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import { Throttled } from '../pool/outcome.ts';
import type { Pool } from '../pool/pool.ts';
import type { Deployment } from '../template.ts';
import { type Answer, plain, readAnswer } from './answer.ts';
import { authorizer } from './authorizer.ts';
import { MAX_EVENT, readBody } from './body.ts';
import { payload, requestId } from './event.ts';
import { type GatewayRoute, matcher, readRoutes } from './routes.ts';
import { throttle } from './throttle.ts';

export interface Mount {
  readonly prefix: string;
  readonly handler: RequestListener;
}

export interface GatewayOptions {
  readonly deployment: Deployment;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly account: string;
  /** Local-only things beside the API. */
  readonly mounts?: readonly Mount[];
}

const target = (url: string): { path: string; query: string } | undefined => {
  const [path = '/', ...rest] = url.split('?');
  try {
    return { path: decodeURIComponent(path), query: rest.join('?') };
  } catch {
    return undefined;
  }
};

/** `late` when the work takes longer than `ms`; the work itself goes on, as a Lambda does. */
const within = async <T>(ms: number, work: Promise<T>): Promise<T | 'late'> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, ms, 'late');
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

const send = (response: ServerResponse, id: string, { status, headers, body }: Answer): void => {
  const bare = status === 204 || status === 304;
  response.writeHead(status, {
    ...headers,
    ...(bare ? {} : { 'content-length': String(body.length) }),
    'apigw-requestid': id,
  });
  response.end(bare ? undefined : body);
};

export const gateway = ({ deployment, pool, clock, account, mounts = [] }: GatewayOptions): RequestListener => {
  const match = matcher(readRoutes(deployment));
  const authorize = authorizer(clock);
  const admit = throttle(deployment);
  const apiId = deployment.ofType('AWS::ApiGatewayV2::Api')[0]?.name ?? 'local';

  const ask = async (route: GatewayRoute, event: object): Promise<Answer> => {
    try {
      const outcome = await within(route.timeoutMs, pool.invoke(route.functionArn, event));
      if (outcome === 'late') return plain(503, 'Service Unavailable');
      return (outcome.ok ? readAnswer(outcome.payload) : undefined) ?? plain(500, 'Internal Server Error');
    } catch (error) {
      return error instanceof Throttled ? plain(503, 'Service Unavailable') : plain(500, 'Internal Server Error');
    }
  };

  const answer = async (request: IncomingMessage, id: string): Promise<Answer> => {
    const now = clock.now();
    const at = target(request.url ?? '/');
    if (!at) return plain(400, 'Bad Request');
    const met = match(request.method ?? '', at.path);
    if (!met) return plain(404, 'Not Found');
    const authorized = await authorize(request.headersDistinct.authorization, met.route);
    if (authorized && 'status' in authorized)
      return plain(authorized.status, authorized.status === 401 ? 'Unauthorized' : 'Forbidden', {
        'www-authenticate': authorized.challenge,
      });
    if (!admit(met.route.key)) return plain(429, 'Too Many Requests');
    const body = await readBody(request);
    if (!body) return plain(413, 'Request Entity Too Large');
    const event = payload(request, met, at, body, authorized, { account, apiId, now, requestId: id });
    if (Buffer.byteLength(event.body ?? '') > MAX_EVENT) return plain(413, 'Request Entity Too Large');
    return ask(met.route, event);
  };

  return (request, response) => {
    const mount = mounts.find(({ prefix }) => request.url?.startsWith(prefix));
    if (mount) return mount.handler(request, response);
    const id = requestId();
    answer(request, id).then(
      (given) => send(response, id, given),
      () => response.destroy(),
    );
  };
};
