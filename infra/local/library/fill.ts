/** Fills the library through the hub's own back-fills, each issuing department with its own client. What is there already is left alone. */
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { certificateTypes } from '#city/certificate-types/index.ts';
import type { Sample } from '#city/generate/certificates/index.ts';
import type { BackFill, BackFillLine, BackFillRow } from '#schemas/back-fill.ts';
import type { LocalCity } from '../local-city.ts';

export interface Filled {
  /** Issued now, or there before. */
  issued: number;
  /** Of those that were issued now: held, revoked, cancelled since. */
  operated: number;
  /** By the rule that refused them. */
  readonly refused: Map<string, number>;
  readonly ms: number;
}

type Filling = Pick<LocalCity, 'url' | 'token'>;

const ISSUERS = new Map(certificateTypes.map(({ id, issuer }) => [id, `${issuer}-system`]));
/** Tries of a request that the hub asks to repeat, and milliseconds between two. */
const TRIES = 5;
const PAUSE = 1_000;
/** Between two looks at how far it is. */
const LOOK = 250;
const ENDS: readonly BackFill['state'][] = ['done', 'failed', 'cancelled', 'expired'];

const rowOf = ({ request: { type: _type, ...facts }, later }: Sample): BackFillRow =>
  ({ ...facts, ...(later ? { later } : {}) }) as BackFillRow;

/** The calls of one back-fill. Throws when the hub refuses one of them. */
const callerOn = (city: Filling, client: string) => {
  const at = `${city.url}/v1/back-fills`;
  const call = async (method: string, path: string, body?: string | Buffer, headers: Record<string, string> = {}) => {
    for (let tries = 1; ; tries += 1) {
      // A token outlives no large file, so each call has its own; the sign-in is on this machine.
      const authorization = `Bearer ${await city.token(client, ['certificates.issue'])}`;
      const type = typeof body === 'string' ? 'application/json' : 'application/octet-stream';
      const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) };
      const answer = await fetch(at + path, {
        method,
        headers: { authorization, 'content-type': type, ...headers },
        ...sent,
      });
      if (answer.ok) return answer;
      const text = await answer.text();
      // 500 too: what the gateway says of a function that a busy machine could not start in time.
      if ((answer.status < 500 && answer.status !== 429) || tries === TRIES)
        throw new Error(`${method} /v1/back-fills${path}: ${answer.status} ${text}`);
      await sleep(PAUSE);
    }
  };
  const json = async <T>(...args: Parameters<typeof call>): Promise<T> => (await (await call(...args)).json()) as T;
  return { json, text: async (path: string) => (await call('GET', path)).text() };
};

/** Handed in, and every line of what came of it. */
const handIn = async (city: Filling, type: string, rows: readonly BackFillRow[]): Promise<BackFillLine[]> => {
  const { json, text } = callerOn(city, ISSUERS.get(type) ?? '');
  const file = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const sha256 = createHash('sha256').update(file);
  const digest = sha256.copy().digest('base64');
  const { id } = await json<BackFill>('POST', '', JSON.stringify({ type }), { 'idempotency-key': randomUUID() });
  await json('PUT', `/${id}/parts/1`, file, { 'content-digest': `sha-256=:${digest}:` });
  const stated = { parts: 1, bytes: file.length, sha256: sha256.digest('hex'), rows: rows.length };
  let found = await json<BackFill>('POST', `/${id}/submission`, JSON.stringify(stated));
  while (!ENDS.includes(found.state)) {
    await sleep(LOOK);
    found = await json<BackFill>('GET', `/${id}`);
  }
  if (found.state !== 'done') throw new Error(`back-fill of ${type}: ${found.state}, ${found.reason ?? ''}`);
  const lines: BackFillLine[] = [];
  for (let part = 1; part <= (found.parts ?? 0); part += 1)
    for (const line of (await text(`/${id}/results/${part}?format=ndjson`)).split('\n'))
      if (line !== '') lines.push(JSON.parse(line));
  return lines;
};

const counted = (filled: Filled, { outcome, state, rules = [] }: BackFillLine): void => {
  if (outcome === 'issued' || outcome === 'duplicate') filled.issued += 1;
  else {
    const rule = rules[0]?.split(' ').slice(1).join(' ') ?? outcome;
    filled.refused.set(rule, (filled.refused.get(rule) ?? 0) + 1);
  }
  if (outcome === 'issued' && state !== '01') filled.operated += 1;
};

/** `atOnce`: back-fills, one of each type, under way at the same time. Throws when the hub cannot be reached. */
export const fillLibrary = async (city: Filling, samples: readonly Sample[], atOnce = 4): Promise<Filled> => {
  const begun = performance.now();
  const filled: Filled = { issued: 0, operated: 0, refused: new Map(), ms: 0 };
  const waiting = Map.groupBy(samples, ({ request }) => request.type).entries();
  const worker = async () => {
    for (const [type, some] of waiting)
      for (const line of await handIn(city, type, some.map(rowOf))) counted(filled, line);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { ...filled, ms: Math.round(performance.now() - begun) };
};
