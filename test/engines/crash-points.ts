/** Death at a chosen await boundary: every port call has one boundary before its effect and one after it. */

/** Thrown at the boundary where the process "dies", and by every later call: a dead process does nothing more. */
export class Crash extends Error {
  constructor(boundary: number) {
    super(`crashed at boundary ${boundary}`);
    this.name = 'Crash';
  }
}

export interface CrashPoints {
  /** From the n-th boundary (from 0) on, everything rejects. Infinity, the start value, never. */
  at(boundary: number): void;
  /** Boundaries passed so far, the deadly one included. */
  readonly passed: number;
  readonly dead: boolean;
  /** Counts one boundary; throws Crash when it is the deadly one or lies behind it. */
  pass(): void;
  /** Wraps a call that is no AWS call (a department, a signer) with its two boundaries. */
  around<A extends readonly unknown[], R>(call: (...args: A) => Promise<R>): (...args: A) => Promise<R>;
}

/** One life that ends at boundary `deadly`, or never. */
export const crashPoints = (deadly = Number.POSITIVE_INFINITY): CrashPoints => {
  let passed = 0;
  let at = deadly;
  const pass = (): void => {
    if (passed > at) throw new Crash(at);
    if (passed++ === at) throw new Crash(at);
  };
  return {
    at: (boundary) => {
      at = boundary;
    },
    get passed() {
      return passed;
    },
    get dead() {
      return passed > at;
    },
    pass,
    around:
      (call) =>
      async (...args) => {
        pass();
        const result = await call(...args);
        pass();
        return result;
      },
  };
};

/** How many boundaries the usual run dies at, evenly spread; with ONETRIP_FULL every one. */
const MOST = process.env.ONETRIP_FULL === '1' ? Number.POSITIVE_INFINITY : 4;

/** Of `count` things, numbered from 0, those that the usual run takes: the first and the last are always among them. */
export const sampled = (count: number): readonly number[] => {
  const taken = Math.min(count, MOST);
  return taken <= 1
    ? Array.from({ length: taken }, () => 0)
    : Array.from({ length: taken }, (_, i) => Math.round((i * (count - 1)) / (taken - 1)));
};

/**
 * Runs `scenario` once without a crash and then once for each boundary it passed (a sample of them in the usual run), dying there. `scenario`
 * must build a fresh world around the crash points it gets, swallow the Crash, and check its invariants. Returns the number of boundaries.
 */
export const everyCrashPoint = async (scenario: (crash: CrashPoints) => Promise<void>): Promise<number> => {
  const whole = crashPoints();
  await scenario(whole);
  for (const boundary of sampled(whole.passed)) await scenario(crashPoints(boundary));
  return whole.passed;
};
