/** A front table's own process: PGlite with the department's tables and one view, served over TCP to one read-only role. */
import type { AddressInfo } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import type { Population } from '#city/population.ts';
import { answerOrders } from '../orders.ts';
import { freshCluster } from './cluster.ts';
import { EVERY_WIRE_FAULT } from './faults.ts';
import { type Login, serve, turnstile } from './server.ts';

export interface Front {
  /** The role that every question is asked as. */
  readonly role: string;
  /** SQL that makes tables, role and view. */
  readonly schema: string;
  /** Columns of each table's rows by name, in the order of the table. */
  readonly rows: (population: Population) => Readonly<Record<string, readonly object[]>>;
  /** SQL once the rows are in: indexes. */
  readonly indexes?: string;
  /** Ways in which the view itself can be wrong: SQL by mode. `none` makes it right. */
  readonly views: Readonly<Record<'none', string>> & Readonly<Record<string, string>>;
}

interface StartMessage {
  readonly population: Population;
  readonly login: Login;
  readonly port: number;
}

/** Answers the orders start, hostile and asked. Modes are those of the wire (faults.ts) and of `views`. */
export const answerAsFrontTable = ({ role, schema, rows, indexes = '', views }: Front): void => {
  const turn = turnstile();
  const readOnly = `set role ${role}; set default_transaction_read_only = on;`;
  const databases = Promise.withResolvers<PGlite>();
  let mode = 'none';
  let asked = 0;

  const start = async ({ population, login, port }: StartMessage): Promise<number> => {
    const onQuestion = () => {
      asked += 1;
    };
    const fault = () => EVERY_WIRE_FAULT.find((one) => one === mode);
    const server = await serve(databases.promise, { login, port, turn, fault, onQuestion });
    const db = await freshCluster();
    await db.exec(schema);
    for (const [table, list] of Object.entries(rows(population)))
      await db.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [list]);
    await db.exec(indexes);
    await db.exec(readOnly);
    databases.resolve(db);
    return (server.address() as AddressInfo).port;
  };

  const hostile = async (next: string): Promise<void> => {
    const isWire = EVERY_WIRE_FAULT.some((one) => one === next);
    const view = isWire ? views.none : views[next];
    if (view === undefined) throw new Error(`unknown mode: ${next}`);
    const db = await databases.promise;
    const leave = await turn();
    try {
      // Apart, because statements sent together are one transaction, and a read-only one stays so.
      await db.exec('reset role; set default_transaction_read_only = off;');
      await db.exec(view);
      await db.exec(readOnly);
      mode = next;
    } finally {
      leave();
    }
  };

  answerOrders({ start, hostile, asked: () => asked });
};
