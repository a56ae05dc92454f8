/** What a department needs in which something is changed: the table of operations. */
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { type OperationsStore, operationsStore } from './operations.store.ts';

export const changes = (): OperationsStore =>
  operationsStore(dynamodb(), environment('OPERATIONS_TABLE').OPERATIONS_TABLE);
