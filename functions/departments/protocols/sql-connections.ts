/** Connections of one function instance to one database: one at a time is the rule, kept warm between questions, dropped when in doubt. */
import type { Duplex } from 'node:stream';
import type { Clock } from '#functions/kernel/clock.ts';

const CONNECT_MS = 3_000;
/** Firewalls forget silent connections after a minute or more; asking one of those would hang until the deadline. */
const KEEP_IDLE_MS = 45_000;

export interface Connection<C> {
  readonly client: C;
  /** It served a question before: its loss says nothing about the department. */
  readonly reused: boolean;
}

export interface Open<C> {
  /** Connecting, not yet connected; `ready` resolves when it is. */
  open(): Promise<{ readonly client: C; readonly ready: () => Promise<unknown> }>;
  /** The socket: destroyed rather than closed politely, for a hanging server would not answer a farewell. */
  stream(client: C): Duplex;
  onEnd(client: C, ended: () => void): void;
}

export const connections = <C extends object>({ open, stream, onEnd }: Open<C>, clock: Clock) => {
  const idle = new Map<C, number>();
  const drop = (client: C): void => void stream(client).destroy();
  const fresh = (client: C): boolean => {
    const since = idle.get(client) ?? Number.NEGATIVE_INFINITY;
    idle.delete(client);
    if (clock() - since < KEEP_IDLE_MS) return true;
    drop(client);
    return false;
  };
  const connect = async (signal: AbortSignal): Promise<C> => {
    const { client, ready } = await open();
    const limit = AbortSignal.any([signal, AbortSignal.timeout(CONNECT_MS)]);
    const abort = (): void => drop(client);
    limit.addEventListener('abort', abort, { once: true });
    try {
      await ready();
      limit.throwIfAborted();
      return client;
    } catch (error) {
      drop(client);
      throw error;
    } finally {
      limit.removeEventListener('abort', abort);
    }
  };
  const socket = (client: C): Duplex & { ref?: () => void; unref?: () => void } => stream(client);
  return {
    take: async (signal: AbortSignal): Promise<Connection<C>> => {
      for (const client of [...idle.keys()].reverse()) {
        if (!fresh(client)) continue;
        socket(client).ref?.();
        return { client, reused: true };
      }
      const client = await connect(signal);
      onEnd(client, () => idle.delete(client));
      return { client, reused: false };
    },
    /** Puts back a connection that is known to be clean. */
    keep: (client: C): void => {
      idle.set(client, clock());
      socket(client).unref?.();
    },
  };
};
