/** Publishes the city's catalogue of matters, as its next version when it says something else than what is published. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mattersStore } from '#functions/matters/matters.store.ts';
import type { MatterCatalogue } from '#schemas/matter-catalogue.ts';

export interface MattersTarget {
  readonly dynamodb: DynamoDBClient;
  /** Physical name. */
  readonly table: string;
  /** Epoch ms. */
  readonly now: number;
}

const said = ({ version: _, ...rest }: MatterCatalogue): string => JSON.stringify(rest);

/** Returns the version that stands. Safe to repeat and to break off. */
export const seedMatters = async (
  { dynamodb, table, now }: MattersTarget,
  wanted: MatterCatalogue,
): Promise<number> => {
  const store = mattersStore(DynamoDBDocumentClient.from(dynamodb), table);
  const head = await store.head();
  const held = head && (await store.read(undefined));
  if (held && held !== 'unchanged' && said(held) === said(wanted)) return held.version;
  const version = (head?.version ?? 0) + 1;
  await store.publish({ ...wanted, version }, now);
  return version;
};
