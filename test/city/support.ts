/** What the end-to-end tests share: one city, its callers, one question. */
import { describe } from 'vitest';
import { CHEN_FUYING, CHEN_HOME, LI_NA } from '#city/cast.ts';
import { beijingMidnightAfter } from '#functions/kernel/beijing.ts';
import { type LocalCity, startCity } from '#infra/local/city.ts';
import type { Problem } from '#schemas/problem.ts';
import { withFormula } from './batch/firms.ts';
import { withNeighbour } from './canary/who.ts';

let shared: Promise<LocalCity> | undefined;

/** On a machine several times slower than ours. */
const LONGEST_RUN_MS = 45 * 60_000;
/** Beijing's midnight renews quotas and begins another day of the record: it lies behind the scenarios that follow, or far ahead. */
const awayFromMidnight = (city: LocalCity): LocalCity => {
  const left = beijingMidnightAfter(city.clock.now()) - city.clock.now();
  if (left < LONGEST_RUN_MS) city.clock.advance(left);
  return city;
};

/** The one city of city.test.ts; starting it for each scenario would be most of the suite's work. */
export const boot = (): Promise<LocalCity> => {
  shared ??= startCity({ port: 0, quiet: true, population: withFormula(withNeighbour()) })
    .then(awayFromMidnight)
    .then(remembering);
  return shared;
};

/** Set up when its turn comes: tokens live for ten minutes, and would run out before a later scenario uses them. */
export const scenario = (name: string, load: () => Promise<unknown>): void => {
  describe(name, async () => {
    await load();
  });
};

/** Bodies by the name of the queue that they came through, each once. */
const taken = new Map<string, Set<string>>();
/** The receipt of each body's last delivery. */
const receipts = new Map<string, string>();
/** Of each queue, as many as a test can do again. */
const MOST_TAKEN = 150;

interface QueueRecord {
  readonly eventSourceARN?: string;
  readonly body?: string;
  readonly receiptHandle?: string;
}

const remembering = (city: LocalCity): LocalCity => {
  const { invoke } = city.pool;
  city.pool.invoke = (fn, event, options) => {
    const { Records = [] } = event as { Records?: readonly QueueRecord[] };
    for (const { eventSourceARN, body, receiptHandle } of Records) {
      if (body !== undefined && receiptHandle !== undefined) receipts.set(body, receiptHandle);
      const queue = eventSourceARN?.split(':').at(-1) ?? '';
      const bodies = taken.get(queue) ?? new Set();
      if (body !== undefined && bodies.size < MOST_TAKEN) taken.set(queue, bodies.add(body));
    }
    return invoke(fn, event, options);
  };
  return city;
};

/** What functions were handed out of a queue, by its address. */
export const handled = (url: string): string[] => [...(taken.get(url.split('/').at(-1) ?? '') ?? [])];

/** The receipt by which a function holds a message out of a queue, by its body. */
export const receiptOf = (body: string): string => receipts.get(body) ?? '';

export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly body: T & Partial<Problem>;
  readonly headers: Headers;
  readonly text: string;
}

/** One HTTP call with a JSON body; `body` may be raw text. */
export const call = async <T = Record<string, unknown>>(
  city: Pick<LocalCity, 'url'>,
  method: string,
  path: string,
  options: { token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer<T>> => {
  const response = await fetch(`${city.url}${path}`, {
    method,
    headers: {
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      ...options.headers,
    },
    ...(options.body === undefined
      ? {}
      : { body: typeof options.body === 'string' ? options.body : JSON.stringify(options.body) }),
  });
  const text = await response.text();
  let body = {} as T & Partial<Problem>;
  if (/json/.test(response.headers.get('content-type') ?? '')) body = JSON.parse(text);
  return { status: response.status, body, headers: response.headers, text };
};

export const HOMES = '/v1/exchange/real-estate/titles-by-holder';

/** The yearly review of public rental housing: a standing purpose, so no ticket. Asked by the housing system. */
export const review = (holder = LI_NA, fields: readonly string[] = ['/titles/*/use', '/titles/*/area', '/more']) => ({
  purpose: { kind: 'standing', code: 'public-rental-review' },
  party: { role: 'applicant' },
  request: { holder },
  fields,
});

export const TITLE = '/v1/exchange/real-estate/title';

/** The contract of an existing house, about its seller, with a ticket. Asked by housing. */
export const contract = async (city: LocalCity, fields: readonly string[] = ['/location', '/area']) => ({
  purpose: {
    kind: 'matter',
    matter: 'existing-house-contract',
    ticket: await city.ticket({
      case: '330784-test-0001',
      matter: 'existing-house-contract',
      department: 'housing',
      parties: [{ role: 'seller', code: CHEN_FUYING }],
      resources: ['real-estate/title'],
      level: 'fields',
    }),
  },
  party: { role: 'seller' },
  request: { unitNumber: CHEN_HOME, holder: CHEN_FUYING },
  fields,
});

/** Use of the seller's title certificate in the transfer of a house, with a ticket. Asked by the window. */
export const transfer = async (city: LocalCity) => ({
  purpose: {
    kind: 'matter',
    matter: 'existing-house-transfer',
    ticket: await city.ticket({
      case: '330784-test-0002',
      matter: 'existing-house-transfer',
      department: 'one-window',
      parties: [{ role: 'seller', code: CHEN_FUYING }],
      resources: ['certificates/real-estate-title'],
      level: 'copy',
    }),
  },
  party: { role: 'seller' },
  holder: CHEN_FUYING,
});
