/** Was this question put to the department before, under the same key? Only a change and a question that waits leave a trace that says so. */
import { decidedFacts } from '../facts.ts';
import { placeOfKey } from '../keep-record.ts';
import { idOfKey } from '../later.ts';
import type { OperationsStore } from '../operations.store.ts';
import type { Prepared } from '../prepare.ts';
import type { QuestionsStore } from '../questions.store.ts';

/** What keeps them, where the department has such resources. */
export interface Kept {
  readonly operations?: Pick<OperationsStore, 'find'>;
  readonly questions?: Pick<QuestionsStore, 'get'>;
}

export const wasPut = async (
  { port, keys, authority }: Prepared,
  idempotencyKey: string,
  { operations, questions }: Kept,
): Promise<boolean> => {
  const place = placeOfKey(keys, decidedFacts(authority), idempotencyKey);
  if ('act' in port) {
    const there = await operations?.find(place);
    // A lease that was given back: what was tried did not reach the department, or was refused by it. Trying again counts.
    return there !== undefined && (there.state === 'done' || there.until > 0);
  }
  if ('later' in port) return (await questions?.get(idOfKey(keys, place))) !== undefined;
  return false;
};
