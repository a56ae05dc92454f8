/** One transaction: all or nothing, and of a refusal which item refused. */
import { type AttributeValue, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';

export type Write = NonNullable<ConstructorParameters<typeof TransactWriteCommand>[0]['TransactItems']>[number];

/** Indexes of the items whose condition failed, with what stood there when the item asked for it (raw attribute values). */
export type Refusals = ReadonlyMap<number, Record<string, AttributeValue> | undefined>;

/** What every writer of a table counts up, as the registry's head, makes conflicts likely. */
const TRIES = 8;

/** 'done', or the refusals. A conflict with another transaction is tried again: the SDK does not repeat a cancelled one. */
export const transact = async (client: DynamoDBDocumentClient, writes: Write[]): Promise<'done' | Refusals> => {
  for (let tries = 1; ; tries += 1) {
    try {
      await client.send(new TransactWriteCommand({ TransactItems: writes }));
      return 'done';
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const reasons = error.CancellationReasons ?? [];
      const failed = reasons.flatMap(({ Code, Item }, i) =>
        Code === 'ConditionalCheckFailed' ? [[i, Item] as const] : [],
      );
      if (failed.length > 0) return new Map(failed);
      if (tries >= TRIES || !reasons.some((reason) => reason.Code === 'TransactionConflict')) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** tries));
    }
  }
};
