/** Table `snapshots`: the published snapshot. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type PublishedDocument, type PublishedHead, publishedDocument } from '#functions/kernel/published.store.ts';
import { Snapshot } from '#schemas/snapshot.ts';

export type SnapshotHead = PublishedHead;
export type PublishedStore = PublishedDocument<Snapshot>;

export const publishedStore = (client: DynamoDBDocumentClient, table: string): PublishedStore =>
  publishedDocument(client, table, { parse: (value) => Snapshot.parse(value), what: 'snapshot' });
