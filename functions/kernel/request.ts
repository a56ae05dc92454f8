/** What a body gets: the validated request. Pure of AWS and middy. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import { Scope } from '#schemas/access.ts';
import type { Route } from '#schemas/route.ts';
import { sha256 } from './digest.ts';
import { parseJson } from './json.ts';
import { type ProblemError, problem } from './problem.ts';

/** What the token proves, and no more: department, post and roles come from the registry. */
export interface Caller {
  readonly clientId: string;
  /** Officer id; equals clientId for a department system. */
  readonly subject: string;
  readonly scopes: readonly Scope[];
}

/** The message as it was sent, for who verifies its signature. */
export interface Message {
  readonly method: string;
  /** Absolute, with the host that the caller named. */
  readonly url: string;
  /** Names in lower case; equal ones joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

export interface Input<R extends Route = Route> {
  readonly params: Parsed<R['params']>;
  readonly query: Parsed<R['query']>;
  readonly body: Parsed<R['body']>;
  /** The body of a route of bytes; they are what their Content-Digest says. */
  readonly bytes?: Uint8Array;
  readonly caller: Caller;
  /** Epoch milliseconds from the event; the only clock of a body. */
  readonly now: number;
  readonly requestId: string;
  readonly idempotencyKey?: string;
  /** The revision of If-Match. */
  readonly ifMatch?: number;
  /** Absent where nothing was sent over HTTP: what is not there cannot be signed. */
  readonly message?: () => Message;
}

export interface Output {
  readonly status?: number;
  /** A text and bytes go out as they are, everything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export type Body<R extends Route = Route> = (input: Input<R>) => Promise<Output>;

export type HttpEvent = APIGatewayProxyEventV2 & {
  requestContext: { authorizer?: { jwt?: { claims: Record<string, string>; scopes?: string[] | null } } };
};

const DEFAULT_MAX_BODY = 65_536;

const bytesOf = (event: HttpEvent): Buffer => Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');

const bodyOf = (event: HttpEvent, type: RegExp, limit: number): Buffer => {
  if (!type.test(event.headers['content-type'] ?? '')) throw problem('unsupported-media-type');
  const bytes = bytesOf(event);
  if (bytes.length > limit) throw problem('body-too-large', { detail: `${limit} bytes at most` });
  return bytes;
};

const readBody = (event: HttpEvent, limit: number): unknown =>
  parseJson(bodyOf(event, /^application\/json\s*(;|$)/i, limit));

/** Only this type comes through the gateway byte for byte: it takes every text for UTF-8. */
const readBytes = (event: HttpEvent, limit: number): Uint8Array => {
  const bytes = bodyOf(event, /^application\/octet-stream\s*(;|$)/i, limit);
  const stated = /(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):/.exec(event.headers['content-digest'] ?? '')?.[1];
  const found = Buffer.from(sha256(bytes), 'base64url').toString('base64');
  const rule = stated === undefined ? 'required-sha-256' : stated === found ? undefined : 'other-than-the-body';
  if (rule) throw problem('invalid-request', { errors: [{ field: '/headers/content-digest', rule }] });
  return bytes;
};

/** Validates `value`; collects every broken rule as field and rule name, never the value. */
export const validate = <S extends z.ZodType>(schema: S, value: unknown, at = ''): z.output<S> => {
  const parsed = schema.safeParse(value, { reportInput: false });
  if (parsed.success) return parsed.data;
  throw problem('invalid-request', { ...knownIn(parsed.error, at), errors: issues(parsed.error, at) });
};

const fieldOf = (at: string, path: readonly PropertyKey[]): string =>
  `${at}/${path.map(String).join('/')}`.replace(/\/$/, '') || '/';

const wordsIn = (issue: z.core.$ZodIssue): readonly unknown[] => {
  if (issue.code === 'invalid_value') return issue.values;
  return issue.code === 'invalid_union' && 'options' in issue ? (issue.options ?? []) : [];
};

/** Where one of several words was to be said, which there are; they are the schema's own. */
const knownIn = (error: z.ZodError, at: string): { detail?: string } => {
  const known = error.issues.slice(0, 20).flatMap((issue) => {
    const words = wordsIn(issue);
    return words.length > 0 ? [`${fieldOf(at, issue.path)}: ${words.map(String).join(', ')}`] : [];
  });
  return known.length > 0 ? { detail: `可用取值 known values of ${known.join('; ')}` } : {};
};

/** An unknown member's name is the caller's own text and might hold anything: only a plain word is repeated. */
const namely = (key: string): string => (/^[A-Za-z][A-Za-z_-]{0,40}$/.test(key) ? key : '?');

const issues = (error: z.ZodError, at: string): { field: string; rule: string }[] =>
  error.issues.slice(0, 20).flatMap((issue) => {
    // A key that breaks its rule is the caller's text likewise.
    const path =
      issue.code === 'invalid_key' ? [...issue.path.slice(0, -1), namely(String(issue.path.at(-1)))] : issue.path;
    const field = fieldOf(at, path);
    if (issue.code === 'unrecognized_keys')
      return issue.keys
        .slice(0, 20)
        .map((key) => ({ field: `${at}/${[...issue.path, namely(key)].join('/')}`, rule: 'unknown-field' }));
    return [{ field, rule: /^[a-z0-9-]+$/.test(issue.message) ? issue.message : issue.code }];
  });

const callerOf = (event: HttpEvent): Caller => {
  const claims = event.requestContext.authorizer?.jwt?.claims ?? {};
  const clientId = claims.client_id ?? '';
  const scopes = (claims.scope ?? '').split(' ').filter((s): s is Scope => Scope.safeParse(s).success);
  return { clientId, subject: claims.sub || clientId, scopes };
};

const messageOf = (event: HttpEvent): Message => {
  const headers = Object.fromEntries(
    Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value ?? '']),
  );
  const query = event.rawQueryString ? `?${event.rawQueryString}` : '';
  return {
    method: event.requestContext.http.method,
    url: `${headers['x-forwarded-proto'] ?? 'https'}://${headers.host ?? ''}${event.rawPath}${query}`,
    headers,
    body: bytesOf(event),
  };
};

/** What is done needs a key of its own. */
export const keyWanted = (rule: 'required' | 'visible-ascii-1-128'): ProblemError =>
  problem('invalid-request', {
    detail:
      '须带 Idempotency-Key：1 至 128 个可见字符，同一操作重发时不变 Send Idempotency-Key: 1 to 128 visible characters, the same when the same is sent again',
    errors: [{ field: '/headers/idempotency-key', rule }],
  });

/** Event of the HTTP API (payload 2.0) to the input of a body. Throws problems, every broken rule named. */
export const readInput = <R extends Route>(route: R, event: HttpEvent): Input<R> => {
  const headers = event.headers;
  const idempotencyKey = route.idempotencyKey ? headers['idempotency-key'] : undefined;
  if (route.idempotencyKey === 'required' && !idempotencyKey) {
    throw keyWanted('required');
  }
  if (idempotencyKey !== undefined && !/^[\x21-\x7e]{1,128}$/.test(idempotencyKey)) {
    throw keyWanted('visible-ascii-1-128');
  }
  const ifMatch = /^"?(\d{1,9})"?$/.exec(headers['if-match'] ?? '')?.[1];
  if (route.ifMatch && ifMatch === undefined)
    throw problem('precondition-required', { detail: 'If-Match: "0" makes, "revision" changes' });
  return {
    params: route.params ? validate(route.params, event.pathParameters ?? {}, '/params') : undefined,
    query: route.query ? validate(route.query, event.queryStringParameters ?? {}, '/query') : undefined,
    body: route.body ? validate(route.body, readBody(event, route.maxBody ?? DEFAULT_MAX_BODY)) : undefined,
    ...(route.bytes ? { bytes: readBytes(event, route.maxBody ?? DEFAULT_MAX_BODY) } : {}),
    caller: callerOf(event),
    now: event.requestContext.timeEpoch,
    requestId: event.requestContext.requestId,
    message: () => messageOf(event),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(ifMatch === undefined ? {} : { ifMatch: Number(ifMatch) }),
  } as Input<R>;
};
