/** The stand-in's own process: PGlite with the centre's database, served over TCP, told by its parent what to be. */
import type { AddressInfo } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import type { Population } from '#city/population.ts';
import { answerOrders } from '../orders.ts';
import { freshCluster } from '../postgres/cluster.ts';
import { type Login, serve, turnstile } from '../postgres/server.ts';
import { type HostileMode, viewOf, wireFault } from './hostile.ts';
import { rows } from './rows.ts';
import { INDEXES, SCHEMA, viewSql } from './schema.ts';

interface StartMessage {
  readonly population: Population;
  readonly login: Login;
  readonly port: number;
}
const turn = turnstile();
let mode: HostileMode = 'none';
let asked = 0;

const fill = async (db: PGlite, population: Population): Promise<void> => {
  await db.exec(SCHEMA + viewSql());
  for (const [table, list] of Object.entries(rows(population)))
    await db.query(`insert into bdc.${table} select * from json_populate_recordset(null::bdc.${table}, $1)`, [list]);
  await db.exec(INDEXES);
};
const READ_ONLY = 'set role qzk_ro; set default_transaction_read_only = on;';

const databases = Promise.withResolvers<PGlite>();
const start = async ({ population, login, port }: StartMessage): Promise<number> => {
  const onQuestion = () => {
    asked += 1;
  };
  const server = await serve(databases.promise, { login, port, turn, fault: () => wireFault(mode), onQuestion });
  const db = await freshCluster();
  await fill(db, population);
  await db.exec(READ_ONLY);
  databases.resolve(db);
  return (server.address() as AddressInfo).port;
};

const change = async (next: HostileMode): Promise<number> => {
  const db = await databases.promise;
  const leave = await turn();
  try {
    // Apart, because statements sent together are one transaction, and a read-only one stays so.
    await db.exec('reset role; set default_transaction_read_only = off;');
    await db.exec(viewOf(next));
    await db.exec(READ_ONLY);
    mode = next;
    return asked;
  } finally {
    leave();
  }
};

answerOrders({ start, hostile: change, asked: () => asked });
