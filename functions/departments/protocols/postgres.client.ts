/** A department's PostgreSQL: one read-only question at a time, bounded in time, rows and bytes. No word of the server's gets further. */
import type pg from 'pg';
import { type AskContext, TransientFailure } from '#functions/exchange/adapter.ts';
import type { Clock } from '#functions/kernel/clock.ts';
import { ProblemError, problem } from '#functions/kernel/problem.ts';
import type { Cell } from './normalise.ts';
import { type Connection, connections, drop } from './postgres-connections.client.ts';
import type { PostgresSettings } from './postgres-settings.ts';
import { seats } from './seats.ts';
import { unreached } from './unreached.ts';

const MAX_CONNECTIONS = 2;
const MAX_BYTES = 1_000_000;

export interface Question {
  /** With $1, $2 … for the values, and its own LIMIT. */
  readonly text: string;
  readonly values: readonly (string | null)[];
  /** More rows than this are refused: a server that ignores its LIMIT. */
  readonly maxRows: number;
}
export type Row = Readonly<Record<string, Cell>>;
export type Query = (question: Question, context: AskContext) => Promise<Row[]>;

interface PostgresDeps {
  /** performance.now() or a stand-in: the clock of AskContext.deadline. */
  readonly clock: Clock;
  readonly maxBytes?: number;
}

/** By class of SQLSTATE (PostgreSQL documentation, appendix A): what happened, in our words. */
const refusal = (sqlstate: string): Error => {
  if (sqlstate === '57014') return problem('department-timeout', { cause: 'statement-timeout' });
  if (/^(08|53|57P)/.test(sqlstate)) return new TransientFailure(`postgresql:${sqlstate}`);
  return problem('department-error', { cause: `postgresql:${sqlstate}` });
};
const sqlstateOf = (error: unknown): string | undefined => {
  const { code, severity } = error as { code?: unknown; severity?: unknown };
  return typeof severity === 'string' && typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
};

/** A failure that has no code is one of the moment: hung up, or too slow to greet us. */
const notConnected = (error: unknown): Error => {
  if (error instanceof ProblemError) return error;
  const sqlstate = sqlstateOf(error);
  if (sqlstate) return refusal(sqlstate);
  const why = typeof (error as { code?: unknown }).code === 'string' ? unreached(error) : undefined;
  return why instanceof ProblemError ? why : new TransientFailure('not-reached');
};

/** One question over one connection, which is dropped unless everything went well. */
const askOver = async (
  client: pg.Client,
  { text, values, maxRows }: Question,
  { signal, deadline }: AskContext,
  { clock, maxBytes = MAX_BYTES }: PostgresDeps,
): Promise<Row[]> => {
  const stream = client.connection.stream;
  let bytes = 0;
  let answering = false;
  let answered = false;
  const count = (chunk: Uint8Array): void => {
    bytes += chunk.length;
    answered ||= answering;
    if (bytes > maxBytes) drop(client);
  };
  const abort = (): void => drop(client);
  stream.on('data', count);
  signal.addEventListener('abort', abort, { once: true });
  try {
    signal.throwIfAborted();
    const ms = Math.max(1, Math.ceil(deadline - clock()));
    // Told in time, the department stops working when nobody waits any more.
    await client.query(`begin transaction read only; set local statement_timeout = ${ms}`);
    answering = true;
    const { rows } = await client.query<Row>(text, [...values]);
    await client.query('commit');
    if (rows.length > maxRows) throw problem('department-answer-too-large', { cause: 'rows' });
    return rows;
  } catch (error) {
    drop(client);
    if (bytes > maxBytes) throw problem('department-answer-too-large', { cause: 'bytes' });
    if (signal.aborted) throw problem('department-timeout', { cause: 'deadline' });
    if (error instanceof ProblemError) throw error;
    const sqlstate = sqlstateOf(error);
    if (sqlstate) throw refusal(sqlstate);
    throw answered
      ? problem('department-error', { cause: 'connection-lost' })
      : new TransientFailure('connection-lost');
  } finally {
    stream.off('data', count);
    signal.removeEventListener('abort', abort);
  }
};

/** `settings`: the department's secret, read at the first question. */
export const postgres = (settings: () => Promise<PostgresSettings>, deps: PostgresDeps): Query => {
  const places = seats(MAX_CONNECTIONS);
  const pool = connections(settings, deps.clock);

  const connection = async (signal: AbortSignal): Promise<Connection> => {
    try {
      return await pool.take(signal);
    } catch (error) {
      if (signal.aborted) throw problem('department-timeout', { cause: 'deadline' });
      throw notConnected(error);
    }
  };

  return async (question, context) => {
    const leave = await places.take(context.signal);
    try {
      for (;;) {
        const { client, reused } = await connection(context.signal);
        try {
          const rows = await askOver(client, question, context, deps);
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
