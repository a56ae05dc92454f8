/** Table `operations`: the intent of a change before the department is asked, its outcome after. pk = client#digest of the Idempotency-Key. */

import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { withoutKeys } from '#functions/kernel/item.ts';
import { causeOf } from '#functions/kernel/log.ts';
import { plainItem } from '#functions/kernel/plain.ts';
import { problem } from '#functions/kernel/problem.ts';
import { transact } from '#functions/kernel/transact.store.ts';
import { KeptOutcome, Operation } from '#schemas/operation.ts';

export interface OperationsStore {
  /** 'written', also when only the acknowledgement was lost; otherwise the operation that stands there. Throws hub-not-ready. */
  intend(pk: string, operation: Operation): Promise<'written' | Operation>;
  find(pk: string): Promise<Operation | undefined>;
  /** Takes an attempt whose lease has run out; false when somebody else was faster. */
  takeOver(pk: string, from: Operation, attempt: string, until: number): Promise<boolean>;
  /** Others may go on at once. Best effort: a lease that is not given back runs out. */
  giveBack(pk: string, attempt: string): Promise<void>;
  /** Keeps the outcome. Whoever took the operation over keeps its own; it is the same one, for the department knows the operation by its id. */
  done(pk: string, attempt: string, outcome: KeptOutcome): Promise<void>;
  /** Undefined when none is kept any more. */
  outcome(pk: string): Promise<KeptOutcome | undefined>;
}

/** The operation outlives its outcome by far: while it stands, a repeat never acts. Both are housekeeping only. */
const OPERATION_SECONDS = 400 * 86_400;
const OUTCOME_SECONDS = 86_400;

const read = (item: Readonly<Record<string, unknown>>): Operation => Operation.parse(withoutKeys(item));

export const operationsStore = (client: DynamoDBDocumentClient, table: string): OperationsStore => {
  const place = (pk: string) => ({ pk, sk: 'operation' });
  const placeOfOutcome = (pk: string) => ({ pk, sk: 'outcome' });

  /** The operation that stood there when the condition failed, or undefined when the write went through. */
  const unless = async (write: () => Promise<unknown>): Promise<Operation | undefined> => {
    try {
      await write();
      return undefined;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException && error.Item) return read(plainItem(error.Item));
      throw problem('hub-not-ready', { cause: causeOf(error), retryAfter: 1 });
    }
  };
  const updating = (pk: string, attempt: string, set: string, values: Record<string, unknown>) => ({
    TableName: table,
    Key: place(pk),
    UpdateExpression: set,
    ConditionExpression: '#attempt = :attempt AND #state = :intended',
    ExpressionAttributeNames: { '#attempt': 'attempt', '#state': 'state', ...namesIn(set) },
    ExpressionAttributeValues: { ':attempt': attempt, ':intended': 'intended', ...values },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  });
  const update = (...how: Parameters<typeof updating>) =>
    unless(() => client.send(new UpdateCommand(updating(...how))));

  return {
    intend: async (pk, operation) => {
      const found = await unless(() =>
        client.send(
          new PutCommand({
            TableName: table,
            Item: { ...place(pk), ...operation, ttl: Math.floor(operation.at / 1000) + OPERATION_SECONDS },
            ConditionExpression: 'attribute_not_exists(pk)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        ),
      );
      return found === undefined || found.attempt === operation.attempt ? 'written' : found;
    },

    find: async (pk) => {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: place(pk), ConsistentRead: true }));
      return Item && read(Item);
    },

    takeOver: async (pk, from, attempt, until) => {
      const set = 'SET #attempt = :next, #until = :until';
      const found = await update(pk, from.attempt, set, { ':next': attempt, ':until': until });
      return found === undefined || found.attempt === attempt;
    },

    giveBack: async (pk, attempt) => {
      await update(pk, attempt, 'SET #until = :free', { ':free': 0 }).catch(() => undefined);
    },

    done: async (pk, attempt, outcome) => {
      const Item = { ...placeOfOutcome(pk), ...outcome, ttl: Math.floor(outcome.keptUntil / 1000) + OUTCOME_SECONDS };
      try {
        await transact(client, [
          { Update: { ...updating(pk, attempt, 'SET #state = :done', { ':done': 'done' }) } },
          { Put: { TableName: table, Item } },
        ]);
      } catch (error) {
        throw problem('hub-not-ready', { cause: causeOf(error), retryAfter: 1 });
      }
    },

    outcome: async (pk) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: placeOfOutcome(pk), ConsistentRead: true }),
      );
      return Item && KeptOutcome.parse(withoutKeys(Item));
    },
  };
};

/** Every name stands behind a placeholder: some are words of the expression language. */
const namesIn = (expression: string): Record<string, string> =>
  Object.fromEntries([...expression.matchAll(/#(\w+)/g)].map(([placeholder, name = '']) => [placeholder, name]));
