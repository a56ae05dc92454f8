/** Counts what each function asked for. */

import type { Service } from './call.ts';
import type { Units } from './capacity.ts';

export interface Tally {
  /** Function name; "runner" for the runner itself. */
  readonly fn: string;
  readonly service: Service;
  readonly operation: string;
  /** Calls that were authorised, those that a fault broke included. */
  readonly calls: number;
  readonly readUnits: number;
  readonly writeUnits: number;
}

export interface Tallies {
  call(fn: string, service: Service, operation: string): void;
  units(fn: string, service: Service, operation: string, units: Units): void;
  read(): readonly Tally[];
  reset(): void;
}

type Mutable = { -readonly [K in keyof Tally]: Tally[K] };

export const tallies = (): Tallies => {
  const all = new Map<string, Mutable>();
  const entry = (fn: string, service: Service, operation: string): Mutable => {
    const key = `${fn} ${service} ${operation}`;
    const found = all.get(key) ?? { fn, service, operation, calls: 0, readUnits: 0, writeUnits: 0 };
    all.set(key, found);
    return found;
  };
  return {
    call: (fn, service, operation) => {
      entry(fn, service, operation).calls += 1;
    },
    units: (fn, service, operation, { read, write }) => {
      const found = entry(fn, service, operation);
      found.readUnits += read;
      found.writeUnits += write;
    },
    read: () => [...all.values()].map((tally) => ({ ...tally })),
    reset: () => all.clear(),
  };
};
