/** How long a batch lives. */
import { BATCH_SECONDS } from '#schemas/batch.ts';
import type { StoredBatch } from '#schemas/stored-batch.ts';

type Timed = Pick<StoredBatch, 'ticketed' | 'submission'>;

/** Until when what ends now can be fetched, epoch ms. Where rows carry tickets, no longer than closed cases are remembered. */
export const keptUntil = ({ ticketed, submission }: Timed, now: number): number =>
  ticketed && submission ? submission.at + BATCH_SECONDS.ticketed * 1000 : now + BATCH_SECONDS.kept * 1000;
