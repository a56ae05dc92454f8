/** One run of all that comes down of one hub above: its events first, then, when it is due, its catalogue. What fails keeps nothing else from its turn. */
import { type CatalogueDeps, isCatalogueDue, readCatalogue } from './catalogue.ts';
import type { MappedResource } from './findings.ts';
import { type ReturnDeps, returnFlow } from './return.ts';
import type { ReturnedResource } from './take-returned.ts';

export type SentDownAs = Omit<ReturnedResource, 'resource' | 'upper' | 'upperVersion'>;

export interface Mapping extends MappedResource {
  /** Absent: it is asked, and nothing is sent down. */
  readonly returned?: SentDownAs;
}

/** `now`: the schedule's time, epoch ms. Throws the first failure, after everything had its turn. */
export const comeDown = (department: string, mappings: readonly Mapping[], deps: ReturnDeps & CatalogueDeps) => {
  const flows = mappings.flatMap(({ returned, ...mapped }) =>
    returned ? [returnFlow({ ...mapped, ...returned }, deps)] : [],
  );
  const look = async (now: number): Promise<unknown> =>
    (await isCatalogueDue(deps, department, now)) && readCatalogue(deps, department, mappings, now);
  return async (now: number): Promise<void> => {
    const failures: unknown[] = [];
    for (const turn of [...flows, look])
      await turn(now).catch((error: unknown) => {
        failures.push(error);
      });
    if (failures.length > 0) throw failures[0];
  };
};
