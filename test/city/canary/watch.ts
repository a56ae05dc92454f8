/** Looks on while a city works: at every address that is asked for, and at everything that queues and streams hand to functions. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { LocalCity } from '#infra/local/city.ts';

/** Of every server in this process: the gateway, the sign-in, and the door before the engines. */
const STARTED = 'http.server.request.start';

export interface Watch {
  /** Path and query of each request, as they came and decoded. */
  readonly urls: readonly string[];
  /** Bodies and records, as JSON. */
  readonly handed: readonly string[];
  end(): void;
}

const decoded = (url: string): string => {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
};

export const watch = ({ pool }: LocalCity): Watch => {
  const [urls, handed]: [string[], string[]] = [[], []];
  const see = (message: unknown): void => {
    const { url = '' } = (message as { request: IncomingMessage }).request;
    urls.push(`${url} ${decoded(url)}`);
  };
  const { invoke } = pool;
  pool.invoke = (fn, event, options) => {
    const { Records } = event as { Records?: readonly unknown[] };
    for (const record of Records ?? []) handed.push(JSON.stringify(record));
    return invoke(fn, event, options);
  };
  subscribe(STARTED, see);
  return {
    urls,
    handed,
    end: () => {
      unsubscribe(STARTED, see);
      pool.invoke = invoke;
    },
  };
};
