/** A department's database, whatever it speaks: one read-only question at a time, bounded in time, rows and bytes. No word of the server's gets further. */
import type { Duplex } from 'node:stream';
import { type AskContext, TransientFailure } from '#functions/exchange/adapter.ts';
import type { Clock } from '#functions/kernel/clock.ts';
import { ProblemError, problem } from '#functions/kernel/problem.ts';
import type { Cell } from './normalise.ts';
import { seats } from './seats.ts';
import { type Connection, connections, type Open } from './sql-connections.ts';
import { unreached } from './unreached.ts';

/** Code of the error by which a driver's connection ends when its server sends what is no message of the protocol. */
export const MALFORMED = 'EBADMESSAGE';

const MAX_CONNECTIONS = 2;
const MAX_BYTES = 1_000_000;

export interface Question {
  /** With the driver's own marks for the values, and its own LIMIT. */
  readonly text: string;
  readonly values: readonly (string | null)[];
  /** More rows than this are refused: a server that ignores its LIMIT. */
  readonly maxRows: number;
  /** It changes rows of a front table that the hub may mark; everything else is asked read-only. */
  readonly writes?: true;
}
export type Row = Readonly<Record<string, Cell>>;
export type Query = (question: Question, context: AskContext) => Promise<Row[]>;

export interface SqlDeps {
  /** performance.now() or a stand-in: the clock of AskContext.deadline. */
  readonly clock: Clock;
  readonly maxBytes?: number;
}

/** What a driver of a database must be able to do. */
export interface SqlDriver<C> extends Open<C> {
  /** One question in one transaction, read-only unless it says that it writes, of at most `ms`; `asked` is called just before the question itself is sent. */
  run(connection: C, question: Question, ms: number, asked: () => void): Promise<Row[]>;
  /** What the server said by a code of its own, in our words; undefined when it said nothing. */
  refusal(error: unknown): Error | undefined;
}

/** One question over one connection, which is dropped unless everything went well. */
const askOver = async <C>(
  driver: SqlDriver<C>,
  connection: C,
  question: Question,
  { signal, deadline }: AskContext,
  { clock, maxBytes = MAX_BYTES }: SqlDeps,
): Promise<Row[]> => {
  const stream: Duplex = driver.stream(connection);
  let bytes = 0;
  let answering = false;
  let answered = false;
  const drop = (): void => void stream.destroy();
  const count = (chunk: Uint8Array): void => {
    bytes += chunk.length;
    answered ||= answering;
    if (bytes > maxBytes) drop();
  };
  stream.on('data', count);
  signal.addEventListener('abort', drop, { once: true });
  try {
    signal.throwIfAborted();
    const ms = Math.max(1, Math.ceil(deadline - clock()));
    const rows = await driver.run(connection, question, ms, () => {
      answering = true;
    });
    if (rows.length > question.maxRows) throw problem('department-answer-too-large', { cause: 'rows' });
    return rows;
  } catch (error) {
    drop();
    if (bytes > maxBytes) throw problem('department-answer-too-large', { cause: 'bytes' });
    if (signal.aborted) throw problem('department-timeout', { cause: 'deadline' });
    if (error instanceof ProblemError) throw error;
    const refused = driver.refusal(error);
    if (refused) throw refused;
    if ((error as { code?: unknown }).code === MALFORMED) throw unreached(error);
    throw answered
      ? problem('department-error', { cause: 'connection-lost' })
      : new TransientFailure('connection-lost');
  } finally {
    stream.off('data', count);
    signal.removeEventListener('abort', drop);
  }
};

/** A failure that has no code is one of the moment: hung up, or too slow to greet us. */
const notConnected = (error: unknown, refusal: (error: unknown) => Error | undefined): Error => {
  if (error instanceof ProblemError) return error;
  const refused = refusal(error);
  if (refused) return refused;
  const why = typeof (error as { code?: unknown }).code === 'string' ? unreached(error) : undefined;
  return why instanceof ProblemError ? why : new TransientFailure('not-reached');
};

export const sqlQuery = <C extends object>(driver: SqlDriver<C>, deps: SqlDeps): Query => {
  const places = seats(MAX_CONNECTIONS);
  const pool = connections(driver, deps.clock);

  const connection = async (signal: AbortSignal): Promise<Connection<C>> => {
    try {
      return await pool.take(signal);
    } catch (error) {
      if (signal.aborted) throw problem('department-timeout', { cause: 'deadline' });
      throw notConnected(error, driver.refusal);
    }
  };

  return async (question, context) => {
    const leave = await places.take(context.signal);
    try {
      for (;;) {
        const { client, reused } = await connection(context.signal);
        try {
          const rows = await askOver(driver, client, question, context, deps);
          pool.keep(client);
          return rows;
        } catch (error) {
          // A kept connection that died while nobody looked is not the department's failure, and nothing was answered.
          if (!(reused && error instanceof TransientFailure)) throw error;
        }
      }
    } finally {
      leave();
    }
  };
};
