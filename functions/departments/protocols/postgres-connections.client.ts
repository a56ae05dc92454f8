/** Connections of one function instance to one PostgreSQL: one at a time is the rule, kept warm between questions, dropped when in doubt. */
import type { Duplex } from 'node:stream';
import pg from 'pg';
import type { Clock } from '#functions/kernel/clock.ts';
import { guardedSocket, securedTo } from '#functions/kernel/guarded-socket.client.ts';
import type { PostgresSettings } from './postgres-settings.ts';

const CONNECT_MS = 3_000;
/** Firewalls forget silent connections after a minute or more; asking one of those would hang until the deadline. */
const KEEP_IDLE_MS = 45_000;

export interface Connection {
  readonly client: pg.Client;
  /** It served a question before: its loss says nothing about the department. */
  readonly reused: boolean;
}

/** The socket, and nothing polite: a hanging server would not answer a farewell. */
export const drop = (client: pg.Client): void => void client.connection.stream.destroy();

/** Cells stay text: one place reads them (normalise.ts), so no driver's idea of a date or a time zone gets in. */
const TEXT = { getTypeParser: () => (cell: unknown) => cell };

/** The driver calls `connect` on its stream; ours is on its way already, and to a checked address. */
const stream = ({ host, port, networks }: PostgresSettings) => {
  const socket = guardedSocket(host, port, { networks });
  return Object.assign(socket, { connect: () => socket });
};

const connect = async (settings: PostgresSettings, signal: AbortSignal): Promise<pg.Client> => {
  const { networks: _, tls, ...login } = settings;
  const client = new pg.Client({
    ...login,
    stream: () => stream(settings),
    ssl: tls === false ? false : securedTo(settings.host, tls),
    application_name: 'onetrip',
    keepAlive: true,
    types: TEXT as never,
  });
  // Each question learns of its own failure; a connection lost between questions concerns nobody.
  client.on('error', () => undefined);
  const limit = AbortSignal.any([signal, AbortSignal.timeout(CONNECT_MS)]);
  const abort = (): void => drop(client);
  limit.addEventListener('abort', abort, { once: true });
  try {
    await client.connect();
    limit.throwIfAborted();
    return client;
  } catch (error) {
    drop(client);
    throw error;
  } finally {
    limit.removeEventListener('abort', abort);
  }
};

export const connections = (settings: () => Promise<PostgresSettings>, clock: Clock) => {
  const idle = new Map<pg.Client, number>();
  const fresh = (client: pg.Client): boolean => {
    const since = idle.get(client) ?? Number.NEGATIVE_INFINITY;
    idle.delete(client);
    if (clock() - since < KEEP_IDLE_MS) return true;
    drop(client);
    return false;
  };
  const socket = (client: pg.Client): Duplex & { ref?: () => void; unref?: () => void } => client.connection.stream;
  return {
    take: async (signal: AbortSignal): Promise<Connection> => {
      for (const client of [...idle.keys()].reverse()) {
        if (!fresh(client)) continue;
        socket(client).ref?.();
        return { client, reused: true };
      }
      const client = await connect(await settings(), signal);
      client.once('end', () => idle.delete(client));
      return { client, reused: false };
    },
    /** Puts back a connection that is known to be clean. */
    keep: (client: pg.Client): void => {
      idle.set(client, clock());
      socket(client).unref?.();
    },
  };
};
