/** A front table's own process: SQLite with the department's tables and views, served as MySQL over TCP to one login. */
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Population } from '#city/population.ts';
import { answerOrders } from '../orders.ts';
import { EVERY_MYSQL_FAULT } from './faults.ts';
import { type Login, serve } from './server.ts';

export interface MysqlFront {
  /** SQL that makes tables and views. */
  readonly schema: string;
  readonly rows: (population: Population) => Readonly<Record<string, readonly object[]>>;
  /** Ways in which the views can be wrong: SQL by mode. `none` makes them right. */
  readonly views: Readonly<Record<'none', string>> & Readonly<Record<string, string>>;
  /** What the login may do beside reading. */
  readonly may?: (sql: string) => boolean;
  /** Further orders, on the department's own database. */
  readonly orders?: (database: () => Promise<DatabaseSync>) => Readonly<Record<string, (value: never) => unknown>>;
}

interface StartMessage {
  readonly population: Population;
  readonly login: Login;
  readonly port: number;
  /** Absent: nothing survives the process. */
  readonly folder?: string;
}

export const fill = (database: DatabaseSync, tables: Readonly<Record<string, readonly object[]>>): void => {
  database.exec('begin');
  for (const [table, rows] of Object.entries(tables)) {
    const names = Object.keys(rows[0] ?? {});
    const insert = database.prepare(
      `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`,
    );
    for (const row of rows)
      insert.run(...names.map((name) => (row as Record<string, string | number | null>)[name] ?? null));
  }
  database.exec('commit');
};

/** Answers the orders start, hostile and asked. Modes are those of the wire (faults.ts) and of `views`. */
export const answerAsMysqlFront = ({ schema, rows, views, may = () => false, orders }: MysqlFront): void => {
  const databases = Promise.withResolvers<DatabaseSync>();
  let mode = 'none';
  let asked = 0;

  const start = async ({ population, login, port, folder }: StartMessage): Promise<number> => {
    const fault = () => EVERY_MYSQL_FAULT.find((one) => one === mode);
    const onQuestion = () => {
      asked += 1;
    };
    const server = await serve({ login, port, may, fault, onQuestion, database: () => databases.promise });
    const database = new DatabaseSync(folder === undefined ? ':memory:' : join(folder, 'front.db'));
    const known = database.prepare("select count(*) as n from sqlite_master where type = 'table'").get() as {
      n: number;
    };
    if (known.n === 0) {
      database.exec(schema);
      fill(database, rows(population));
    }
    databases.resolve(database);
    return (server.address() as AddressInfo).port;
  };

  const hostile = async (next: string): Promise<void> => {
    const view = EVERY_MYSQL_FAULT.some((one) => one === next) ? views.none : views[next];
    if (view === undefined) throw new Error(`unknown mode: ${next}`);
    (await databases.promise).exec(view);
    mode = next;
  };

  answerOrders({ start, hostile, asked: () => asked, ...orders?.(() => databases.promise) });
};
