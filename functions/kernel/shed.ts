/** Load shedding: who cannot be served in time hears so before any work is done, and those who are sent away do not come back together. */
import { ProblemError, problem } from './problem.ts';

/** The gateway gives its caller up after 30 s, and a department may take ten of them: whoever is older could hardly be answered. */
const LATE_MS = 15_000;
/** No request is under way for so long: an age beyond it is a clock that is wrong, and no reason to send anybody away. */
const NO_AGE_MS = 120_000;

/** `at`: epoch ms of the request as the gateway stamped it, `now`: this machine's. Throws hub-not-ready. */
export const assertFresh = (at: number, now: number): void => {
  const age = now - at;
  if (age >= LATE_MS && age < NO_AGE_MS) throw problem('hub-not-ready', { cause: 'request-too-old' });
};

const OF_THE_MOMENT = new Set(['hub-not-ready', 'department-unavailable']);

/** The same problem; one of the moment always says when to come back, up to half as late again by chance. `random`: [0, 1). */
export const spread = (error: ProblemError, random: number): ProblemError => {
  if (!OF_THE_MOMENT.has(error.code)) return error;
  const { retryAfter: seconds = 1 } = error.extra;
  return new ProblemError(error.code, {
    ...error.extra,
    retryAfter: seconds + Math.floor(random * (seconds / 2 + 1.5)),
  });
};
