/** A trip as steps that need each other: what needs nothing of each other runs side by side, and a failure stops only what needs it. */
import type { Bilingual } from '#schemas/department.ts';
import type { Errand, StepLog } from './log.ts';
import { missingOf } from './missing.ts';

type Outcome<T> = { readonly done: true; readonly value: T } | { readonly done: false };

/** A step that was begun: others may need it. */
export interface Begun<T> {
  readonly id: string;
  readonly outcome: Promise<Outcome<T>>;
}

type Values<N extends readonly Begun<unknown>[]> = { [I in keyof N]: N[I] extends Begun<infer T> ? T : never };

export interface What {
  readonly id: string;
  readonly name: Bilingual;
  /** Who is to answer; said when the step fails. */
  readonly whom: Bilingual;
}

export interface Plan {
  /** `run` gets what its needs gave, and notes each errand as soon as it is done. */
  step<T, const N extends readonly Begun<unknown>[]>(
    what: What,
    needs: N,
    run: (values: Values<N>, note: (errand: Errand) => void) => Promise<T>,
  ): Begun<T>;
  /** Resolves when every step is done, has failed, or waits in vain; in the order in which they were begun. */
  end(): Promise<readonly StepLog[]>;
}

export const plan = (): Plan => {
  const logs: Promise<StepLog>[] = [];
  return {
    step: (what, needs, run) => {
      const errands: Errand[] = [];
      const base = { id: what.id, name: what.name, needs: needs.map(({ id }) => id), errands };
      const work = async (): Promise<{ log: StepLog; outcome: Outcome<Awaited<ReturnType<typeof run>>> }> => {
        const outcomes = await Promise.all(needs.map(({ outcome }) => outcome));
        const waitsFor = needs.filter((_, i) => outcomes[i]?.done === false).map(({ id }) => id);
        if (waitsFor.length > 0) return { log: { ...base, state: 'waiting', waitsFor }, outcome: { done: false } };
        const values = outcomes.map((outcome) => outcome.done && outcome.value);
        try {
          const value = await run(values as Values<typeof needs>, (errand) => errands.push(errand));
          return { log: { ...base, state: 'done' }, outcome: { done: true, value } };
        } catch (error) {
          const missing = missingOf(error, what.whom);
          return { log: { ...base, state: 'failed', missing }, outcome: { done: false } };
        }
      };
      const working = work();
      logs.push(working.then(({ log }) => log));
      return { id: what.id, outcome: working.then(({ outcome }) => outcome) };
    },
    end: () => Promise.all(logs),
  };
};

/** What was found and pulled for each matter, in the steps that came to their end: half of an answer spares nobody a paper. */
export const answersOf = (steps: readonly StepLog[]): Errand[] =>
  steps.flatMap(({ state, errands }) =>
    (state === 'done' ? errands : []).filter(({ kind, found }) => kind !== 'issue' && found),
  );
