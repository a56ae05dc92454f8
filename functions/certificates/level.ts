/** 调用层级: predicate before fields before copy; the lowest that serves is taken unless the caller names one. */
import { lowerLevel } from '#functions/exchange/pointers.ts';
import { problem } from '#functions/kernel/problem.ts';
import { type PartyRole, THIRD_PARTIES } from '#schemas/grant.ts';
import type { Level, ResourceField } from '#schemas/resource.ts';

type Declared = readonly Pick<ResourceField, 'pointer' | 'level'>[];

const isAbove = (declared: Declared, pointer: string, level: Level): boolean => {
  const needs = declared.find((field) => field.pointer === pointer)?.level ?? level;
  return lowerLevel(needs, level) !== needs;
};

/** The lowest level at which everything asked for can be answered. */
export const lowestFor = (declared: Declared, asked: readonly string[]): Level =>
  asked.some((pointer) => isAbove(declared, pointer, 'predicate')) ? 'fields' : 'predicate';

/** Throws invalid-request for a field that no answer at the named level can hold. */
export const levelOf = (declared: Declared, asked: readonly string[], named: Level | undefined): Level => {
  if (named === undefined) return lowestFor(declared, asked);
  const errors = asked.flatMap((pointer, i) =>
    isAbove(declared, pointer, named) ? [{ field: `/fields/${i}`, rule: `above-level-${named}` }] : [],
  );
  if (errors.length > 0) throw problem('invalid-request', { errors: errors.slice(0, 20) });
  return named;
};

export const isThirdParty = (role: PartyRole): boolean => THIRD_PARTIES.includes(role);

/** About who has not applied himself only yes or no is answered, whatever a grant says. */
export const capFor = (role: PartyRole): Level => (isThirdParty(role) ? 'predicate' : 'copy');
