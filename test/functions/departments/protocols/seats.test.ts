import { describe, expect, it } from 'vitest';
import { seats } from '#functions/departments/protocols/seats.ts';

const never = new AbortController().signal;

describe('seats', () => {
  it('are never more than there are, and nobody is forgotten', async () => {
    const places = seats(2);
    let [now, most, done] = [0, 0, 0];
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const leave = await places.take(never);
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setImmediate(resolve));
        now -= 1;
        done += 1;
        leave();
      }),
    );
    expect({ now, most, done }).toEqual({ now: 0, most: 2, done: 20 });
  });

  it('lets go who cannot wait any longer, without losing a seat', async () => {
    const places = seats(1);
    const leave = await places.take(never);
    const abort = new AbortController();
    const waiting = places.take(abort.signal);
    abort.abort(new Error('too late'));
    await expect(waiting).rejects.toThrow('too late');
    await expect(places.take(abort.signal)).rejects.toThrow('too late');
    leave();
    expect(await places.take(never)).toBeTypeOf('function');
  });
});
