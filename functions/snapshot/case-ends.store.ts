/** Table `snapshots`, beside the snapshot: cases that are over. Read one by one, and only where an answer is fetched later than any ticket lives. */
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { LONGEST_KEPT_SECONDS } from '#schemas/question.ts';
import { TICKET_SECONDS } from '#schemas/ticket.ts';

export interface CaseEnds {
  /** Safe to repeat. `at`: epoch ms. */
  put(caseId: string, at: number): Promise<void>;
  /** Consistent. False again once nothing that was asked for it can be fetched. */
  has(caseId: string): Promise<boolean>;
}

/** The last ticket may ask a last question, whose answer may be fetched until it is kept no more. */
const KEPT_SECONDS = TICKET_SECONDS + LONGEST_KEPT_SECONDS + 86_400;

const keyOf = (caseId: string) => ({ pk: `ended-case#${caseId}`, sk: 'ended' });

export const caseEnds = (client: DynamoDBDocumentClient, TableName: string): CaseEnds => ({
  put: async (caseId, at) => {
    const Item = { ...keyOf(caseId), v: 1, at, ttl: Math.ceil(at / 1000) + KEPT_SECONDS };
    await client.send(new PutCommand({ TableName, Item }));
  },
  has: async (caseId) => {
    const { Item } = await client.send(new GetCommand({ TableName, Key: keyOf(caseId), ConsistentRead: true }));
    return Item !== undefined;
  },
});
