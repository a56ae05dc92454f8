/** Wiring of the back-fills' own work: their queue. It carries the fonts. */
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { issuing } from '../issuing.handler.ts';
import { issuersLibrary } from './library.handler.ts';
import { backFillRoom } from './wiring.handler.ts';
import { workMessages } from './work.ts';

/** What a row needs at most that was begun, and what is written after the last. */
const RESERVE_MS = 15_000;

const library = issuersLibrary();
const deps = { ...backFillRoom(), ...library, ...issuing(library), machine: Date.now };

export const handler = middy<SQSEvent, SQSBatchResponse, Error, Context>().handler(({ Records }, context) =>
  workMessages(deps, Records, {
    enoughTime: () => context.getRemainingTimeInMillis() > RESERVE_MS,
    heldUntil: Date.now() + context.getRemainingTimeInMillis(),
  }),
);
