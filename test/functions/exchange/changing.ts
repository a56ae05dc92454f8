/** A department in which something is changed: it keeps each effect by our serial number, as the real ones do, and can lose its answer. */
import { type ChangePort, TransientFailure } from '#functions/exchange/adapter.ts';
import { operationsStore } from '#functions/exchange/operations.store.ts';
import type { CrashPoints } from '#test/engines/crash-points.ts';
import { depsOn, type Tables } from './running.ts';
import { TitleAnswer, TitleQuestion, titleOf } from './world.ts';

export interface Register {
  /** Effects by serial number. */
  readonly effects: Map<string, { holder: string }>;
  readonly calls: { act: number; outcome: number };
  /** The next act is carried out, and its answer never comes. */
  loseNext(): void;
  /** The next call finds nobody there, or the next `times` calls. */
  refuseNext(times?: number): void;
  /** The next act is carried out, and this is answered instead. */
  sayNext(answer: unknown): void;
}

export const register = (): Register & { port(crash?: CrashPoints): ChangePort } => {
  const effects = new Map<string, { holder: string }>();
  const calls = { act: 0, outcome: 0 };
  let [lose, refuse] = [false, 0];
  let say: { readonly answer: unknown } | undefined;
  const there = (): void => {
    if (refuse === 0) return;
    refuse -= 1;
    throw new TransientFailure('ECONNREFUSED');
  };
  const port = (crash?: CrashPoints): ChangePort => {
    const mortal = <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) =>
      crash ? crash.around(call) : call;
    return {
      request: TitleQuestion,
      answer: TitleAnswer,
      act: mortal(async (question: unknown, operation: string) => {
        there();
        calls.act += 1;
        const { holder } = question as { holder: string };
        effects.set(operation, { holder });
        if (lose) {
          lose = false;
          throw new TransientFailure('ECONNRESET');
        }
        if (say) {
          const { answer } = say;
          say = undefined;
          return answer;
        }
        return titleOf(holder);
      }),
      outcome: mortal(async (_question: unknown, operation: string) => {
        there();
        calls.outcome += 1;
        const effect = effects.get(operation);
        return effect ? titleOf(effect.holder) : null;
      }),
    };
  };
  return {
    effects,
    calls,
    port,
    loseNext: () => {
      lose = true;
    },
    refuseNext: (times = 1) => {
      refuse = times;
    },
    sayNext: (answer) => {
      say = { answer };
    },
  };
};

export type ChangeTables = Tables & { readonly names: { readonly operations: string } };
/** With the deadline of a real department: the first call to a fresh table alone may take half a second on a busy machine. */
export const changeDeps = (tables: ChangeTables) => {
  const deps = depsOn(tables);
  return {
    ...deps,
    asking: { ...deps.asking, deadlineMs: 10_000 },
    operations: operationsStore(tables.client, tables.names.operations),
  };
};
export const changing = (port: ChangePort) => ({ department: 'deeds', resources: { title: port } });
