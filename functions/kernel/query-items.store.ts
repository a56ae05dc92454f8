/** Every item of a query, page after page; who has enough of them stops asking. */
import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';

/** Reads consistently. Asks for the next page only when the last item of one was taken. */
export async function* queryItems(
  client: DynamoDBDocumentClient,
  input: Omit<QueryCommandInput, 'ConsistentRead' | 'ExclusiveStartKey'>,
): AsyncGenerator<Record<string, unknown>> {
  let from: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({ ...input, ConsistentRead: true, ExclusiveStartKey: from }),
    );
    yield* Items;
    from = LastEvaluatedKey;
  } while (from);
}
