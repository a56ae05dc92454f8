/** What tests and the runner see of the proxy: counts, refusals, faults. */
import { type Locked, type ObjectLocks, objectLocks } from '../engines/object-lock.ts';
import { type FaultRule, type Faults, faults } from './faults.ts';
import type { Need } from './policy.ts';
import { type Tallies, type Tally, tallies } from './tally.ts';
import { type Writes, writes } from './writes.ts';

export interface Refusal extends Need {
  /** Function name. */
  readonly fn: string;
}

export interface EngineControls {
  /** Calls and capacity since the last reset, by function, service and operation. */
  read(): readonly Tally[];
  /** Forgets counts and refusals. */
  reset(): void;
  fault(rule: FaultRule): void;
  /** Takes every fault away. */
  clear(): void;
  /** Until when the objects that were put since the start are locked, by bucket/key. */
  locks(): ReadonlyMap<string, Locked>;
  /** What was answered with AccessDenied. */
  refusals(): readonly Refusal[];
}

export interface Book {
  readonly tally: Tallies;
  readonly faults: Faults;
  readonly locks: ObjectLocks;
  readonly writes: Writes;
  refuse(refusal: Refusal): void;
  readonly controls: EngineControls;
}

export const openBook = (): Book => {
  const tally = tallies();
  const broken = faults();
  const locks = objectLocks();
  let refused: Refusal[] = [];
  return {
    tally,
    faults: broken,
    locks,
    writes: writes(),
    refuse: (refusal) => {
      refused.push(refusal);
    },
    controls: {
      read: tally.read,
      reset: () => {
        tally.reset();
        refused = [];
      },
      fault: broken.add,
      clear: broken.clear,
      locks: locks.all,
      refusals: () => [...refused],
    },
  };
};
