/** The instances of one function: started when needed, bounded, one invocation each. */
import type { Instance } from './instance.ts';
import { Throttled } from './outcome.ts';

interface Waiter {
  readonly take: (instance: Instance) => void;
  readonly refuse: () => void;
}

export interface Crew {
  /** An instance that is ours until `release`. Throws Throttled when none comes free within `waitMs`. */
  acquire(waitMs: number, wanted?: string): Promise<Instance>;
  release(instance: Instance): void;
  /** Grows to `n` instances, all loaded. */
  warm(n: number): Promise<void>;
  all(): readonly Instance[];
  /** Lets busy instances finish and serves no further call by any of today's. */
  retire(): void;
  stop(): Promise<void>;
}

export const crew = (name: string, cap: number, start: () => Instance): Crew => {
  const instances = new Set<Instance>();
  /** Least recently used first, so that calls spread over all instances and in-memory state cannot pass as shared. */
  let idle: Instance[] = [];
  const waiters = new Set<Waiter>();
  let open = true;

  const add = (): Instance => {
    const instance = start();
    instances.add(instance);
    void instance.gone.then(() => forget(instance));
    return instance;
  };
  const forget = (instance: Instance) => {
    instances.delete(instance);
    idle = idle.filter((other) => other !== instance);
    if (open && waiters.size > 0 && instances.size < cap) hand(add());
  };
  const hand = (instance: Instance) => {
    const [waiter] = waiters;
    if (!waiter) return void idle.push(instance);
    waiters.delete(waiter);
    waiter.take(instance);
  };
  const wait = (ms: number) =>
    new Promise<Instance>((resolve, reject) => {
      const refuse = () => {
        clearTimeout(timer);
        waiters.delete(waiter);
        reject(new Throttled(name));
      };
      const take = (instance: Instance) => {
        clearTimeout(timer);
        resolve(instance);
      };
      const timer = setTimeout(refuse, ms);
      const waiter: Waiter = { take, refuse };
      waiters.add(waiter);
    });

  return {
    acquire: async (waitMs, wanted) => {
      const free = idle.find((instance) => instance.alive() && (wanted === undefined || instance.id === wanted));
      if (free) {
        idle = idle.filter((instance) => instance !== free);
        return free;
      }
      if (!open || wanted !== undefined) throw new Throttled(wanted ?? name);
      return instances.size < cap ? add() : wait(waitMs);
    },
    release: (instance) => {
      if (instance.alive() && instances.has(instance)) return hand(instance);
      instance.kill();
      forget(instance);
    },
    warm: async (n) => {
      const fresh = Array.from({ length: Math.max(0, Math.min(n, cap) - instances.size) }, add);
      await Promise.all(fresh.map((instance) => instance.started));
      for (const instance of fresh) if (instance.alive()) hand(instance);
    },
    all: () => [...instances],
    retire: () => {
      for (const instance of idle) instance.kill();
      instances.clear();
      idle = [];
    },
    stop: async () => {
      open = false;
      for (const waiter of [...waiters]) waiter.refuse();
      const ending = [...instances];
      for (const instance of ending) instance.kill();
      await Promise.all(ending.map((instance) => instance.gone));
    },
  };
};
