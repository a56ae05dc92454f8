/** The tables of a room, seen through a client of its own, which dies nowhere and counts nothing. What nobody has written to is not read again. */
import { isDeepStrictEqual } from 'node:util';
import { BatchWriteCommand, type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '#test/engines/tables.ts';
import type { CasesWorld } from '#test/functions/cases/world.ts';
import { type Item, isOfRun, type Table, type Tables } from './alike.ts';

/** Most requests of one BatchWriteItem. */
const MOST = 25;
const READS = /^(Get|Query|Scan|BatchGet|TransactGet)/;

const keyOf = ({ pk, sk }: Item): string => JSON.stringify([pk, sk]);

const scanned = async (client: DynamoDBDocumentClient, TableName: string): Promise<Table> => {
  const kept = new Map<string, Item>();
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
    for (const item of Items) kept.set(keyOf(item), item);
  return kept;
};

/** Makes the table from what it is what it was: only what differs is written. */
const putBack = async (client: DynamoDBDocumentClient, name: string, is: Table, was: Table): Promise<void> => {
  const requests = [
    ...[...was]
      .filter(([key, item]) => !isDeepStrictEqual(is.get(key), item))
      .map(([, Item]) => ({ PutRequest: { Item } })),
    ...[...is.values()]
      .filter((item) => !was.has(keyOf(item)) && !isOfRun(item))
      .map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })),
  ];
  for (let at = 0; at < requests.length; at += MOST)
    await client.send(new BatchWriteCommand({ RequestItems: { [name]: requests.slice(at, at + MOST) } }));
};

type Handler = (args: { readonly input: object }) => Promise<unknown>;

/** Names of tables anywhere in a command. */
const namedIn = (value: unknown, all: readonly string[]): string[] => {
  const text = JSON.stringify(value);
  return all.filter((name) => text.includes(`"${name}"`));
};

export const tablesOf = async (world: CasesWorld) => {
  const client = documentClient(world.endpoint);
  const names = await world.everyTable();
  const all = Object.values(names);
  const touched = new Set(all);
  const seeing = (next: Handler, context: { commandName?: string }) => (args: { readonly input: object }) => {
    if (!READS.test(context.commandName ?? '')) for (const name of namedIn(args.input, all)) touched.add(name);
    return next(args);
  };
  world.client.middlewareStack.add(seeing as never, { step: 'initialize' });
  let known: Tables = {};
  /** As they are. */
  const look = async (): Promise<Tables> => {
    const read = Object.entries(names).filter(([, name]) => touched.has(name));
    touched.clear();
    const fresh = await Promise.all(read.map(async ([table, name]) => [table, await scanned(client, name)] as const));
    known = { ...known, ...Object.fromEntries(fresh) };
    return known;
  };
  /** Has them so. */
  const make = async (was: Tables): Promise<void> => {
    const is = await look();
    const changed = Object.entries(names).filter(([table]) => is[table] !== was[table]);
    await Promise.all(
      changed.map(([table, name]) => putBack(client, name, is[table] ?? new Map(), was[table] ?? new Map())),
    );
    // Keys of the run stay where they are.
    for (const [, name] of changed) if (name === names.certificates) touched.add(name);
    known = { ...was };
  };
  return { client, look, make };
};
