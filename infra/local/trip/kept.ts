/** What a trip keeps in the city's data folder: its own number and those of its cases, so that a second start goes on with the same cases. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { CaseId } from '#schemas/identifier.ts';

/** `case`: the number under which the trip's commands are known; `cases`: numbers of its cases, by their names in the play. */
const Kept = z.strictObject({ case: CaseId, cases: z.record(z.string(), CaseId).optional() });
type Kept = z.infer<typeof Kept>;

export interface KeptTrip {
  readonly trip: string;
  numberOf(name: string): string | undefined;
  keep(name: string, id: string): void;
}

/** For as long as the process lives, unless it is written. */
const keptIn = (first: Kept, write: (kept: Kept) => void): KeptTrip => {
  let kept = first;
  return {
    trip: kept.case,
    numberOf: (name) => kept.cases?.[name],
    keep: (name, id) => {
      kept = { ...kept, cases: { ...kept.cases, [name]: id } };
      write(kept);
    },
  };
};

export const freshTrip = (trip = `330784-${randomUUID()}`): KeptTrip => keptIn({ case: trip }, () => undefined);

export const keptTrip = (folder: string | undefined): KeptTrip => {
  if (folder === undefined) return freshTrip();
  const file = join(folder, 'trip.json');
  const write = (kept: Kept): void => {
    mkdirSync(folder, { recursive: true });
    // Whole or as before: half a file would forget the cases.
    writeFileSync(`${file}.new`, JSON.stringify(kept));
    renameSync(`${file}.new`, file);
  };
  try {
    return keptIn(Kept.parse(JSON.parse(readFileSync(file, 'utf8'))), write);
  } catch (error) {
    // A torn or foreign file is no reason to stop: without its number a new trip begins.
    if (
      (error as NodeJS.ErrnoException).code !== 'ENOENT' &&
      !(error instanceof SyntaxError) &&
      !(error instanceof z.ZodError)
    )
      throw error;
    const fresh: Kept = { case: `330784-${randomUUID()}` };
    write(fresh);
    return keptIn(fresh, write);
  }
};
