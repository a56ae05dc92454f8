/** 告知 beside the room of cases: what the relay of the records sends to the notices waits in its queue until somebody looks. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { api } from '#functions/kernel/api.handler.ts';
import type { Queue } from '#functions/kernel/queue.client.ts';
import { dueNotices } from '#functions/notices/due-notices.ts';
import { type NoticesStore, noticesStore } from '#functions/notices/notices.store.ts';
import { getNotice, giveNotice, listNotices, type NoticesDeps, waiveNotice } from '#functions/notices/notices.ts';
import type { Envelope } from '#schemas/event.ts';
import type { StoredNotice } from '#schemas/notice.ts';
import { noticesRoutes } from '#schemas/routes/notices.ts';
import { type Ask, caller } from './http.ts';
import { type Around, type Further, rememberingAll } from './tables.ts';

interface Noticing extends Omit<NoticesDeps, 'notices'> {
  readonly client: DynamoDBDocumentClient;
  readonly further: Further;
  readonly now: () => number;
  /** How often each message comes. */
  readonly messages: number;
  readonly around: Around;
}

/** Of one case and one department. */
const MOST = 100;

export const noticingRoom = ({ client, further, now, messages, around, ...deps }: Noticing) => {
  const waiting: Envelope[] = [];
  const queue: Queue = {
    send: around(async (envelopes) => {
      waiting.push(...envelopes);
      return new Set<string>();
    }),
  };
  let store: NoticesStore | undefined;
  const taken = async (): Promise<NoticesStore> => {
    store ??= noticesStore(client, await further('notices'));
    const take = dueNotices({ notices: store });
    // It is off the queue only when its effect is there.
    for (let next = waiting[0]; next; next = waiting[0]) {
      for (let time = 0; time < messages; time += 1) await take(next, now());
      waiting.shift();
    }
    return store;
  };
  return {
    queue,
    memory: rememberingAll(waiting),
    /** What waits is taken. */
    run: async (): Promise<void> => {
      if (waiting.length > 0) await taken();
    },
    /** Notices of a case, by whichever department asked; without a table where nobody was to be told. */
    noticed: async (id: string): Promise<readonly StoredNotice[]> => {
      if (!store && waiting.length === 0) return [];
      const notices = await taken();
      const { departments } = (await deps.snapshots.current()).raw;
      const all = await Promise.all(departments.map((one) => notices.list(one.id, id, MOST)));
      return all.flatMap((one) => one.notices);
    },
    /** A route of /v1/notices, after all that waits was taken. */
    notices: async (route: string, ask: Ask) => {
      const all = { ...deps, notices: await taken() };
      const bodies = {
        ...{ listNotices: listNotices(all), getNotice: getNotice(all) },
        ...{ giveNotice: giveNotice(all), waiveNotice: waiveNotice(all) },
      };
      return caller(api(noticesRoutes, bodies), now)(route, ask);
    },
  };
};
