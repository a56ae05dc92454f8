/** 前置表 as a queue of rows: which are new, and how they are told apart from those that were taken. */
import type { AskContext } from '#functions/exchange/adapter.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Query, Row } from '../sql.client.ts';

/** How the department tells a new row from one that was taken. */
export type NewBy =
  /** 状态列: rows wait in `fresh`; whoever takes one writes `taken`, or `refused` for one that cannot be read. */
  | {
      readonly kind: 'status';
      readonly column: string;
      readonly fresh: string;
      readonly taken: string;
      readonly refused: string;
    }
  /**
   * 水位: a time that every change sets, read upward. Nothing is written. A transaction that was open for a while may put in rows behind
   * what was read already: the last `overlapMs` are read again each time.
   */
  | { readonly kind: 'watermark'; readonly column: string; readonly overlapMs: number };

export interface FrontRows {
  readonly table: string;
  /** Primary key: one column, which every row has. */
  readonly key: string;
  readonly columns: readonly string[];
  readonly newBy: NewBy;
}

/** Up to which row it was read: text as the database writes it. */
export interface Position {
  readonly mark: string;
  readonly key: string;
}

export interface FrontRow {
  readonly key: string;
  /** '' in a table with a status. */
  readonly mark: string;
  readonly row: Row;
}

/** Names stand in the statements themselves, so they are ours and plain. */
const NAME = /^[a-z_][a-z0-9_]{0,62}$/i;
const plain = (...names: readonly string[]): void => {
  for (const name of names) if (!NAME.test(name)) throw new TypeError('intake: a name is no plain word');
};

const read = (rows: readonly Row[], { key, newBy }: FrontRows): FrontRow[] =>
  rows.map((row) => {
    const [id, mark] = [row[key], newBy.kind === 'watermark' ? row[newBy.column] : ''];
    if (!id || typeof mark !== 'string')
      throw problem('department-answer-invalid', { cause: 'intake:row-without-key' });
    return { key: id, mark, row };
  });

/** Those that wait, oldest first, behind `after` in a table that is read by its watermark. */
export const waitingRows = async (
  query: Query,
  from: FrontRows,
  after: Position | undefined,
  limit: number,
  context: AskContext,
): Promise<FrontRow[]> => {
  const { table, key, columns, newBy } = from;
  plain(table, key, newBy.column, ...columns);
  const names = [...new Set([key, newBy.column, ...columns])].join(', ');
  const select = `select ${names} from ${table}`;
  const asked =
    newBy.kind === 'status'
      ? { text: `${select} where ${newBy.column} = ? order by ${key} limit ${limit}`, values: [newBy.fresh] }
      : after === undefined
        ? { text: `${select} order by ${newBy.column}, ${key} limit ${limit}`, values: [] }
        : {
            text: `${select} where ${newBy.column} > ? or (${newBy.column} = ? and ${key} > ?) order by ${newBy.column}, ${key} limit ${limit}`,
            values: [after.mark, after.mark, after.key],
          };
  return read(await query({ ...asked, maxRows: limit }, context), from);
};

/** Writes the new status of those that still wait: a row that somebody else has touched since is left alone. */
export const markRows = async (
  query: Query,
  { table, key, newBy }: FrontRows,
  keys: readonly string[],
  as: 'taken' | 'refused',
  context: AskContext,
): Promise<void> => {
  if (newBy.kind !== 'status' || keys.length === 0) return;
  plain(table, key, newBy.column);
  const text = `update ${table} set ${newBy.column} = ? where ${newBy.column} = ? and ${key} in (${keys.map(() => '?').join(', ')})`;
  await query({ text, values: [newBy[as], newBy.fresh, ...keys], maxRows: 0, writes: true }, context);
};

/** A watermark as the database writes it, `ms` earlier. A mark that is no time is refused: it could not be read again. */
export const earlier = (mark: string, ms: number): string => {
  const found = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(\.\d{1,6})?$/.exec(mark);
  const at = found ? Date.parse(`${found[1]}T${found[2]}Z`) : Number.NaN;
  if (Number.isNaN(at)) throw problem('department-answer-invalid', { cause: 'intake:watermark' });
  return new Date(at - ms).toISOString().slice(0, 19).replace('T', ' ');
};
