/** One request of an AWS client as the proxy sees it. */
import type { IncomingHttpHeaders } from 'node:http';

/** The names that the credential scope of a signature uses. */
export const SERVICES = ['dynamodb', 's3', 'sqs', 'kms', 'secretsmanager'] as const;
export type Service = (typeof SERVICES)[number];

export interface Request {
  readonly method: string;
  /** Path as it was sent, still encoded. */
  readonly path: string;
  /** Query as it was sent, without its question mark. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Call extends Request {
  readonly service: Service;
  /** As in the API: PutItem, SendMessage, GetObject… */
  readonly operation: string;
  // biome-ignore lint/suspicious/noExplicitAny: the parsed body has the shape of its operation; S3 calls have none
  readonly json: any;
}

const S3_OBJECT: Readonly<Record<string, string>> = {
  GET: 'GetObject',
  HEAD: 'HeadObject',
  PUT: 'PutObject',
  DELETE: 'DeleteObject',
  POST: 'PostObject',
};
const S3_BUCKET: Readonly<Record<string, string>> = {
  GET: 'ListObjects',
  HEAD: 'HeadBucket',
  PUT: 'CreateBucket',
  DELETE: 'DeleteBucket',
  POST: 'PostBucket',
};

/** Bucket and key (decoded) of a path-style S3 path. */
export const s3Target = (path: string): { bucket: string; key: string } => {
  const [, bucket = '', ...key] = path.split('/').map(decodeURIComponent);
  return { bucket, key: key.join('/') };
};

// Parameters that SDKs add to say what they do; they change nothing about what is asked for.
const PLAIN = new Set([
  'x-id',
  'list-type',
  'prefix',
  'delimiter',
  'max-keys',
  'continuation-token',
  'start-after',
  'fetch-owner',
  'encoding-type',
  'versionId',
  'partNumber',
]);

/** The sub-resource a S3 request names (`retention`, `versions`…), if any. */
export const s3SubResource = (query: string): string | undefined =>
  [...new URLSearchParams(query).keys()].find((name) => !PLAIN.has(name) && !name.startsWith('response-'));

const s3Operation = ({ method, path, query }: Request): string => {
  const { bucket, key } = s3Target(path);
  if (!bucket) return 'ListBuckets';
  const base = (key ? S3_OBJECT : S3_BUCKET)[method] ?? method;
  const sub = s3SubResource(query);
  return sub ? `${base}?${sub}` : base;
};

const parse = (body: Buffer) => {
  try {
    return JSON.parse(body.toString('utf8') || '{}');
  } catch {
    return {};
  }
};

export const readCall = (service: Service, request: Request): Call => {
  if (service === 's3') return { ...request, service, operation: s3Operation(request), json: {} };
  const target = String(request.headers['x-amz-target'] ?? '');
  return { ...request, service, operation: target.split('.').at(-1) ?? '', json: parse(request.body) };
};
