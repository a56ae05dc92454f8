/** Hubs that tell each other of events, in any graph: every event ends, and reaches every subscriber once at most. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayGoTo, passage } from '#functions/events/loop.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import { MOST_HOPS } from '#schemas/published.ts';

interface Event {
  readonly origin: { readonly node: string; readonly event: string };
  readonly hops: readonly string[];
}
interface Message {
  readonly to: string;
  readonly event: Event;
}
type Graph = readonly (readonly [from: string, to: string])[];

/** How each hub behaves: as ours, or with one of its rules broken. */
interface Rules {
  readonly knows: boolean;
  readonly passage: typeof passage;
  readonly mayGoTo: typeof mayGoTo;
}
const OURS: Rules = { knows: true, passage, mayGoTo };

const told = (event: Event): string => `${event.origin.node} ${event.origin.event}`;
const MOST_MESSAGES = 3_000;

/**
 * Plays until nothing is under way. Each hub has one local subscriber and passes on to the hubs that subscribe to it. `pick` chooses which
 * message arrives next; every tenth arrives twice.
 */
const play = (graph: Graph, starts: readonly string[], pick: (n: number) => number, rules = OURS) => {
  const nodes = [...new Set([...graph.flat(), ...starts])];
  const known = new Map(nodes.map((node) => [node, new Set<string>()]));
  const local = new Map<string, number>();
  const under: Message[] = [];
  let messages = 0;

  const take = (node: string, event: Event, own = false): void => {
    try {
      const way = { origin: event.origin, hops: [...event.hops] };
      if (!own && rules.passage(node, way) === 'known') return;
    } catch (error) {
      if (error instanceof ProblemError) return;
      throw error;
    }
    if (rules.knows && known.get(node)?.has(told(event))) return;
    known.get(node)?.add(told(event));
    const stored = { origin: event.origin, hops: [...event.hops, node] };
    local.set(`${node} ${told(event)}`, (local.get(`${node} ${told(event)}`) ?? 0) + 1);
    for (const [from, to] of graph) if (from === node && rules.mayGoTo(to, stored)) under.push({ to, event: stored });
  };

  for (const [i, node] of starts.entries()) take(node, { origin: { node, event: String(i) }, hops: [] }, true);
  while (under.length > 0 && messages < MOST_MESSAGES) {
    messages += 1;
    const at = pick(under.length);
    const [next] = messages % 10 === 0 ? [under[at]] : under.splice(at, 1);
    if (next) take(next.to, next.event);
  }
  return { local, messages, ended: under.length === 0, nodes };
};

const name = (n: number): string => `node-${n}`;
const graphs = fc
  .array(fc.tuple(fc.nat(7), fc.nat(7)), { minLength: 1, maxLength: 30 })
  .map((edges): Graph => [...new Map(edges.map(([a, b]) => [`${a} ${b}`, [name(a), name(b)] as const])).values()]);
const starts = fc.array(fc.nat(7).map(name), { minLength: 1, maxLength: 4 });

/** Hubs to which there is a way from `start`, with its length. */
const reachable = (graph: Graph, start: string): ReadonlyMap<string, number> => {
  const found = new Map([[start, 0]]);
  for (const node of found.keys())
    for (const [from, to] of graph) if (from === node && !found.has(to)) found.set(to, (found.get(node) ?? 0) + 1);
  return found;
};

const broken = (rules: Rules) => (graph: Graph, from: readonly string[], seed: readonly number[]) => {
  let n = 0;
  const pick = (length: number) => (seed[n++ % seed.length] ?? 0) % length;
  const { local, ended } = play(graph, from, pick, rules);
  if (!ended) return 'it goes round for ever';
  if ([...local.values()].some((times) => times > 1)) return 'somebody was told twice';
  const missed = from.some((start, i) =>
    [...reachable(graph, start)].some(
      ([node, length]) => length < MOST_HOPS && !local.has(`${node} ${start} ${i}`) && graph.length < MOST_HOPS,
    ),
  );
  return missed ? 'somebody was not told' : undefined;
};

const runs = process.env.ONETRIP_FULL === '1' ? 20_000 : 500;
const arbitrary = [graphs, starts, fc.array(fc.nat(1000), { minLength: 1, maxLength: 50 })] as const;

test('in any graph, in any order, with messages twice: everybody once, and it ends', () => {
  fc.assert(
    fc.property(...arbitrary, (graph, from, seed) => {
      expect(broken(OURS)(graph, from, seed)).toBeUndefined();
    }),
    { numRuns: runs },
  );
});

test.each([
  ['a hub that forgets what it has had', { ...OURS, knows: false }],
  ['a hub that neither remembers nor looks at the hops', { knows: false, passage: () => 'new', mayGoTo: () => true }],
] as const)('the property finds %s', (_what, rules) => {
  const found = fc.check(
    fc.property(...arbitrary, (graph, from, seed) => broken(rules as Rules)(graph, from, seed) === undefined),
    { numRuns: 2_000 },
  );
  expect(found.failed).toBe(true);
});

test('what goes round a ring of more hubs than may be passed ends there', () => {
  const ring = Array.from({ length: 12 }, (_, i) => [name(i), name((i + 1) % 12)] as const);
  const { local, ended } = play(ring, [name(0)], () => 0);
  expect([ended, local.size]).toEqual([true, MOST_HOPS]);
});
