/** A clock for ages and deadlines, in milliseconds from an arbitrary start; never goes back. */
export type Clock = () => number;

/**
 * Made for functions that are frozen between calls: the monotonic clock may stand still while the machine sleeps, the wall clock may be
 * set back, so each step is the larger of the two.
 */
export const steadyClock = (monotonic: Clock = () => performance.now(), wall: Clock = () => Date.now()): Clock => {
  let [seen, seenWall, elapsed] = [monotonic(), wall(), 0];
  return () => {
    const [now, nowWall] = [monotonic(), wall()];
    elapsed += Math.max(now - seen, nowWall - seenWall, 0);
    [seen, seenWall] = [now, nowWall];
    return elapsed;
  };
};
