/** Fills the library through the hub's own routes, each issuing department with its own client. What is there already is left alone. */
import { setTimeout as sleep } from 'node:timers/promises';
import { certificateTypes } from '#city/certificate-types/index.ts';
import type { Sample } from '#city/generate/certificates/index.ts';
import type { CertificateSummary } from '#schemas/certificate.ts';
import type { Problem } from '#schemas/problem.ts';
import type { LocalCity } from '../local-city.ts';

export interface Filled {
  /** Issued now, or under the same key before. */
  issued: number;
  /** Held, revoked, cancelled since. */
  operated: number;
  /** By the rule that refused them. */
  readonly refused: Map<string, number>;
  readonly ms: number;
}

type Filling = Pick<LocalCity, 'url' | 'token'>;

const ISSUERS = new Map(certificateTypes.map(({ id, issuer }) => [id, `${issuer}-system`]));
/** Requests under one token; it runs out long after. */
const PER_TOKEN = 200;
/** Tries of a request that the hub asks to repeat, and milliseconds between two. */
const TRIES = 5;
const PAUSE = 1_000;

const signIns = ({ token }: Filling) => {
  const held = new Map<string, { readonly token: Promise<string>; left: number }>();
  return (client: string): Promise<string> => {
    const one = held.get(client);
    if (one && one.left > 0) {
      one.left -= 1;
      return one.token;
    }
    const fresh = { token: token(client, ['certificates', 'certificates.issue']), left: PER_TOKEN };
    held.set(client, fresh);
    return fresh.token;
  };
};

const send = async (url: string, token: string, body: unknown, headers: Record<string, string>): Promise<Response> => {
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    if ((answer.status !== 503 && answer.status !== 429) || tries === TRIES) return answer;
    await sleep(PAUSE);
  }
};

const ruleOf = ({ code, errors }: Problem): string => errors?.[0]?.rule ?? code;

const fillOne = async ({ url }: Filling, token: string, { key, request, later }: Sample, filled: Filled) => {
  const refuse = async (answer: Response) => {
    const rule = ruleOf((await answer.json()) as Problem);
    filled.refused.set(rule, (filled.refused.get(rule) ?? 0) + 1);
  };
  const issued = await send(`${url}/v1/certificates`, token, request, { 'idempotency-key': key });
  if (!issued.ok) return refuse(issued);
  filled.issued += 1;
  const { identifier, state } = (await issued.json()) as CertificateSummary;
  if (!later || state !== '01') return;
  const operated = await send(`${url}/v1/certificates/${identifier}/operations`, token, later, {
    'idempotency-key': `${key}-later`,
    'if-match': '"1"',
  });
  if (!operated.ok) return refuse(operated);
  filled.operated += 1;
};

/** `atOnce`: requests under way at the same time. Throws when the hub cannot be reached. */
export const fillLibrary = async (city: Filling, samples: readonly Sample[], atOnce = 2): Promise<Filled> => {
  const begun = performance.now();
  const filled: Filled = { issued: 0, operated: 0, refused: new Map(), ms: 0 };
  const tokenOf = signIns(city);
  const waiting = samples.values();
  const worker = async () => {
    for (const sample of waiting)
      await fillOne(city, await tokenOf(ISSUERS.get(sample.request.type) ?? ''), sample, filled);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { ...filled, ms: Math.round(performance.now() - begun) };
};
