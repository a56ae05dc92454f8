/** A hub of one department over real HTTP: the real bodies of the agent's routes behind a real socket, which can be cut. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { bodies } from '#functions/departments/protocols/agent/bodies.ts';
import { api } from '#functions/kernel/api.handler.ts';
import type { HttpEvent } from '#functions/kernel/request.ts';
import { agentRoutes } from '#schemas/routes/agent.ts';

export type SignIn = 'well' | 'wrong-key' | 'skewed' | 'another-server' | 'expired-once';

export interface HubOverHttp {
  readonly url: string;
  signIn: SignIn;
  /** The next so many answers are lost on their way. */
  lose: number;
  readonly calls: string[];
  /** Nobody listens there any more. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  stop(): Promise<void>;
}

const pattern = (path: string): RegExp => new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);

/** `now`: the hub's time, epoch ms. */
export const hubOverHttp = async (routes: ReturnType<typeof bodies>, now: () => number): Promise<HubOverHttp> => {
  const table = Object.values(agentRoutes('health')).map((route) => ({ route, match: pattern(route.path) }));
  const handler = api(agentRoutes('health'), routes) as unknown as (
    event: HttpEvent,
    context: object,
  ) => Promise<{
    statusCode: number;
    headers: Record<string, string>;
    body: string;
  }>;
  const sockets = new Set<Socket>();
  let tokens = 0;
  let [server, port]: [Server, number] = [undefined as never, 0];

  const instant = (): string => new Date(now() + (hub.signIn === 'skewed' ? 600_000 : 0)).toUTCString();
  const give = (answer: ServerResponse, status: number, body: unknown, headers = {}) =>
    answer
      .writeHead(status, { 'content-type': 'application/json', date: instant(), ...headers })
      .end(JSON.stringify(body));
  const token = (answer: ServerResponse): void => {
    tokens += 1;
    if (hub.signIn === 'wrong-key' || hub.signIn === 'skewed')
      give(answer, 401, { error: 'invalid_client', error_description: 'PLANTED' });
    else give(answer, 200, { access_token: `t${tokens}`, expires_in: 300 });
  };
  const serve = async (request: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const body = await text(request);
    const path = request.url ?? '';
    hub.calls.push(`${request.method} ${path.replace(/[0-9a-f-]{36}/, '{id}')}`);
    if (path === '/token') return token(answer);
    if (path === '/health') return void give(answer, 200, {});
    if (path.startsWith('/.well-known/') && hub.signIn !== 'another-server')
      return void give(answer, 200, { issuer: hub.url, token_endpoint: `${hub.url}/token` });
    if (hub.signIn === 'expired-once' && request.headers.authorization === 'Bearer t1')
      return void give(answer, 401, { message: 'Unauthorized' });
    const found = table.find(({ route, match }) => route.method === request.method && match.test(path));
    if (!found) return void answer.writeHead(404, { date: instant() }).end('<html>PLANTED</html>');
    const claims = { client_id: 'health-system', sub: 'health-system', scope: 'agent' };
    const {
      statusCode,
      headers,
      body: said,
    } = await handler(
      {
        routeKey: `${found.route.method} ${found.route.path}`,
        headers: request.headers,
        pathParameters: found.match.exec(path)?.groups ?? {},
        body,
        requestContext: { timeEpoch: now(), requestId: 'r', authorizer: { jwt: { claims } } },
      } as unknown as HttpEvent,
      {},
    );
    if (hub.lose > 0) {
      hub.lose -= 1;
      return void request.socket.destroy();
    }
    answer.writeHead(statusCode, headers).end(said);
  };
  const listen = async (): Promise<void> => {
    server = createServer((request, answer) => void serve(request, answer).catch(() => request.socket.destroy()));
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  };
  const end = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const hub: HubOverHttp = {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    signIn: 'well',
    lose: 0,
    calls: [],
    cut: end,
    mend: listen,
    stop: end,
  };
  await listen();
  return hub;
};
