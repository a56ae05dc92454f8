/** Turns an operation into an HTTP call and keeps what was heard. */
import { CHEN_FUYING, HU_YAN, LI_JIE, LI_NA, WANG_QIANG } from '#city/cast.ts';
import type { LocalCity } from '#infra/local/city.ts';
import { call, contract, HOMES, review, TITLE, transfer } from '#test/city/support.ts';
import { issueRequest } from '#test/functions/certificates/issue-request.ts';
import type { Operation } from './operations.ts';

export interface Heard {
  readonly operation: Operation;
  /** Path and body as they were sent: what a key is bound to. */
  readonly said: string;
  /** 0: the connection broke. */
  readonly status: number;
  readonly type: string;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: the checks read what each route answers
  readonly body: any;
  readonly ms: number;
}

export interface Callers {
  readonly questions: number;
  send(operation: Operation): Promise<Heard>;
  /** Identifier of each certificate number, as far as heard. */
  readonly issued: ReadonlyMap<number, string>;
}

interface Request {
  readonly path: string;
  readonly token: string;
  readonly body: unknown;
  readonly key?: string | undefined;
}

const FIELDS = [
  ['/valid', '/number', '/unitNumber'],
  ['/valid', '/location', '/area'],
] as const;

const issueBody = (number: number, variant: number) => {
  const { data, ...request } = issueRequest({
    number: `浙(2017)永康市不动产权第009${String(number).padStart(4, '0')}号`,
  });
  return { ...request, data: { ...data, area: 100 + number + variant / 10 } };
};

export const callers = async (city: LocalCity): Promise<Callers> => {
  const [housing, issuer, window] = await Promise.all([
    city.token('housing-system', ['exchange']),
    city.token('real-estate-system'),
    city.token('one-window-system'),
  ]);
  const asks = [
    ...[LI_NA, WANG_QIANG, CHEN_FUYING, HU_YAN, LI_JIE].map((holder) => ({ path: HOMES, body: review(holder) })),
    { path: HOMES, body: review(LI_NA, ['/more']) },
    { path: TITLE, body: await contract(city) },
    { path: TITLE, body: await contract(city, ['/use']) },
  ];
  const use = await transfer(city);
  const issued = new Map<number, string>();

  const find = { path: '/v1/certificates/find', token: window, body: { ...use, type: 'real-estate-title' } };
  const requestOf = (operation: Operation): Request => {
    if (operation.kind === 'exchange')
      return { ...asks[operation.question % asks.length]!, token: housing, key: operation.key };
    if (operation.kind === 'issue') {
      const { number, variant, key } = operation;
      return { path: '/v1/certificates', token: issuer, body: issueBody(number, variant), key };
    }
    const identifier = operation.kind === 'find' ? undefined : issued.get(operation.number);
    if (operation.kind === 'find' || identifier === undefined) return find;
    const at = `/v1/certificates/${identifier}`;
    if (operation.kind === 'pull')
      return {
        path: `${at}/pull`,
        token: window,
        body: { ...use, level: 'fields', fields: FIELDS[operation.fields] },
        key: operation.key,
      };
    const body = { ...use, level: 'copy', fields: FIELDS[0], reason: '转移登记归档' };
    return { path: `${at}/copies`, token: window, body, key: operation.key };
  };

  const send = async (operation: Operation): Promise<Heard> => {
    const { path, token, body, key } = requestOf(operation);
    const since = performance.now();
    const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
    const heard: Pick<Heard, 'status' | 'type' | 'text' | 'body'> = await call(city, 'POST', path, {
      token,
      body,
      headers,
    }).then(
      (answer) => ({
        status: answer.status,
        type: answer.headers.get('content-type') ?? '',
        text: answer.text,
        body: answer.body,
      }),
      (error: unknown) => ({ status: 0, type: '', text: String(error), body: {} }),
    );
    if (operation.kind === 'issue' && heard.status === 201) issued.set(operation.number, heard.body.identifier);
    // What could not be pulled yet was a search.
    const done: Operation = path === find.path ? { kind: 'find' } : operation;
    return { operation: done, said: JSON.stringify([path, body]), ...heard, ms: performance.now() - since };
  };
  return { questions: asks.length, send, issued };
};
