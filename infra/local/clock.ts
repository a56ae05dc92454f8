/** The city's clock: real time plus what a test has moved it. Gateway, authorizer, schedules and event sources read it. */
export interface Clock {
  /** Epoch milliseconds in the city. */
  now(): number;
  /** City time at which a moment of the machine fell: engines stamp messages by the machine. */
  at(machine: number): number;
  /** Moves the city forward; milliseconds, never back. */
  advance(ms: number): void;
  /** Called after each move; returns how to stop listening. */
  onMove(listener: () => void): () => void;
}

/** `machine` gives the machine's epoch milliseconds. */
export const movableClock = (machine: () => number = Date.now): Clock => {
  const moves: { since: number; offset: number }[] = [{ since: Number.NEGATIVE_INFINITY, offset: 0 }];
  const listeners = new Set<() => void>();
  const offsetAt = (moment: number) => moves.findLast((move) => move.since <= moment)?.offset ?? 0;
  return {
    now: () => machine() + (moves.at(-1)?.offset ?? 0),
    at: (moment) => moment + offsetAt(moment),
    advance: (ms) => {
      if (!(ms >= 0)) throw new RangeError('the clock only moves forward');
      moves.push({ since: machine(), offset: (moves.at(-1)?.offset ?? 0) + ms });
      for (const listener of listeners) listener();
    },
    onMove: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
