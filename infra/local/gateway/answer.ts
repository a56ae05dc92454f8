/** What a function answered, as the HTTP API reads it. */
export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[]>;
  readonly body: Buffer;
}

export const plain = (status: number, message: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: Buffer.from(JSON.stringify({ message })),
});

/** Headers that belong to the connection, not to the function. */
const OURS = new Set(['connection', 'content-length', 'transfer-encoding', 'keep-alive', 'upgrade', 'apigw-requestid']);

interface Shaped {
  statusCode?: unknown;
  headers?: Record<string, unknown>;
  cookies?: unknown;
  body?: unknown;
  isBase64Encoded?: unknown;
}

const isShaped = (value: unknown): value is Shaped =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && 'statusCode' in value;

const inferred = (value: unknown): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
});

const headersOf = ({ headers = {}, cookies }: Shaped): Record<string, string | string[]> => ({
  'content-type': 'text/plain;charset=UTF-8',
  ...Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
      .filter(([name]) => !OURS.has(name)),
  ),
  ...(Array.isArray(cookies) && cookies.length > 0 ? { 'set-cookie': cookies.map(String) } : {}),
});

/** Undefined when the answer has no legal shape: the caller of the API gets 500. `payload` is JSON text. */
export const readAnswer = (payload: string): Answer | undefined => {
  const value: unknown = JSON.parse(payload);
  if (!isShaped(value)) return inferred(value);
  const status = Number(value.statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined;
  if (value.headers !== undefined && (value.headers === null || typeof value.headers !== 'object')) return undefined;
  if (value.body !== undefined && value.body !== null && typeof value.body !== 'string') return undefined;
  const body = Buffer.from(value.body ?? '', value.isBase64Encoded === true ? 'base64' : 'utf8');
  return { status, headers: headersOf(value), body };
};
