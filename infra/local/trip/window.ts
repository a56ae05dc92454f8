/** The window's side of the wire: plain HTTP with a bearer token, patient where the hub asks for patience. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Waiting } from '#schemas/exchange.ts';
import type { Problem } from '#schemas/problem.ts';
import { AGAIN, Refused, Stopped } from './missing.ts';

export interface Call {
  readonly url: string;
  readonly token: string;
  readonly body: unknown;
  readonly key?: string;
  /** Milliseconds after which the window stops waiting for an answer that is under way. */
  readonly patience: number;
}

interface Heard {
  readonly status: number;
  readonly location: string | null;
  /** Milliseconds; undefined when the hub names no pause. */
  readonly pause: number | undefined;
  readonly body: unknown;
}

/** Nobody at a window waits longer between two looks. */
const LONGEST_PAUSE = 1_000;

const hear = async (response: Response): Promise<Heard> => {
  const after = response.headers.get('retry-after');
  const text = await response.text();
  const json = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    location: response.headers.get('location'),
    pause: after === null ? undefined : Number(after) * 1000,
    body: json ? JSON.parse(text) : {},
  };
};

const refused = ({ status, body }: Heard): Refused => new Refused({ status, ...(body as Partial<Problem>) });
const codeOf = ({ body }: Heard): unknown => (body as Partial<Problem>).code;

const send = async ({ url, token, body }: Call, key: string | undefined): Promise<Heard> =>
  hear(
    await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      body: JSON.stringify(body),
    }),
  );

/** Repeats while the same change is under way; once after a pause when the hub says 503. */
const sent = async (call: Call, key: string | undefined, until: number): Promise<Heard> => {
  for (let pauses = 0; ; ) {
    const heard = await send(call, key);
    const inProgress = codeOf(heard) === 'exchange-in-progress';
    const busy = heard.status === 503 && pauses === 0;
    const pause = inProgress
      ? Math.min(heard.pause ?? LONGEST_PAUSE, LONGEST_PAUSE)
      : Math.min(heard.pause ?? 1000, 5000);
    if (!(inProgress || busy) || performance.now() + pause > until) return heard;
    if (busy) pauses += 1;
    await sleep(pause);
  }
};

/** The answer to a question of kind `later`; looks again until it is there. */
const fetched = async (first: Heard, { url, token }: Call, until: number): Promise<Heard> => {
  let heard = first;
  const at = new URL(first.location ?? `answers/${Waiting.parse(first.body).question}`, url);
  while (heard.status === 202 || (heard.status === 503 && codeOf(heard) !== 'department-unavailable')) {
    if (performance.now() > until)
      throw new Stopped(
        { zh: '部门尚未答复，问题已留存', en: 'the department has not answered yet; the question is kept for it' },
        AGAIN,
      );
    await sleep(Math.min(heard.pause ?? LONGEST_PAUSE, LONGEST_PAUSE));
    heard = await hear(await fetch(at, { headers: { authorization: `Bearer ${token}` } }));
  }
  return heard;
};

/** GETs JSON, once more after a pause when the hub says 503. Throws Refused. */
export const get = async <T>(url: string, token: string): Promise<T> => {
  const look = async () => hear(await fetch(url, { headers: { authorization: `Bearer ${token}` } }));
  let heard = await look();
  if (heard.status === 503) {
    await sleep(Math.min(heard.pause ?? LONGEST_PAUSE, LONGEST_PAUSE));
    heard = await look();
  }
  if (heard.status >= 400) throw refused(heard);
  return heard.body as T;
};

/** What was asked in an earlier play and came to nothing, or is no longer kept, may be asked anew; what was asked now may not. */
const stale = (heard: Heard, asked: Heard, since: number): boolean => {
  if (codeOf(heard) === 'answer-expired') return true;
  const waiting = Waiting.safeParse(asked.body);
  return heard.status >= 400 && waiting.success && Date.parse(waiting.data.askedAt) < since;
};

/**
 * POSTs JSON and returns the answer's JSON, whether it comes now or later. `since`: epoch ms at which this play began. Throws Refused, or
 * Stopped when patience ends.
 */
export const post = async <T>(call: Call, since = 0): Promise<T> => {
  const until = performance.now() + call.patience;
  const outcome = async (key: string | undefined): Promise<readonly [first: Heard, last: Heard]> => {
    const first = await sent(call, key, until);
    return [first, first.status === 202 ? await fetched(first, call, until) : first];
  };
  let [first, last] = await outcome(call.key);
  if (call.key !== undefined && stale(last, first, since)) [first, last] = await outcome(`${call.key}-${since}`);
  if (last.status >= 400) throw refused(last);
  return last.body as T;
};
