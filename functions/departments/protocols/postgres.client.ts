/** PostgreSQL as a department's database. Values stand for $1, $2 … */
import pg from 'pg';
import { TransientFailure } from '#functions/exchange/adapter.ts';
import { guardedSocket, securedTo } from '#functions/kernel/guarded-socket.client.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { PostgresSettings } from './postgres-settings.ts';
import { MALFORMED, type Query, type Row, type SqlDeps, type SqlDriver, sqlQuery } from './sql.client.ts';

/** Cells stay text: one place reads them (normalise.ts), so no driver's idea of a date or a time zone gets in. */
const TEXT = { getTypeParser: () => (cell: unknown) => cell };

type Listener = (...given: never[]) => void;
/** As much of a stream as the driver reads from. */
interface Source {
  on(event: string, listener: Listener): unknown;
}

/**
 * The driver reads messages inside the socket's own event, and throws there at one that is malformed: that would end the process. So what
 * it throws becomes the failure of its connection.
 */
const careful = (client: pg.Client): void => {
  const { connection } = client as unknown as { connection: { attachListeners(source: Source): void } };
  const attach = connection.attachListeners.bind(connection);
  connection.attachListeners = (source) =>
    attach({
      on: (event, listener) =>
        source.on(event, (...given) => {
          try {
            listener(...given);
          } catch {
            client.connection.stream.destroy(Object.assign(new Error('malformed message'), { code: MALFORMED }));
          }
        }),
    });
};

/** The driver calls `connect` on its stream; ours is on its way already, and to a checked address. */
const stream = ({ host, port, networks }: PostgresSettings) => {
  const socket = guardedSocket(host, port, { networks });
  return Object.assign(socket, { connect: () => socket });
};

const connecting = (settings: PostgresSettings): pg.Client => {
  const { networks: _, tls, ...login } = settings;
  const client = new pg.Client({
    ...login,
    stream: () => stream(settings),
    ssl: tls === false ? false : securedTo(settings.host, tls),
    application_name: 'onetrip',
    keepAlive: true,
    types: TEXT as never,
  });
  careful(client);
  // Each question learns of its own failure; a connection lost between questions concerns nobody.
  client.on('error', () => undefined);
  return client;
};

/** By class of SQLSTATE (PostgreSQL documentation, appendix A): what happened, in our words. */
const refusalOf = (sqlstate: string): Error => {
  if (sqlstate === '57014') return problem('department-timeout', { cause: 'statement-timeout' });
  if (/^(08|53|57P)/.test(sqlstate)) return new TransientFailure(`postgresql:${sqlstate}`);
  return problem('department-error', { cause: `postgresql:${sqlstate}` });
};

const driver = (settings: () => Promise<PostgresSettings>): SqlDriver<pg.Client> => ({
  open: async () => {
    const client = connecting(await settings());
    return { client, ready: () => client.connect() };
  },
  stream: (client) => client.connection.stream,
  onEnd: (client, ended) => void client.once('end', ended),
  run: async (client, { text, values, writes }, ms, asked) => {
    // Told in time, the department stops working when nobody waits any more.
    await client.query(`begin transaction${writes ? '' : ' read only'}; set local statement_timeout = ${ms}`);
    asked();
    const { rows } = await client.query<Row>(text, [...values]);
    await client.query('commit');
    return rows;
  },
  refusal: (error) => {
    const { code, severity } = error as { code?: unknown; severity?: unknown };
    const said = typeof severity === 'string' && typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
    return said ? refusalOf(code) : undefined;
  },
});

/** `settings`: the department's secret, read at the first question. */
export const postgres = (settings: () => Promise<PostgresSettings>, deps: SqlDeps): Query =>
  sqlQuery(driver(settings), deps);
