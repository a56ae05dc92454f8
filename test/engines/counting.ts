/** Counts the calls of an AWS SDK client and breaks them: every attempt passes here, the SDK's own retries included. */
import type { CrashPoints } from './crash-points.ts';

/**
 * refuse: a network error before the call took effect. lose: the call took effect, the client sees a network error.
 * throttle: refused as the service refuses. delay: `ms` before it is sent, and what happens `meanwhile`.
 */
export interface Fault {
  readonly kind: 'refuse' | 'lose' | 'throttle' | 'delay';
  /** Operation name as in the API ("PutItem"); any when absent. */
  readonly operation?: string;
  /** Only the n-th matching attempt (from 1); every one when absent. */
  readonly nth?: number;
  readonly ms?: number;
  readonly meanwhile?: () => void;
  /** The SDK does not retry a final error; without it, it does. */
  readonly final?: boolean;
}

export interface Counting {
  /** Attempts by operation. */
  readonly calls: Readonly<Record<string, number>>;
  readonly total: number;
  reset(): void;
  fault(fault: Fault): void;
  clear(): void;
}

// Clients differ in their type arguments; only this much of the stack is used.
interface Client {
  readonly middlewareStack: { addRelativeTo(middleware: never, options: never): void };
}
type Handler = (args: unknown) => Promise<unknown>;

// The SDK retries ECONNRESET; ECONNABORTED it hands to the caller.
const networkError = (final: boolean | undefined): Error =>
  Object.assign(new Error('socket hang up'), { code: final ? 'ECONNABORTED' : 'ECONNRESET' });

const throttled = (final: boolean | undefined): Error =>
  Object.assign(new Error('The level of configured provisioned throughput was exceeded'), {
    name: final ? 'Throttled' : 'ProvisionedThroughputExceededException',
    $metadata: { httpStatusCode: 400 },
  });

/** Wraps `client` in place. With `crash`, each attempt has its two boundaries; several clients may share one. */
export const counting = (client: Client, crash?: CrashPoints): Counting => {
  let calls: Record<string, number> = {};
  let faults: { fault: Fault; seen: number }[] = [];
  const due = (operation: string): Fault[] => {
    const matching = faults.filter(({ fault }) => !fault.operation || fault.operation === operation);
    for (const entry of matching) entry.seen += 1;
    return matching.filter(({ fault, seen }) => !fault.nth || fault.nth === seen).map(({ fault }) => fault);
  };
  const middleware = (next: Handler, context: { commandName?: string }) => async (args: unknown) => {
    const operation = (context.commandName ?? '').replace(/Command$/, '');
    crash?.pass();
    calls[operation] = (calls[operation] ?? 0) + 1;
    const now = due(operation);
    const of = (kind: Fault['kind']) => now.find((fault) => fault.kind === kind);
    const [delay, refuse, throttle, lose] = [of('delay'), of('refuse'), of('throttle'), of('lose')];
    delay?.meanwhile?.();
    if (delay) await new Promise((resolve) => setTimeout(resolve, delay.ms ?? 0));
    if (refuse) throw networkError(refuse.final);
    if (throttle) throw throttled(throttle.final);
    const answer = await next(args);
    crash?.pass();
    if (lose) throw networkError(lose.final);
    return answer;
  };
  const options = { relation: 'after', toMiddleware: 'retryMiddleware', name: 'counting', override: true };
  client.middlewareStack.addRelativeTo(middleware as never, options as never);
  return {
    get calls() {
      return calls;
    },
    get total() {
      return Object.values(calls).reduce((sum, count) => sum + count, 0);
    },
    reset: () => {
      calls = {};
    },
    fault: (fault) => {
      faults.push({ fault, seen: 0 });
    },
    clear: () => {
      faults = [];
    },
  };
};
