/** The projection of the record that supervisors and departments read: one line under each key it is looked for by. */

import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { beijingDate } from '#functions/kernel/beijing.ts';
import { timeKey } from '#functions/kernel/item.ts';
import { ExchangeLine } from '#schemas/exchange.ts';

export interface Filter {
  /** Day in Beijing time, yyyy-mm-dd. */
  readonly date: string;
  readonly department: string;
  readonly resource?: string | undefined;
}

export interface UsesStore {
  /** Writes the line under its days and departments, its id and its subject's handle. Again changes nothing. */
  put(line: ExchangeLine, handle: string): Promise<void>;
  /** Newest first, before `before` (a sort key) when given; `next` when there may be more. */
  list(filter: Filter, limit: number, before?: string): Promise<{ lines: ExchangeLine[]; next?: string }>;
  get(id: string): Promise<ExchangeLine | undefined>;
}

const Stored = z.object({ v: z.literal(1), line: ExchangeLine });

/** Upcasts and checks a stored item; only version 1 exists. */
export const lineIn = (item: Readonly<Record<string, unknown>>): ExchangeLine => Stored.parse(item).line;
/** Sort key of a line. */
export const placeOf = ({ at, id }: Pick<ExchangeLine, 'at' | 'id'>): string => `${timeKey(at)}#${id}`;

/** A filter that fits little must not read a whole day in one request. */
const MAX_READS = 5;

export const usesStore = (client: DynamoDBDocumentClient, table: string): UsesStore => ({
  put: async (line, handle) => {
    const day = beijingDate(line.at);
    const keys = new Set([`${day}#${line.consumer}`, `${day}#${line.provider}`, `exchange#${line.id}`, handle]);
    const sk = placeOf(line);
    const write = (pk: string) => client.send(new PutCommand({ TableName: table, Item: { pk, sk, v: 1, line } }));
    await Promise.all([...keys].map(write));
  },

  list: async ({ date, department, resource }, limit, before) => {
    const lines: ExchangeLine[] = [];
    let next = before;
    for (let reads = 0; reads < MAX_READS && lines.length < limit; reads++) {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': `${date}#${department}`, ...(resource ? { ':resource': resource } : {}) },
          ...(resource
            ? {
                FilterExpression: '#line.#resource = :resource',
                ExpressionAttributeNames: { '#line': 'line', '#resource': 'resource' },
              }
            : {}),
          ...(next ? { ExclusiveStartKey: { pk: `${date}#${department}`, sk: next } } : {}),
          ScanIndexForward: false,
          Limit: limit - lines.length,
        }),
      );
      lines.push(...Items.map(lineIn));
      next = LastEvaluatedKey ? String(LastEvaluatedKey.sk) : undefined;
      if (!next) break;
    }
    return { lines, ...(next ? { next } : {}) };
  },

  get: async (id) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': `exchange#${id}` },
        Limit: 1,
      }),
    );
    return Items[0] && lineIn(Items[0]);
  },
});
