/** What the callers do, drawn from a seed: exchanges and certificates, with keys and without, repeats, other bodies under used keys. */
import { type Chance, chance } from '#city/generate/prng.ts';

export type Operation =
  | { readonly kind: 'exchange'; readonly question: number; readonly key?: string }
  /** `variant` other than 0: another body under the same key. */
  | { readonly kind: 'issue'; readonly number: number; readonly key: string; readonly variant: number }
  | { readonly kind: 'pull'; readonly number: number; readonly fields: number; readonly key?: string }
  | { readonly kind: 'copy'; readonly number: number; readonly key?: string }
  | { readonly kind: 'find' };

export interface Size {
  readonly operations: number;
  readonly questions: number;
  readonly certificates: number;
}

const keyed = (draw: Chance, name: string, keys: number, percent: number) =>
  draw.percent(percent) ? { key: `${name}-${draw.int(1, keys)}` } : {};

/** A key has a question of its own; one call in six brings another. */
const exchange = (draw: Chance, { operations, questions }: Size): Operation => {
  const number = draw.int(1, Math.ceil(operations / 8));
  const question = draw.percent(85) ? number % questions : draw.int(0, questions - 1);
  return { kind: 'exchange', question, ...(draw.percent(65) ? { key: `ask-${number}` } : {}) };
};

/** A number is mostly asked for under one key, sometimes under a second one. */
const issue = (draw: Chance, { certificates }: Size): Operation => {
  const number = draw.int(0, certificates - 1);
  const key = `issue-${number}${draw.percent(15) ? '-again' : ''}`;
  return { kind: 'issue', number, key, variant: draw.percent(15) ? 1 : 0 };
};

const one = (draw: Chance, size: Size): Operation => {
  const number = draw.int(0, size.certificates - 1);
  const dice = draw.int(1, 100);
  if (dice <= 64) return exchange(draw, size);
  if (dice <= 74) return issue(draw, size);
  if (dice <= 92) return { kind: 'pull', number, fields: draw.int(0, 1), ...keyed(draw, `pull-${number}`, 4, 60) };
  if (dice <= 95) return { kind: 'copy', number, ...keyed(draw, `copy-${number}`, 2, 80) };
  return { kind: 'find' };
};

/** Same seed, same operations in the same order. Every certificate is first asked for early, so that there is something to pull. */
export const operations = (seed: string, size: Size): Operation[] => {
  const draw = chance(`operations ${seed}`);
  const births = Array.from(
    { length: size.certificates },
    (_, number): Operation => ({ kind: 'issue', number, key: `issue-${number}`, variant: 0 }),
  );
  return [...births, ...Array.from({ length: size.operations - births.length }, () => one(draw, size))];
};
