/** When lists are made: after a change, all changes of a list that wait together at once; and anew before they are too old. */
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { causeOf, log } from '#functions/kernel/log.ts';
import { type Consumer, consume } from '#functions/kernel/queue.ts';
import { StatusListNumber } from '#schemas/status.ts';
import type { Signer } from '../seal/signer.ts';
import type { ListFiles } from './lists.client.ts';
import type { ListsStore } from './lists.store.ts';
import { makeList } from './make-list.ts';
import { LISTS } from './slot.ts';
import { STATUS_CHANGED } from './status-changed.ts';
import { GOOD } from './times.ts';

export interface ListDeps {
  readonly lists: ListsStore;
  readonly files: ListFiles;
  readonly signer: () => Promise<Signer>;
  readonly publicUrl: string;
}

/** `at`: no later than the entries are read, so that whoever was written before it is in the list. */
const make = async ({ lists, files, signer, publicUrl }: ListDeps, list: number, at: number): Promise<void> => {
  const entries = await lists.entries(list);
  const file = await makeList(await signer(), { publicUrl, list, at }, entries);
  await lists.publish(list, await files.put(list, at, file));
};

const Changed = z.object({ list: StatusListNumber });

/** Messages that came together make each list once. One that was made of newer entries is left as it is. */
export const takeChanges = (deps: ListDeps, records: readonly SQSRecord[]): Promise<SQSBatchResponse> => {
  const newest = Math.max(...records.map(({ attributes }) => Number(attributes.SentTimestamp)));
  const begun = new Map<number, Promise<void>>();
  const once = async (list: number, sent: number): Promise<void> => {
    const made = await deps.lists.made(list);
    if (made && made.at > sent) return;
    await make(deps, list, Math.max(newest, sent));
  };
  const consumer: Consumer = async ({ type, data }, sent) => {
    if (type !== STATUS_CHANGED) throw new Error('status lists: envelope is of another kind');
    const { list } = Changed.parse(data);
    const work = begun.get(list) ?? once(list, sent);
    begun.set(list, work);
    await work;
  };
  return consume(records, consumer);
};

/** A quarter of the time for which a list is good, ms. */
const AGE = (GOOD * 1000) / 4;

/** Every list that is not there or has grown old. A list that fails does not keep the others from being made; it throws in the end. */
export const renew = async (deps: ListDeps, now: number): Promise<number> => {
  let [count, failed] = [0, 0];
  for (let list = 1; list <= LISTS; list += 1) {
    try {
      const made = await deps.lists.made(list);
      if (made && made.at > now - AGE) continue;
      await make(deps, list, now);
      count += 1;
    } catch (error) {
      failed += 1;
      log('error', { event: 'status-list-failed', cause: causeOf(error) });
    }
  }
  if (failed > 0) throw new Error(`${failed} status lists were not made`);
  return count;
};
