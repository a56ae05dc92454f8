import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokens } from '#functions/departments/protocols/token.ts';

/** A department that gives t1, t2 … when told to, or fails. */
const department = () => {
  const asked: { readonly signal: AbortSignal; readonly answer: PromiseWithResolvers<string> }[] = [];
  const shared = tokens((signal) => {
    const answer = Promise.withResolvers<string>();
    signal.addEventListener('abort', () => answer.reject(signal.reason));
    asked.push({ signal, answer });
    return answer.promise;
  });
  return { asked, shared };
};
const patient = new AbortController().signal;

describe('a token', () => {
  it('is fetched once for all who wait, and then kept', async () => {
    const { asked, shared } = department();
    const waiting = Array.from({ length: 20 }, () => shared.take(patient));
    asked[0]?.answer.resolve('t1');
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['t1']));
    expect(await shared.take(patient)).toBe('t1');
    expect(asked).toHaveLength(1);
  });

  it('that was refused is fetched anew, once, however many were refused it, and however late they say so', async () => {
    const { asked, shared } = department();
    const first = shared.take(patient);
    asked[0]?.answer.resolve('t1');
    await first;
    for (let i = 0; i < 5; i += 1) shared.refused('t1');
    const second = shared.take(patient);
    asked[1]?.answer.resolve('t2');
    expect(await second).toBe('t2');
    shared.refused('t1');
    expect(await shared.take(patient)).toBe('t2');
    expect(asked).toHaveLength(2);
  });

  it('that could not be had fails all who waited, and is asked for again by the next', async () => {
    const { asked, shared } = department();
    const waiting = [shared.take(patient), shared.take(patient)].map((one) =>
      one.catch((error: Error) => error.message),
    );
    asked[0]?.answer.reject(new Error('no'));
    expect(await Promise.all(waiting)).toEqual(['no', 'no']);
    const next = shared.take(patient);
    asked[1]?.answer.resolve('t1');
    expect(await next).toBe('t1');
  });

  it('is waited for by the others when one gives up, and by nobody when all have', async () => {
    const { asked, shared } = department();
    const [one, two] = [new AbortController(), new AbortController()];
    const waiting = [one, two].map(({ signal }) => shared.take(signal).catch(() => 'left'));
    one.abort();
    expect(await waiting[0]).toBe('left');
    expect(asked[0]?.signal.aborted).toBe(false);
    two.abort();
    expect(await waiting[1]).toBe('left');
    expect(asked[0]?.signal.aborted).toBe(true);
    const next = shared.take(patient);
    expect(asked).toHaveLength(2);
    asked[1]?.answer.resolve('t1');
    expect(await next).toBe('t1');
  });

  it('is not fetched for who has already given up', async () => {
    const { asked, shared } = department();
    await expect(shared.take(AbortSignal.abort())).rejects.toThrow('aborted');
    expect(asked).toHaveLength(0);
  });

  it('is never fetched by two at once, and everybody is answered, whatever happens in which order', async () => {
    const step = fc.constantFrom('take', 'give', 'fail', 'refuse', 'leave');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { asked, shared } = department();
        const open = new Set<AbortController>();
        const all: Promise<string>[] = [];
        let [given, last] = [0, ''];
        for (const what of steps) {
          const pending = asked.filter(({ signal }) => !signal.aborted).slice(given);
          expect(pending.length).toBeLessThanOrEqual(1);
          if (what === 'take') {
            const mine = new AbortController();
            open.add(mine);
            const taken = shared.take(mine.signal).finally(() => open.delete(mine));
            all.push(taken.catch(() => 'failed'));
          } else if (what === 'refuse') shared.refused(last);
          else if (what === 'leave') [...open][0]?.abort();
          else if (pending[0]) {
            given += 1;
            last = `t${given}`;
            if (what === 'give') pending[0].answer.resolve(last);
            else pending[0].answer.reject(new Error('no'));
          }
          await new Promise(setImmediate);
        }
        for (const mine of open) mine.abort();
        expect((await Promise.all(all)).every((said) => /^(t\d+|failed)$/.test(said))).toBe(true);
      }),
    );
  });
});
