/** REST to a department that may be slow, broken or hostile: one JSON answer of bounded size within the deadline, or a problem without its words. */
import type { AskContext } from '#functions/exchange/adapter.ts';
import { problem } from '#functions/kernel/problem.ts';
import { type Posted, type PostOptions, postClient, refusedStatus } from './post.client.ts';
import { parseStrictJson } from './strict-json.ts';

export interface RestOptions extends PostOptions {
  /** Sent with every request: an API key, a token. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses by which this department says that it knows nothing of the subject. None unless said: a 404 may be a wrong path. */
  readonly nothing?: readonly number[];
}

export interface RestClient {
  /** POSTs JSON: a person's code stands in the body, never in the address. Null: the department knows nothing. */
  post(path: `/${string}`, body: unknown, context: AskContext): Promise<unknown>;
  close(): void;
}

const invalid = (cause: string): Error => problem('department-answer-invalid', { cause });
const JSON_TYPE = /^application\/(json|[\w.-]+\+json)\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** The one JSON value of an answer. Throws department-answer-invalid for another type or charset, and for what is not JSON. */
export const readJson = async (answer: Posted): Promise<unknown> => {
  if (!JSON_TYPE.test(answer.headers['content-type'] ?? '')) throw invalid('content-type');
  const bytes = await answer.bytes();
  try {
    return parseStrictJson(bytes);
  } catch {
    throw invalid('json');
  }
};

/** One per instance. */
export const restClient = ({ nothing = [], headers, ...options }: RestOptions): RestClient => {
  const client = postClient(options);

  const read = async (answer: Posted): Promise<unknown> => {
    if (nothing.includes(answer.status)) return null;
    const refused = refusedStatus(answer.status);
    if (refused) throw refused;
    return readJson(answer);
  };

  return {
    post: (path, body, context) => {
      const json = { accept: 'application/json', 'content-type': 'application/json; charset=utf-8' };
      return client.post(path, { ...headers, ...json }, Buffer.from(JSON.stringify(body)), context, read);
    },
    close: () => client.close(),
  };
};
