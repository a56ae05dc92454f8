/** What the archive is told: a case is over. */
import * as z from 'zod';
import type { Consumer } from '#functions/kernel/queue.ts';
import { CaseId } from '#schemas/identifier.ts';

const Over = z.strictObject({ case: CaseId });

/** `archive`: 归档 of the case with this id, once for ever. */
export const casesOver =
  (archive: (id: string) => Promise<void>): Consumer =>
  async ({ type, data }) => {
    if (type === 'case.archive') await archive(Over.parse(data).case);
  };
