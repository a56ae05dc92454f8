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

/** `while`: as long as patience lasts. `once`: of a department that is down or late twice, an officer is told. */
const repeated = (heard: Heard): 'while' | 'once' | undefined => {
  const code = codeOf(heard);
  if (code === 'exchange-in-progress') return 'while';
  if (code === 'department-unavailable' || code === 'department-timeout') return 'once';
  return heard.status === 503 ? 'while' : undefined;
};

/** The connection broke before an answer: as if the door had said that it is busy. */
const BROKEN: Heard = { status: 503, location: null, pause: LONGEST_PAUSE, body: {} };

/** Repeats what the hub is too busy for, does already, or was not reached with: nothing happens twice under its key. Throws what `ask` throws twice. */
const patiently = async (ask: () => Promise<Heard>, until: number): Promise<Heard> => {
  for (let pauses = 0; ; pauses += 1) {
    const heard = await ask().catch((error) => {
      if (pauses > 0) throw error;
      return BROKEN;
    });
    const again = repeated(heard);
    const pause = Math.min(heard.pause ?? LONGEST_PAUSE, LONGEST_PAUSE);
    if (again === undefined || (again === 'once' && pauses > 0) || performance.now() + pause > until) return heard;
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

/** GETs JSON; `patience`: ms, as of a call. Throws Refused. */
export const get = async <T>(url: string, token: string, patience: number): Promise<T> => {
  const look = async () => hear(await fetch(url, { headers: { authorization: `Bearer ${token}` } }));
  const heard = await patiently(look, performance.now() + patience);
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
    const first = await patiently(() => send(call, key), until);
    return [first, first.status === 202 ? await fetched(first, call, until) : first];
  };
  let [first, last] = await outcome(call.key);
  if (call.key !== undefined && stale(last, first, since)) [first, last] = await outcome(`${call.key}-${since}`);
  if (last.status >= 400) throw refused(last);
  return last.body as T;
};
