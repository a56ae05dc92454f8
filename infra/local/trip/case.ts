/** The number of the trip's case, kept in the city's data folder: a second start goes on with the same case. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { CaseId } from '#schemas/identifier.ts';

const Kept = z.strictObject({ case: CaseId });

export const keptCase = (folder: string | undefined): string => {
  const fresh = `330784-${randomUUID()}`;
  if (folder === undefined) return fresh;
  const file = join(folder, 'trip.json');
  try {
    return Kept.parse(JSON.parse(readFileSync(file, 'utf8'))).case;
  } catch (error) {
    // A torn or foreign file is no reason to stop: without its number a new case begins.
    if (
      (error as NodeJS.ErrnoException).code !== 'ENOENT' &&
      !(error instanceof SyntaxError) &&
      !(error instanceof z.ZodError)
    )
      throw error;
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, JSON.stringify({ case: fresh }));
    return fresh;
  }
};
