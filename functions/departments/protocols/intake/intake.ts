/**
 * 采集: reads what a department has put into its front table, and takes each row as an event into the log of its resource. Read, taken, marked:
 * whoever dies in between reads again, and the log knows what it took.
 */
import type { LogDeps } from '#functions/events/deps.ts';
import { takeEvent } from '#functions/events/take.ts';
import type { AskContext } from '#functions/exchange/adapter.ts';
import type { Clock } from '#functions/kernel/clock.ts';
import { hmac } from '#functions/kernel/digest.ts';
import { log } from '#functions/kernel/log.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import { validate } from '#functions/kernel/request.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import { Publish } from '#schemas/published.ts';
import type { Resource } from '#schemas/resource.ts';
import type { Query, Row } from '../sql.client.ts';
import { earlier, type FrontRow, type FrontRows, markRows, waitingRows } from './front-rows.ts';
import type { PositionsStore } from './positions.store.ts';

/** What a department writes for each of its front tables. */
export interface IntakeTable extends FrontRows {
  /** The resource (department/name) whose events the rows are. */
  readonly resource: string;
  /** Throws department-answer-invalid for a row that cannot be read. */
  readonly event: (row: Row) => {
    readonly type: string;
    readonly subject: string;
    readonly occurredAt: string;
    readonly data: object;
  };
}

export interface IntakeDeps extends LogDeps {
  readonly snapshots: SnapshotHolder;
  readonly positions: PositionsStore;
  readonly query: Query;
  readonly clock: Clock;
  /** Rows of one reading. */
  readonly page: number;
  /** How long a run goes on, ms; what is left is taken up by the next one. */
  readonly runMs: number;
}

export interface Taken {
  /** Events that are new in the log. */
  readonly taken: number;
  /** Rows that could not be read. */
  readonly refused: number;
}

const STATEMENT_MS = 10_000;

/** Broken for good: reading it again would read the same. Whatever else fails is tried again by the next run. */
const isPoison = (error: unknown): error is ProblemError =>
  error instanceof ProblemError &&
  ['department-answer-invalid', 'invalid-request', 'unprocessable', 'idempotency-key-reused'].includes(error.code);

const ruleOf = ({ code, extra }: ProblemError): string => extra.cause ?? extra.errors?.[0]?.rule ?? code;

/** What an instance has seen in the overlap it need not take again. Forgetting costs a call, no more. */
const MOST_SEEN = 20_000;

export const intake = (department: string, table: IntakeTable, deps: IntakeDeps) => {
  const seen = new Set<string>();
  const name = (row: FrontRow): string => `intake#${department}#${table.table}#${row.key}#${row.mark}`;

  const take = async (resource: Resource, row: FrontRow, now: number): Promise<'taken' | 'known'> => {
    const told = validate(Publish, table.event(row.row));
    const by = { by: `${department}-front`, place: name(row) };
    return (await takeEvent(deps, resource, told, by, now)).state;
  };

  const refuse = async (row: FrontRow, rule: string, now: number): Promise<void> => {
    const { request } = await deps.keys();
    log('error', { event: 'intake-refused', department, resource: table.resource, rule });
    await deps.positions.refuse(table.table, hmac(request, name(row)), rule, now);
  };

  /** One page, in order. Stops at the first row that cannot be taken now. */
  const page = async (resource: Resource, rows: readonly FrontRow[], now: number) => {
    const done: { readonly [S in 'taken' | 'refused']: string[] } = { taken: [], refused: [] };
    let fresh = 0;
    const failed = await (async () => {
      for (const row of rows) {
        if (seen.has(name(row))) continue;
        try {
          if ((await take(resource, row, now)) === 'taken') fresh += 1;
          done.taken.push(row.key);
        } catch (error) {
          if (!isPoison(error)) return error;
          await refuse(row, ruleOf(error), now);
          done.refused.push(row.key);
        }
        seen.add(name(row));
      }
      return undefined;
    })();
    if (seen.size > MOST_SEEN) seen.clear();
    return { done, fresh, failed };
  };

  /** One run: until nothing waits, or time is up. `now`: the schedule's time, epoch ms. Throws what stopped it, after what was taken is marked. */
  return async (now: number): Promise<Taken> => {
    const end = deps.clock() + deps.runMs;
    const context = (): AskContext => {
      const deadline = performance.now() + STATEMENT_MS;
      return { signal: AbortSignal.timeout(STATEMENT_MS), deadline };
    };
    const resource = (await deps.snapshots.current()).resource(table.resource);
    if (!resource) throw new Error('intake: its resource is not in the catalogue');
    const { newBy } = table;
    const stood = newBy.kind === 'watermark' ? await deps.positions.get(table.table) : undefined;
    let after =
      stood && newBy.kind === 'watermark' ? { mark: earlier(stood.mark, newBy.overlapMs), key: '' } : undefined;
    const sum = { taken: 0, refused: 0 };
    while (deps.clock() < end) {
      const rows = await waitingRows(deps.query, table, after, deps.page, context());
      const { done, fresh, failed } = await page(resource, rows, now);
      sum.taken += fresh;
      sum.refused += done.refused.length;
      await markRows(deps.query, table, done.taken, 'taken', context());
      await markRows(deps.query, table, done.refused, 'refused', context());
      if (failed) throw failed;
      const last = rows.at(-1);
      if (!last) break;
      if (newBy.kind === 'watermark') {
        after = { mark: last.mark, key: last.key };
        await deps.positions.advance(table.table, after);
      }
      if (rows.length < deps.page) break;
    }
    return sum;
  };
};
