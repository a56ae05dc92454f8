/** Table `exchanges`: the record, written once by one conditional put. pk = client#digest of the Idempotency-Key, or the exchange id. */

import { type AttributeValue, ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { withoutKeys } from '#functions/kernel/item.ts';
import { causeOf } from '#functions/kernel/log.ts';
import { plainItem } from '#functions/kernel/plain.ts';
import { problem } from '#functions/kernel/problem.ts';
import { ExchangeRecord } from '#schemas/exchange.ts';

/** Where a record stands: sk is "0", or the digest of a repeat's outcome. */
export interface Place {
  readonly pk: string;
  readonly sk: string;
}

export interface RecordsStore {
  /**
   * 'written' also when an earlier attempt of the same put was written and only its acknowledgement was lost; otherwise the record
   * that stands there. Throws hub-not-ready when the fate of the put is unknown: then nothing may be released.
   */
  put(place: Place, record: ExchangeRecord): Promise<'written' | ExchangeRecord>;
}

/** Upcasts and checks a stored item; only version 1 exists. */
export const readRecord = (item: Readonly<Record<string, unknown>>): ExchangeRecord => {
  return ExchangeRecord.parse(withoutKeys(item));
};

/** The record that stood there when a put was refused. */
export const foundRecord = (item: Record<string, AttributeValue>): ExchangeRecord => readRecord(plainItem(item));

export const recordsStore = (client: DynamoDBDocumentClient, table: string): RecordsStore => ({
  put: async (place, record) => {
    try {
      await client.send(
        new PutCommand({
          TableName: table,
          Item: { ...place, ...record },
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return 'written';
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException && error.Item))
        throw problem('hub-not-ready', { cause: causeOf(error), retryAfter: 1 });
      const old = foundRecord(error.Item);
      return old.nonce === record.nonce ? 'written' : old;
    }
  },
});
