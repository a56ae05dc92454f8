/** Table `matters`: the published catalogue of matters. Whoever publishes has checked it; its digest says that it is what was published. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type PublishedDocument, publishedDocument } from '#functions/kernel/published.store.ts';
import type { MatterCatalogue } from '#schemas/matter-catalogue.ts';

export type MattersStore = PublishedDocument<MatterCatalogue>;

export const mattersStore = (client: DynamoDBDocumentClient, table: string): MattersStore =>
  publishedDocument<MatterCatalogue>(client, table, {
    // Parsing thousands of versions at each cold start would cost more than reading them.
    parse: (value) => {
      if ((value as { v?: unknown }).v !== 1) throw new Error('catalogue of another form');
      return value as MatterCatalogue;
    },
    what: 'catalogue of matters',
  });
