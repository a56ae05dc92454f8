/** getOpenAPI: one service out of the hub's own description, as it is called through this gateway. */
import type { publicRoutes } from '#schemas/routes/public.ts';
import type { OneTrip } from '../sdk/index.ts';
import type { Service } from './directory.ts';
import { XRoadError } from './errors.ts';

type Json = Readonly<Record<string, unknown>>;
interface Description {
  readonly openapi: string;
  readonly info: { readonly version: string };
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
}

const KEPT_MS = 300_000;
const REF = '#/components/schemas/';

/** The hub's description, kept five minutes, as the hub itself says. */
export const description = (hub: OneTrip) => {
  let held: { readonly read: Promise<Description>; readonly at: number } | undefined;
  return (): Promise<Description> => {
    if (held && performance.now() - held.at < KEPT_MS) return held.read;
    const read = hub
      .call<typeof publicRoutes.openapi>({ method: 'GET', path: '/openapi.json', scope: null })
      .then((said) => said as Description);
    held = { read, at: performance.now() };
    read.catch(() => {
      held = undefined;
    });
    return read;
  };
};

const refsIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === '$ref' && typeof inner === 'string' && inner.startsWith(REF) ? [inner.slice(REF.length)] : refsIn(inner),
  );
};

/** Every schema that these lead to. */
const reached = (all: Description['components']['schemas'], ...from: readonly unknown[]): Record<string, Json> => {
  const found: Record<string, Json> = {};
  for (const queue = refsIn(from); queue.length > 0; ) {
    const name = queue.pop() ?? '';
    const schema = all[name];
    if (!schema || found[name]) continue;
    found[name] = schema;
    queue.push(...refsIn(schema));
  }
  return found;
};

const member = (schema: Json | undefined, name: string): Json | undefined =>
  (schema?.properties as Record<string, Json>)?.[name];

const ERROR = {
  type: 'object',
  properties: { type: { type: 'string' }, message: { type: 'string' }, detail: { type: 'string', format: 'uuid' } },
  required: ['type', 'message', 'detail'],
};
const json = (description: string, schema: Json) => ({ description, content: { 'application/json': { schema } } });
const header = (name: string, description: string, required = false) => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
});

const HEADERS = [
  header('X-Road-Client', 'instance/class/member/subsystem', true),
  header('X-Road-Id', '消息编号 names the message: a change under the same id happens once'),
  header('X-Road-Issue', '办件凭据 case ticket, where the grant asks for one'),
  header('X-OneTrip-Purpose', '用途 standing:code or matter:name; otherwise as the gateway is set'),
  header('X-OneTrip-Party', '当事人角色 role of the party; otherwise as the gateway is set'),
  header('X-OneTrip-Fields', '字段 leaves, separated by commas; otherwise all that are granted'),
];

/** `url`: of the service. Throws ServiceFailed when the hub describes no such resource. */
export const serviceDescription = (
  { openapi, info, components: { schemas } }: Description,
  { resource }: Service,
  url: string,
) => {
  const name = resource.id.replace('/', '.');
  const request = member(schemas[`Ask.${name}`], 'request');
  const answer = member(schemas[`Answered.${name}`], 'answer');
  if (!request || !answer)
    throw new XRoadError(
      'Server.ServerProxy.ServiceFailed',
      `Failed reading service description from the hub: ${resource.id}`,
    );
  const failures = {
    400: json('请求有误 The request is at fault', { anyOf: [{ $ref: `${REF}Problem` }, { $ref: `${REF}XRoadError` }] }),
    404: json('查无此主体 The department knows nothing of this subject', {
      type: 'object',
      properties: { found: { const: false } },
    }),
    500: json('X-Road 错误 X-Road error: see X-Road-Error', { $ref: `${REF}XRoadError` }),
  };
  const answered = { 200: json(`${resource.name.zh} ${resource.name.en}`, answer), ...failures };
  const later = resource.asked === 'later';
  const post = {
    operationId: name,
    summary: `${resource.name.zh} ${resource.name.en}`,
    parameters: HEADERS,
    requestBody: { required: true, content: { 'application/json': { schema: request } } },
    responses: later
      ? { 202: json('待答 Answered later, at Location', { $ref: `${REF}Waiting` }), ...failures }
      : answered,
  };
  const fetched = {
    operationId: `${name}.answer`,
    summary: '取回答复 Fetch the answer',
    parameters: [
      { name: 'question', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
      HEADERS[0],
    ],
    responses: { ...answered, 202: json('待答 Not answered yet', { $ref: `${REF}Waiting` }) },
  };
  const paths = { '/': { post }, ...(later ? { '/{question}': { get: fetched } } : {}) };
  return {
    openapi,
    info: {
      title: `${resource.id} ${resource.name.zh} ${resource.name.en}`,
      version: `${resource.version}.0.0`,
      'x-hub': info.version,
    },
    servers: [{ url }],
    paths,
    components: { schemas: { ...reached(schemas, paths), XRoadError: ERROR } },
  };
};
