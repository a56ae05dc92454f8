/** MySQL and MariaDB as a department's database. Values stand for `?`. */
import mysql, { type Connection, type ConnectionOptions } from 'mysql2';
import { TransientFailure } from '#functions/exchange/adapter.ts';
import { guardedSocket, securedTo } from '#functions/kernel/guarded-socket.client.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { MysqlSettings } from './mysql-settings.ts';
import { type Query, type Row, type SqlDeps, type SqlDriver, sqlQuery } from './sql.client.ts';

/** What the driver has beyond its types. */
type Inside = Connection & {
  readonly stream: import('node:stream').Duplex;
  readonly _handshakePacket?: { readonly serverVersion?: string };
};

const connecting = ({ networks, tls, ...login }: MysqlSettings): Inside => {
  const options: ConnectionOptions = {
    ...login,
    stream: () => guardedSocket(login.host, login.port, { networks }),
    // The driver hands this to tls.connect as it is.
    ...(tls === false ? {} : { ssl: { ...securedTo(login.host, tls), verifyIdentity: true } as never }),
    charset: 'utf8mb4',
    // Nothing is compiled from what the server says about its columns.
    disableEval: true,
    // Cells stay text: one place reads them (normalise.ts), so no driver's idea of a date or a time zone gets in.
    typeCast: (field: { string(encoding?: string): string | null }) => field.string('utf8'),
    // A server may ask for a file of ours in the middle of an answer.
    flags: ['-LOCAL_FILES'],
    infileStreamFactory: () => {
      throw problem('department-error', { cause: 'mysql:asks-for-a-file' });
    },
  } as ConnectionOptions;
  const client = mysql.createConnection(options) as Inside;
  // Each question learns of its own failure; a connection lost between questions concerns nobody.
  client.on('error', () => undefined);
  return client;
};

/**
 * A value as hexadecimal digits: nothing of it can end the text in which it stands, whatever the server's modes make of quotes and
 * backslashes.
 */
const literal = (value: string | null): string =>
  value === null ? 'null' : `_utf8mb4 x'${Buffer.from(value, 'utf8').toString('hex')}'`;

const filled = (text: string, values: readonly (string | null)[]): string => {
  const parts = text.split('?');
  if (parts.length !== values.length + 1) throw new TypeError('mysql: as many values as marks');
  return parts.map((part, i) => (i === 0 ? part : `${literal(values[i - 1] ?? null)}${part}`)).join('');
};

const send = (client: Inside, sql: string): Promise<unknown> =>
  new Promise((resolve, reject) => client.query(sql, (error, rows) => (error ? reject(error) : resolve(rows))));

/** MariaDB counts in seconds, MySQL in milliseconds. */
const limitTo = (client: Inside, ms: number): string =>
  /MariaDB/i.test(client._handshakePacket?.serverVersion ?? '')
    ? `set session max_statement_time = ${Math.max(0.001, ms / 1000)}`
    : `set session max_execution_time = ${ms}`;

/** ER_QUERY_TIMEOUT of MySQL, ER_STATEMENT_TIMEOUT of MariaDB. */
const TIMED_OUT = new Set([3024, 1969]);

const driver = (settings: () => Promise<MysqlSettings>): SqlDriver<Inside> => ({
  open: async () => {
    const client = connecting(await settings());
    return {
      client,
      ready: () =>
        new Promise((resolve, reject) => client.connect((error) => (error ? reject(error) : resolve(client)))),
    };
  },
  stream: (client) => client.stream,
  onEnd: (client, ended) => void client.once('end', ended),
  run: async (client, { text, values, writes }, ms, asked) => {
    await send(client, writes ? 'start transaction' : 'start transaction read only');
    // Told in time, the department stops working when nobody waits any more.
    await send(client, limitTo(client, ms));
    asked();
    const rows = await send(client, filled(text, values));
    await send(client, 'commit');
    if (!Array.isArray(rows)) return [];
    return (rows as Row[]).map((row) => ({ ...row }));
  },
  refusal: (error) => {
    const { errno, sqlState } = error as { errno?: unknown; sqlState?: unknown };
    // The errors of Node's own sockets have negative numbers.
    if (typeof errno !== 'number' || errno < 1000) return undefined;
    if (TIMED_OUT.has(errno)) return problem('department-timeout', { cause: 'statement-timeout' });
    // During the greeting an old server names no state.
    const state = typeof sqlState === 'string' && /^[0-9A-Z]{5}$/.test(sqlState) ? sqlState : String(errno);
    if (/^08/.test(state)) return new TransientFailure(`mysql:${state}`);
    return problem('department-error', { cause: `mysql:${state}` });
  },
});

/** `settings`: the department's secret, read at the first question. */
export const mysqlQuery = (settings: () => Promise<MysqlSettings>, deps: SqlDeps): Query =>
  sqlQuery(driver(settings), deps);
