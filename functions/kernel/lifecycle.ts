/** Lifecycles as data: states, events, who may cause them, in one table that this engine interprets. Checked once, at load. */
import { problem } from './problem.ts';

/** One event: who may cause it, and from which state it leads to which. A state that leads to itself makes a repeat harmless. */
export interface LifecycleEvent<S extends string, A extends string> {
  readonly by: readonly A[];
  readonly moves: Readonly<Partial<Record<S, S>>>;
}

export interface Lifecycle<S extends string = string, E extends string = string, A extends string = string> {
  readonly name: string;
  readonly states: readonly S[];
  /** The states in which a thing may begin. */
  readonly initial: readonly S[];
  /** Nothing leads out of these. */
  readonly final: readonly S[];
  readonly events: Readonly<Record<E, LifecycleEvent<S, A>>>;
}

const movesOf = (table: Lifecycle): (readonly [event: string, from: string, to: string])[] =>
  Object.entries(table.events).flatMap(([event, { moves }]) =>
    Object.entries(moves).map(([from, to]) => [event, from, String(to)] as const),
  );

const reachable = (table: Lifecycle): ReadonlySet<string> => {
  const seen = new Set<string>(table.initial);
  for (let size = -1; size !== seen.size; ) {
    size = seen.size;
    for (const [, from, to] of movesOf(table)) if (seen.has(from)) seen.add(to);
  }
  return seen;
};

const faults = (table: Lifecycle): string[] => {
  const known = new Set(table.states);
  const moves = movesOf(table);
  const seen = reachable(table);
  return [
    ...[...table.initial, ...table.final].filter((s) => !known.has(s)).map((s) => `${s} is no state`),
    ...moves.filter(([, a, b]) => !known.has(a) || !known.has(b)).map(([e, a, b]) => `${e}: ${a} to ${b} is no move`),
    ...moves.filter(([, a, b]) => table.final.includes(a) && a !== b).map(([e, a]) => `${e} leads out of final ${a}`),
    ...table.states
      .filter((s) => !table.final.includes(s) && !moves.some(([, a, b]) => a === s && b !== s))
      .map((s) => `nothing leads out of ${s}`),
    ...table.states.filter((s) => !seen.has(s)).map((s) => `${s} is never reached`),
    ...Object.entries(table.events)
      .filter(([, e]) => e.by.length === 0)
      .map(([e]) => `nobody may cause ${e}`),
  ];
};

/** Checks the table and gives it back. Throws at load, naming every fault. */
export const lifecycle = <const S extends string, const E extends string, const A extends string>(
  table: Lifecycle<S, E, A>,
): Lifecycle<S, E, A> => {
  const found = faults(table);
  if (found.length > 0) throw new Error(`lifecycle ${table.name}: ${found.join('; ')}`);
  return table;
};

/** The state after `event`. Throws problem `conflict`, naming event and state, when the event cannot happen in this state. */
export const step = <S extends string, E extends string, A extends string>(
  table: Lifecycle<S, E, A>,
  state: S,
  event: E,
): S => {
  const { moves } = table.events[event];
  const next = Object.hasOwn(moves, state) ? moves[state] : undefined;
  if (next === undefined)
    throw problem('conflict', {
      detail: `当前状态下不能进行该操作 ${table.name}: ${event} is not possible in state ${state}`,
      cause: 'lifecycle',
    });
  return next;
};

/** May any of these actors cause `event`? */
export const mayCause = <S extends string, E extends string, A extends string>(
  table: Lifecycle<S, E, A>,
  event: E,
  actors: readonly A[],
): boolean => actors.some((actor) => table.events[event].by.includes(actor));
