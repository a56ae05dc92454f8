/** Faults on purpose: which calls break, and how. */
import type { Call, Service } from './call.ts';

export interface FaultRule {
  /** Function name; any when absent. The runner's own calls break only when it is named ("runner"). */
  readonly fn?: string;
  readonly service?: Service;
  /** As in the API: PutItem, SendMessage, GetObject… */
  readonly operation?: string;
  /** Only the n-th matching call (from 1). */
  readonly nth?: number;
  /** Share of matching calls, 0 to 1, drawn from `seed`; every one when absent. */
  readonly probability?: number;
  readonly seed?: number;
  /**
   * throttle: the service's own throttling error. refuse-before: the connection drops, nothing happened. lose-acknowledgement:
   * it took effect, then the connection drops. delay: `ms` before it is forwarded. error: 500, nothing happened.
   */
  readonly kind: 'throttle' | 'refuse-before' | 'lose-acknowledgement' | 'delay' | 'error';
  readonly ms?: number;
}

export interface Faults {
  add(rule: FaultRule): void;
  clear(): void;
  /** The rules that strike this call; each look counts as one matching call. */
  strike(fn: string, call: Pick<Call, 'service' | 'operation'>): FaultRule[];
}

// A linear congruential step, high bits used: enough to spread faults, the same for the same seed.
const random = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

export const faults = (): Faults => {
  let rules: { rule: FaultRule; draw: () => number; seen: number }[] = [];
  const matches = (rule: FaultRule, fn: string, call: Pick<Call, 'service' | 'operation'>): boolean =>
    (rule.fn === undefined ? fn !== 'runner' : rule.fn === fn) &&
    (rule.service === undefined || rule.service === call.service) &&
    (rule.operation === undefined || rule.operation === call.operation);
  return {
    add: (rule) => {
      rules.push({ rule, draw: random(rule.seed ?? 1), seen: 0 });
    },
    clear: () => {
      rules = [];
    },
    strike: (fn, call) =>
      rules
        .filter((entry) => matches(entry.rule, fn, call))
        .filter((entry) => {
          entry.seen += 1;
          const chosen = entry.rule.probability === undefined || entry.draw() < entry.rule.probability;
          return chosen && (entry.rule.nth === undefined || entry.rule.nth === entry.seen);
        })
        .map(({ rule }) => rule),
  };
};
