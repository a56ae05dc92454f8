/** What a DynamoDB call needs: the table, its index or its stream; the inner actions of a transaction. */
import { streamArnOf } from '../../template/physical.ts';
import type { Call } from '../call.ts';
import type { Need } from '../policy.ts';
import type { Arns } from './arns.ts';

const INNER: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

const tableArn = (arns: Arns, name: unknown): string =>
  String(name).startsWith('arn:') ? String(name) : arns.regional('dynamodb', `table/${name}`);

// DynamoDB Local writes ARNs with a region of its own; a shard iterator carries the stream's ARN in its text.
const streamArn = (arns: Arns, text: unknown): string => {
  const table = /table\/([^/|]+)\/stream\//.exec(String(text))?.[1];
  return table ? streamArnOf(tableArn(arns, table)) : '*';
};

const inTransaction = (arns: Arns, items: readonly Record<string, { TableName?: string }>[] = []): Need[] =>
  items.flatMap((item) =>
    Object.entries(item).map(([kind, inner]) => ({
      action: `dynamodb:${INNER[kind] ?? kind}`,
      resource: tableArn(arns, inner.TableName),
    })),
  );

export const dynamodbNeeds = ({ operation, json }: Call, arns: Arns): Need[] => {
  const action = `dynamodb:${operation}`;
  if (json.TransactItems) return inTransaction(arns, json.TransactItems);
  if (json.RequestItems)
    return Object.keys(json.RequestItems).map((name) => ({ action, resource: tableArn(arns, name) }));
  if (json.StreamArn || json.ShardIterator)
    return [{ action, resource: streamArn(arns, json.StreamArn ?? json.ShardIterator) }];
  if (!json.TableName) return [{ action, resource: '*' }];
  const index = json.IndexName ? `/index/${json.IndexName}` : '';
  return [{ action, resource: `${tableArn(arns, json.TableName)}${index}` }];
};
