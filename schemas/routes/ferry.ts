import * as z from 'zod';
import { FERRY_LIMITS, Parcel } from '../ferry.ts';
import { Uuid } from '../identifier.ts';
import type { Routes } from '../route.ts';

/** What the courier beside a department calls: the department itself accepts no connection. */
export const ferryRoutes = (department: string) =>
  ({
    nextParcel: {
      method: 'POST',
      path: `/v1/ferry/${department}/parcels`,
      scope: 'ferry',
      summary: { zh: '领取待办摆渡包', en: 'Fetch the oldest parcel of questions that was not yet taken' },
      answer: z.strictObject({
        /** Null: nothing waits. */
        parcel: Parcel.extend({ id: Uuid }).nullable(),
      }),
      problems: ['conflict'],
    },
    takenParcel: {
      method: 'POST',
      path: `/v1/ferry/${department}/parcels/{parcel}/taken`,
      scope: 'ferry',
      summary: { zh: '确认摆渡包已落地', en: 'Say that the parcel lies complete in the department’s folder' },
      params: z.strictObject({ parcel: Uuid }),
      answer: z.strictObject({ parcel: Uuid, state: z.enum(['taken', 'closed']) }),
      problems: ['not-found'],
    },
    bringParcel: {
      method: 'POST',
      path: `/v1/ferry/${department}/answers`,
      scope: 'ferry',
      summary: { zh: '送达答复包或作废证件增量包', en: 'Bring a parcel of answers, or of cards declared void' },
      body: Parcel,
      maxBody: Math.ceil(FERRY_LIMITS.archive / 3) * 4 + FERRY_LIMITS.manifest + 4096,
      answer: z.strictObject({ parcel: Uuid, kind: z.enum(['answers', 'void-cards']), rows: z.int() }),
      problems: ['unprocessable', 'conflict'],
    },
  }) as const satisfies Routes;
