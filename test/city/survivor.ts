/** Plays on although the hub dies: whoever gets no answer asks again with the same key, and what the stream brought comes again. */
import type { Stage } from '#infra/local/scenarios/stage.ts';
import type { CrashPoints } from '#test/engines/crash-points.ts';
import { type CasesWorld, XU } from '#test/functions/cases/world.ts';

/** One death only: risen, it does not die again. */
export const survivor = (world: CasesWorld, crash: CrashPoints): Stage => {
  const again = async <R>(step: () => Promise<R>): Promise<R> => {
    try {
      const answer = await step();
      if (!crash.dead) return answer;
    } catch (error) {
      if (!crash.dead) throw error;
    }
    crash.at(Number.POSITIVE_INFINITY);
    return step();
  };
  let commands = 0;
  return {
    open: (body, { as = XU } = {}) => {
      const key = `played-${++commands}`;
      return again(() => world.open(body, { as, key }));
    },
    act: (id, body, { as = XU } = {}) => {
      const key = `played-${++commands}`;
      return again(() => world.act(id, body, { as, key }));
    },
    get: (id) => again(() => world.get(id)),
    to: (written) => again(() => world.to(written)),
  };
};
