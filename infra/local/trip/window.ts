/** The window's side of the wire: plain HTTP with a bearer token. A refusal is thrown in words. */
import type { Problem } from '#schemas/problem.ts';

export class Refused extends Error {
  readonly problem: Partial<Problem>;
  constructor(problem: Partial<Problem>) {
    const denial = problem.denial && `${problem.denial.rule}: ${problem.denial.need} (${problem.denial.ask})`;
    const rules = problem.errors?.map(({ field, rule }) => `${field} ${rule}`).join(', ');
    super([problem.title, problem.detail, denial, rules].filter(Boolean).join('; '));
    this.problem = problem;
  }
}

/** POSTs JSON and returns the answer's JSON. Repeats once after a pause when the hub says 503 with Retry-After. */
export const post = async <T>(url: string, token: string, body: unknown, idempotencyKey?: string): Promise<T> => {
  const send = () =>
    fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      body: JSON.stringify(body),
    });
  let response = await send();
  if (response.status === 503) {
    await new Promise((resolve) =>
      setTimeout(resolve, Math.min(5, Number(response.headers.get('retry-after') ?? 1)) * 1000),
    );
    response = await send();
  }
  const answer = (await response.json()) as T & Partial<Problem>;
  if (!response.ok) throw new Refused({ status: response.status, ...answer });
  return answer;
};
