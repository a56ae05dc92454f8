/** The projection by person: every line under any of his handles, newest first, as one list. */
import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { timeKey } from '#functions/kernel/item.ts';
import type { ExchangeLine } from '#schemas/exchange.ts';
import type { UsesFilter } from '#schemas/uses.ts';
import { lineIn, placeOf } from './uses.store.ts';

export interface LinesAbout {
  /** Before `before` (a sort key) when given; `next` when there may be more. Reads what was written last. */
  about(
    handles: readonly string[],
    filter: UsesFilter,
    limit: number,
    before?: string,
  ): Promise<{ lines: ExchangeLine[]; next?: string }>;
}

/** A filter that fits little must not read a whole life in one request. */
const MAX_READS = 5;

interface Conditions {
  readonly FilterExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly values: Record<string, unknown>;
}

const conditions = ({ department, resource, kinds }: UsesFilter): Conditions => {
  const kindNames = (kinds ?? []).map((_, i) => `:kind${i}`);
  const parts = [
    ...(department === undefined ? [] : ['(#line.#consumer = :department OR #line.#provider = :department)']),
    ...(resource === undefined ? [] : ['#line.#resource = :resource']),
    ...(kinds === undefined ? [] : [`#line.#kind IN (${kindNames.join(', ')})`]),
  ];
  if (parts.length === 0) return { values: {} };
  const names = { '#consumer': 'consumer', '#provider': 'provider', '#resource': 'resource', '#kind': 'kind' };
  const text = parts.join(' AND ');
  const used = Object.entries(names).filter(([name]) => text.includes(name));
  return {
    FilterExpression: text,
    ExpressionAttributeNames: { '#line': 'line', ...Object.fromEntries(used) },
    values: {
      ...(department === undefined ? {} : { ':department': department }),
      ...(resource === undefined ? {} : { ':resource': resource }),
      ...Object.fromEntries((kinds ?? []).map((kind, i) => [`:kind${i}`, kind])),
    },
  };
};

/** '~' sorts behind every time. */
const range = ({ from, until }: UsesFilter) => ({
  ':from': timeKey(Math.max(0, Date.parse(from ?? '1970-01-01T00:00:00Z'))),
  ':until': until === undefined ? '~' : timeKey(Math.max(0, Date.parse(until))),
});

export const linesAbout = (client: DynamoDBDocumentClient, table: string): LinesAbout => {
  /** Of one handle; `stopped`: how far it was read, when there may be more behind. */
  const read = async (pk: string, filter: UsesFilter, limit: number, before: string | undefined) => {
    const { values, ...filtered } = conditions(filter);
    const lines: ExchangeLine[] = [];
    let stopped = before;
    for (let reads = 0; reads < MAX_READS && lines.length < limit; reads++) {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :until',
          ExpressionAttributeValues: { ':pk': pk, ...range(filter), ...values },
          ...filtered,
          ...(stopped === undefined ? {} : { ExclusiveStartKey: { pk, sk: stopped } }),
          ConsistentRead: true,
          ScanIndexForward: false,
          Limit: limit - lines.length,
        }),
      );
      lines.push(...Items.map(lineIn));
      stopped = LastEvaluatedKey && String(LastEvaluatedKey.sk);
      if (stopped === undefined) break;
    }
    return { lines, stopped };
  };

  return {
    about: async (handles, filter, limit, before) => {
      const parts = await Promise.all(handles.map((handle) => read(handle, filter, limit, before)));
      const stops = parts.flatMap(({ stopped }) => stopped ?? []);
      // Further down than where one of the reads stopped, a line of that one may come first.
      const end = stops.sort().at(-1) ?? '';
      const found = parts
        .flatMap(({ lines }) => lines)
        .filter((line) => placeOf(line) >= end)
        .sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1));
      const lines = found.slice(0, limit);
      const last = found.length > limit ? lines.at(-1) : undefined;
      const next = last ? placeOf(last) : end;
      return { lines, ...(next === '' ? {} : { next }) };
    },
  };
};
