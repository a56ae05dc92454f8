/** A MySQL server on the wire (the server half of mysql2) over an embedded SQLite: one login, text protocol, rows as text. */
import { createHash } from 'node:crypto';
import type { Server, Socket } from 'node:net';
import type { DatabaseSync } from 'node:sqlite';
import mysql from 'mysql2';
import { sendFaulty } from './faults.ts';

export interface Login {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface Serving {
  readonly login: Login;
  /** 0: a free one. */
  readonly port: number;
  readonly database: () => Promise<DatabaseSync>;
  /** Which statements beyond SELECT on a view this login may run. */
  readonly may: (sql: string) => boolean;
  readonly fault: () => string | undefined;
  readonly onQuestion: () => void;
}

/** What mysql2 does for a server and its types do not say. */
interface Peer {
  readonly stream: Socket;
  serverHandshake(args: object): void;
  writeColumns(columns: readonly object[]): void;
  writeTextRow(row: readonly (string | null)[]): void;
  writeEof(): void;
  writeOk(args?: object): void;
  writeError(args: { message: string; code: number }): void;
  /** Of the next packet: each command starts a count of its own, which mysql2 leaves to the server. */
  sequenceId: number;
  on(event: string, listener: (...args: never[]) => void): void;
}

const UTF8MB4 = 45;
const VAR_STRING = 253;
const ACCESS_DENIED = 1045;
const NOT_ALLOWED = 1142;
const UNKNOWN = 1105;
/** What MySQL 5.7 offers: 4.1 protocol, secure authentication by password, UTF-8; no TLS here. */
const CAPABILITIES = 0x0008a20f | 0x00000200 | 0x00080000;

const sha1 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** mysql_native_password: the client shows SHA-1 of its password, hidden under the seed and what the server keeps. */
const knows = (password: string, seed: Uint8Array, token: Buffer | undefined): boolean => {
  const kept = sha1(sha1(Buffer.from(password)));
  const mask = sha1(seed, kept);
  return token?.length === 20 && sha1(token.map((byte, i) => byte ^ (mask[i] ?? 0))).equals(kept);
};

/** Values arrive as _utf8mb4 x'…'. */
const dialect = (sql: string): string => sql.replace(/_utf8mb4 x'([0-9a-f]*)'/gi, "cast(x'$1' as text)");

const READS = /^select\b[^;]+$/i;
const ASIDE = /^(start transaction( read only)?|commit|rollback|set (session )?[\w.]+\s*=\s*[\w.]+)$/i;

const answer = (peer: Peer, database: DatabaseSync, sql: string): void => {
  const statement = database.prepare(dialect(sql));
  if (!READS.test(sql)) {
    const { changes } = statement.run();
    peer.writeOk({ affectedRows: Number(changes) });
    return;
  }
  const names = statement.columns().map(({ name }) => name);
  const rows = statement.all() as Record<string, unknown>[];
  peer.writeColumns(
    names.map((name) => ({
      catalog: 'def',
      schema: '',
      table: '',
      orgTable: '',
      name,
      orgName: name,
      characterSet: UTF8MB4,
      columnLength: 4096,
      columnType: VAR_STRING,
      flags: 0,
      decimals: 0,
    })),
  );
  for (const row of rows) peer.writeTextRow(names.map((name) => (row[name] === null ? null : String(row[name]))));
  peer.writeEof();
};

/** What `write` sends, kept back. */
const caught = (socket: Socket, write: () => void): Buffer => {
  const parts: Buffer[] = [];
  const real = socket.write;
  socket.write = ((bytes: Uint8Array) => parts.push(Buffer.from(bytes)) > 0) as never;
  try {
    write();
  } finally {
    socket.write = real;
  }
  return Buffer.concat(parts);
};

const converse = (peer: Peer, { login, database, may, fault, onQuestion }: Serving): void => {
  const said = async (sql: string): Promise<void> => {
    const text = sql.trim().replace(/;$/, '');
    if (ASIDE.test(text)) {
      peer.writeOk();
      peer.sequenceId = 0;
      return;
    }
    onQuestion();
    const held = await database();
    const respond = (): void => {
      try {
        if (!READS.test(text) && !may(text))
          peer.writeError({ code: NOT_ALLOWED, message: `command denied to ${login.user}` });
        else answer(peer, held, text);
      } catch (error) {
        peer.writeError({ code: UNKNOWN, message: `PLANTED ${String(error)} near ${text}` });
      }
    };
    const wrong = fault();
    if (wrong && wrong !== 'hang-at-connect') await sendFaulty(peer.stream, caught(peer.stream, respond), wrong);
    else respond();
    peer.sequenceId = 0;
  };
  peer.on('query', said as never);
  // mysql2 hands SET on as if it were PREPARE.
  peer.on('stmt_prepare', said as never);
  peer.serverHandshake({
    protocolVersion: 10,
    serverVersion: '5.7.44-yongkang',
    connectionId: 1,
    statusFlags: 2,
    characterSet: UTF8MB4,
    capabilityFlags: CAPABILITIES,
    authCallback: (
      given: { user: string; authToken: Buffer; authPluginData1: Buffer; authPluginData2: Buffer },
      done: (error: null, refused?: { message: string; code: number }) => void,
    ) => {
      const seed = Buffer.concat([given.authPluginData1, given.authPluginData2]);
      const known = given.user === login.user && knows(login.password, seed, given.authToken);
      done(null, known ? undefined : { message: 'Access denied', code: ACCESS_DENIED });
      peer.sequenceId = 0;
    },
  });
};

export const serve = (serving: Serving): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = mysql.createServer((peer) => {
      (peer as unknown as Peer).on('error', () => undefined);
      // Packets are small and many.
      (peer as unknown as Peer).stream.setNoDelay(true);
      // Nobody greets whoever comes.
      if (serving.fault() !== 'hang-at-connect') converse(peer as unknown as Peer, serving);
    }) as unknown as { readonly _server: Server; listen(port: number, host: string): void };
    server._server.once('error', reject);
    server._server.once('listening', () => resolve(server._server));
    server.listen(serving.port, '127.0.0.1');
  });
