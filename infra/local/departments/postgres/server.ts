/**
 * PGlite behind a TCP socket, as one read-only user. Its own socket server is not used here: it was seen to take every user and password
 * and to let a client be the superuser, and it has no place for an answer that hangs, drips or breaks off.
 */
import { timingSafeEqual } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { type EveryWireFault, send } from './faults.ts';
import { greeting } from './forged.ts';
import {
  askPassword,
  type Frame,
  fatal,
  frames,
  passwordOf,
  SSL_REQUEST,
  STARTUP,
  sqlOf,
  startupParameters,
  welcome,
} from './wire.ts';

export interface Login {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}
export interface Backend {
  /** Runs one message of the protocol and returns the answer's bytes. */
  execProtocolRaw(message: Uint8Array): Promise<Uint8Array>;
}

export interface Front {
  readonly login: Login;
  /** 0: a free one. */
  readonly port: number;
  readonly turn: Turnstile;
  /** Looked at for every answer. */
  readonly fault: () => EveryWireFault | undefined;
  /** Called for each transaction that is begun, and for each connection that is left hanging. */
  readonly onQuestion: () => void;
}

const MAX_CONNECTIONS = 20;
/** A client that stops in the middle of a transaction would keep everybody else waiting: there is one backend. */
const IDLE_IN_TRANSACTION_MS = 5_000;
/** Nothing that could change who one is. set_config() is revoked besides. */
const ALLOWED = /^(select|with|begin|start\s+transaction|commit|rollback|show|set\s+(local\s+)?statement_timeout)\b/i;
const isAllowed = (sql: string): boolean =>
  sql.split(';').every((statement) => statement.trim() === '' || ALLOWED.test(statement.trim()));

/** One after the other; the returned function lets the next one in. */
export const turnstile = () => {
  let last: Promise<void> = Promise.resolve();
  return async (): Promise<() => void> => {
    const before = last;
    const { promise, resolve } = Promise.withResolvers<void>();
    last = promise;
    await before;
    return resolve;
  };
};
export type Turnstile = ReturnType<typeof turnstile>;

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** True when the client may go on; otherwise the connection is ended. */
const signIn = async (socket: Socket, input: AsyncIterator<Frame>, login: Login): Promise<boolean> => {
  for (let next = await input.next(); !next.done; next = await input.next()) {
    const code = next.value.bytes.readInt32BE(4);
    if (code === SSL_REQUEST) {
      socket.write('N');
      continue;
    }
    if (code !== STARTUP) break;
    const wanted = startupParameters(next.value.bytes);
    socket.write(askPassword());
    const password = await input.next();
    if (password.done) break;
    const right = same(passwordOf(password.value), login.password);
    if (right && wanted.get('user') === login.user && wanted.get('database') === login.database) return true;
    socket.end(fatal('28P01', `password authentication failed for user "${wanted.get('user')}"`));
    return false;
  }
  socket.destroy();
  return false;
};

const session = async (
  socket: Socket,
  ready: Promise<Backend>,
  { login, turn, fault, onQuestion }: Front,
): Promise<void> => {
  const input = frames(socket);
  if (fault() === 'hang-at-connect') {
    onQuestion();
    for await (const _ of input);
  }
  const greets = greeting(fault());
  if (greets) return void socket.end(greets);
  if (!(await signIn(socket, input, login))) return;
  const backend = await ready;
  socket.write(welcome());
  socket.on('timeout', () => socket.destroy());
  let leave: (() => void) | undefined;
  let batch: Frame[] = [];
  try {
    for await (const frame of input) {
      if (frame.type === 'X') break;
      const sql = sqlOf(frame);
      if (sql !== undefined && !isAllowed(sql)) {
        socket.end(fatal('42501', 'permission denied'));
        break;
      }
      batch.push(frame);
      // Q is a question by itself, S ends a group of messages: only then is an answer due.
      if (frame.type !== 'Q' && frame.type !== 'S') continue;
      if (!leave) onQuestion();
      // Hanging, it goes on reading: only so is the client's leaving seen.
      if (fault() === 'hang') {
        batch = [];
        continue;
      }
      socket.setTimeout(0);
      leave ??= await turn();
      const answers: Uint8Array[] = [];
      for (const { bytes } of batch) answers.push(await backend.execProtocolRaw(new Uint8Array(bytes)));
      batch = [];
      const answer = Buffer.concat(answers);
      // The last byte is the state: I idle, T in a transaction, E in a failed one.
      if (answer.at(-1) === 0x49) {
        leave();
        leave = undefined;
      } else {
        socket.setTimeout(IDLE_IN_TRANSACTION_MS);
      }
      await send(socket, answer, fault());
    }
  } finally {
    if (leave) {
      await backend.execProtocolRaw(rollback());
      leave();
    }
    socket.destroy();
  }
};

const rollback = (): Uint8Array => {
  const sql = Buffer.from('rollback\0');
  const head = Buffer.alloc(5);
  head.write('Q', 'latin1');
  head.writeInt32BE(sql.length + 4, 1);
  return new Uint8Array(Buffer.concat([head, sql]));
};

/** Listens at once, so that a taken port is told before a database has started; answers when `backend` is ready. */
export const serve = async (backend: Promise<Backend>, front: Front): Promise<Server> => {
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    // A client that goes away is no failure of the server.
    socket.on('error', () => undefined);
    session(socket, backend, front).catch(() => socket.destroy());
  });
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(front.port, '127.0.0.1', resolve);
  });
  return server;
};
