/** The field filter: a copy of the answer that holds the chosen leaves and nothing else. */
import type { Level, ResourceField } from '#schemas/resource.ts';

/** Declared leaves as a tree; `*` is the step into every element of an array. */
export interface Leaves {
  readonly leaf: boolean;
  readonly steps: ReadonlyMap<string, Leaves>;
}

/** Compiles pointers such as /holders/star/name once; the same tree then filters any number of answers. */
export const compile = (pointers: readonly string[]): Leaves => {
  interface Growing {
    leaf: boolean;
    readonly steps: Map<string, Growing>;
  }
  const root: Growing = { leaf: false, steps: new Map() };
  for (const pointer of pointers) {
    let at = root;
    for (const step of pointer.split('/').slice(1)) {
      const next = at.steps.get(step) ?? { leaf: false, steps: new Map() };
      at.steps.set(step, next);
      at = next;
    }
    at.leaf = true;
  }
  return root;
};

const isScalar = (value: unknown) =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/**
 * Copies own members that lead to a leaf, and scalars at leaves. Arrays keep their length: an element that holds nothing chosen becomes null.
 * undefined: nothing at all. An object or array standing where a leaf is declared is not a leaf and is left out.
 */
export const keep = (leaves: Leaves, value: unknown): unknown => {
  if (isScalar(value)) return leaves.leaf ? value : undefined;
  if (Array.isArray(value)) {
    const each = leaves.steps.get('*');
    return each && Array.from(value, (element) => keep(each, element) ?? null);
  }
  if (typeof value !== 'object') return undefined;
  const kept: [string, unknown][] = [];
  for (const [name, next] of leaves.steps) {
    // Own members only: what stands in a prototype was never answered by the department.
    if (name === '*' || !Object.hasOwn(value as object, name)) continue;
    const member = keep(next, (value as Record<string, unknown>)[name]);
    if (member !== undefined) kept.push([name, member]);
  }
  return kept.length > 0 || leaves.steps.size > 0 ? Object.fromEntries(kept) : undefined;
};

const RANK: Readonly<Record<Level, number>> = { predicate: 0, fields: 1, copy: 2 };

export const lowerLevel = (a: Level, b: Level): Level => (RANK[a] <= RANK[b] ? a : b);

/** Pointers that are declared AND granted AND asked for AND allowed at this level, in declared order. */
export const allowedFields = (
  declared: readonly ResourceField[],
  granted: readonly string[],
  asked: readonly string[],
  level: Level,
): string[] =>
  declared
    .filter((field) => RANK[field.level] <= RANK[level])
    .map((field) => field.pointer)
    .filter((pointer, i, all) => granted.includes(pointer) && asked.includes(pointer) && all.indexOf(pointer) === i);
