/** A question as API Gateway hands it to the function. */
import { randomUUID } from 'node:crypto';
import type { HttpAnswer } from '#functions/kernel/problem.ts';
import type { HttpEvent } from '#functions/kernel/request.ts';
import { type Route, routeKey } from '#schemas/route.ts';
import { askRoute } from '#schemas/routes/exchange.ts';
import { ASKING_CLIENT, PURPOSE } from './ground.ts';
import type { Asker, Question, Reply } from './protocol.ts';

/** Of a function that may hear of other events too. */
export type Handler = (event: never, context: never) => Promise<unknown>;

interface Call {
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly as?: string;
  readonly scope?: string;
}

export const call = async (
  handler: Handler,
  route: Pick<Route, 'method' | 'path'>,
  { params, body, as = ASKING_CLIENT, scope = 'exchange' }: Call,
): Promise<Reply> => {
  const path = route.path.replace(/\{(\w+)\}/g, (_all, name) => params?.[name] ?? '');
  const event = {
    routeKey: routeKey(route),
    rawPath: path,
    rawQueryString: '',
    headers: { 'content-type': 'application/json' },
    pathParameters: params,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    isBase64Encoded: false,
    requestContext: {
      requestId: randomUUID(),
      timeEpoch: Date.now(),
      http: { method: route.method, path },
      domainName: 'hub.invalid',
      authorizer: { jwt: { claims: { client_id: as, sub: as, scope }, scopes: [scope] } },
    },
  } as unknown as HttpEvent;
  const { statusCode, body: text } = (await handler(event as never, {} as never)) as HttpAnswer;
  return { status: statusCode, body: JSON.parse(text) as Reply['body'] };
};

export const asking = ({ resource, request, fields }: Question) => {
  const [department = '', name = ''] = resource.split('/');
  const body = { purpose: { kind: 'standing', code: PURPOSE }, party: { role: 'applicant' }, request, fields };
  return { department, name, body };
};

/** For a department that answers at once. */
export const asker = (handler: Handler, question: Question): Asker => {
  const { department, name, body } = asking(question);
  return () => call(handler, askRoute(department), { params: { resource: name }, body });
};
