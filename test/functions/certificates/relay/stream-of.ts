/** The stream of the certificates table, as far as it matters: every item as it was first put, in some order. */
import type { DynamoDBRecord } from 'aws-lambda';
import { streamRecord } from '../../relay/stream.ts';
import { itemsIn, type World } from '../world.ts';

/** What operations have changed since is not in the image that was inserted. */
const inserted = ({ supersededBy: _by, ...item }: Record<string, unknown>): Record<string, unknown> =>
  item.sk === 'certificate'
    ? { ...item, revision: 1, state: '01' }
    : { ...item, ...(_by ? { supersededBy: _by } : {}) };

export const streamOf = async ({ client, names }: World): Promise<DynamoDBRecord[]> => {
  const items = await itemsIn(client, names.certificates);
  return items.map((item, i) => streamRecord(String(i), inserted(item)));
};
