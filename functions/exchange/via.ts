/** 途经节点: the hubs that a question has passed. It never comes round, and never passes more than so many. */
import { problem } from '#functions/kernel/problem.ts';
import type { Message } from '#functions/kernel/request.ts';
import type { Client } from '#schemas/department.ts';
import { NodeId } from '#schemas/identifier.ts';
import { MOST_HOPS } from '#schemas/published.ts';

/** Node ids with commas between, the first first. A hub that passes a question on adds its own. */
export const VIA = 'onetrip-via';

export type ViaRule = 'question-loops' | 'question-hops';

const stated = (header: string | undefined): string[] => {
  const nodes = header === undefined ? [] : header.split(',').map((node) => node.trim());
  if (nodes.some((node) => !NodeId.safeParse(node).success))
    throw problem('invalid-request', { errors: [{ field: `/headers/${VIA}`, rule: 'node-ids' }] });
  return nodes;
};

/**
 * The hubs before this one, or the rule that refuses. A caller that is registered as a hub is one of them whether it says so or not.
 * Throws invalid-request for a header that names no nodes.
 */
export const passedBefore = (
  { node: caller }: Pick<Client, 'node'>,
  message: (() => Message) | undefined,
  here: string,
): readonly string[] | ViaRule => {
  const nodes = stated(message?.().headers[VIA]);
  const passed = caller === undefined || nodes.at(-1) === caller ? nodes : [...nodes, caller];
  if (passed.includes(here)) return 'question-loops';
  return passed.length >= MOST_HOPS ? 'question-hops' : passed;
};
