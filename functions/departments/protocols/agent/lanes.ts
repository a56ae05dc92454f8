/** Which lines an agent may have: of each subject only the first that waits for an agent, so that his questions are answered in the order in which they were asked. */
import type { Line } from '#functions/exchange/waiting-list.ts';
import { nameIn } from '../way.ts';

export interface Asking {
  readonly agent: string;
  /** Names of the resources that it can answer. */
  readonly resources: readonly string[];
  readonly holding: readonly string[];
}

/** `keep`: it holds this one. `fresh`: it may have it. `others`: another holds it, or this agent cannot answer it. */
type Verdict = 'keep' | 'fresh' | 'others';

/**
 * Sees the lines in the order of the list. A subject whose first question is not this agent's to answer has no other question either.
 * `byAgent`: whether a resource is answered by agents now. `now`: epoch ms.
 */
export const lanes = ({ agent, resources, holding }: Asking, byAgent: (resource: string) => boolean, now: number) => {
  const seen = new Set<string>();
  const [able, held] = [new Set(resources), new Set(holding)];
  return (line: Line): Verdict => {
    if (!byAgent(line.resource) || seen.has(line.handle)) return 'others';
    seen.add(line.handle);
    const free = line.holder === undefined || line.until === undefined || line.until <= now;
    if (!free && line.holder !== agent) return 'others';
    if (held.has(line.id)) return 'keep';
    return able.has(nameIn(line.resource)) ? 'fresh' : 'others';
  };
};
