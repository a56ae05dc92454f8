/** Says when a table was written to: DynamoDB Local tells nobody, and who looks again and again works for nothing most of the time. */
import { EventEmitter } from 'node:events';
import type { Call } from './call.ts';

/** Calls `listener` after each write to the table (physical name); returns how to stop. */
export type OnWrite = (table: string, listener: () => void) => () => void;

export interface Writes {
  /** A call that an engine has carried out. */
  done(call: Call): void;
  readonly onWrite: OnWrite;
}

type Part = Readonly<Record<string, { readonly TableName?: string }>>;
const one = ({ TableName }: Call['json']): readonly unknown[] => [TableName];
const TABLES: Readonly<Record<string, (json: Call['json']) => readonly unknown[]>> = {
  PutItem: one,
  UpdateItem: one,
  DeleteItem: one,
  BatchWriteItem: ({ RequestItems = {} }) => Object.keys(RequestItems),
  TransactWriteItems: ({ TransactItems = [] }) =>
    TransactItems.flatMap((part: Part) => Object.values(part).map(({ TableName }) => TableName)),
};

export const writes = (): Writes => {
  const told = new EventEmitter().setMaxListeners(0);
  return {
    done: ({ service, operation, json }) => {
      if (service === 'dynamodb') for (const table of new Set(TABLES[operation]?.(json))) told.emit(`wrote ${table}`);
    },
    onWrite: (table, listener) => {
      told.on(`wrote ${table}`, listener);
      return () => told.off(`wrote ${table}`, listener);
    },
  };
};
