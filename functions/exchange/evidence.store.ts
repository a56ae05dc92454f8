/** Evidence of signatures, beside the records in table `exchanges`: pk = signature#id, sk = "evidence". Written once, never read by a function. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { causeOf } from '#functions/kernel/log.ts';
import { plainItem } from '#functions/kernel/plain.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Evidence } from '#schemas/evidence.ts';

export interface EvidenceStore {
  /** 'replayed': this signature was used before. Throws hub-not-ready when the fate of the put is unknown. */
  put(evidence: Evidence): Promise<'written' | 'replayed'>;
}

export const evidenceStore = (client: DynamoDBDocumentClient, table: string): EvidenceStore => ({
  put: async (evidence) => {
    try {
      await client.send(
        new PutCommand({
          TableName: table,
          Item: { pk: `signature#${evidence.id}`, sk: 'evidence', ...evidence },
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return 'written';
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException && error.Item))
        throw problem('hub-not-ready', { cause: causeOf(error), retryAfter: 1 });
      // An own put whose acknowledgement was lost.
      return plainItem(error.Item).attempt === evidence.attempt ? 'written' : 'replayed';
    }
  },
});
