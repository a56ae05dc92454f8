/** How a department does that is asked later: counted from its list, and from what its agents said last. */

import type { Line } from '#functions/exchange/waiting-list.ts';
import { overdueFrom } from '#functions/kernel/clocks.ts';
import { instant } from '#functions/kernel/instant.ts';
import type { IndexedSnapshot, SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import { type Desk, SILENT_SECONDS } from '#schemas/agent.ts';
import { LONGEST_KEPT_SECONDS } from '#schemas/question.ts';
import { AGENT, MANUAL } from '#schemas/resource.ts';
import type { AgentsStore } from '../agent/agents.store.ts';
import { dueOf } from '../entry/terms.ts';
import type { LinesStore } from '../lines.store.ts';
import { type Way, wayOf } from '../way.ts';

export interface DeskDeps {
  readonly snapshots: SnapshotHolder;
  readonly lines: Pick<LinesStore, 'pages'>;
  readonly agents: Pick<AgentsStore, 'of'>;
}

/** Beyond it nobody needs to know how many exactly. */
const MOST_COUNTED = 2000;

/** Departments some of whose resources are answered by an agent or by hand. */
export const departmentsAskedLater = ({ raw }: IndexedSnapshot): string[] => [
  ...new Set(
    raw.resources.flatMap(({ department, protocol }) =>
      protocol === AGENT || protocol === MANUAL ? [department] : [],
    ),
  ),
];

const linesOf = async (
  { lines }: DeskDeps,
  department: string,
  since: number,
): Promise<{ all: Line[]; more: boolean }> => {
  const all: Line[] = [];
  for await (const page of lines.pages(department, since)) {
    all.push(...page);
    if (all.length > MOST_COUNTED) return { all: all.slice(0, MOST_COUNTED), more: true };
  }
  return { all, more: false };
};

/** `now`: epoch ms. */
export const deskOf = async (
  deps: DeskDeps,
  snapshot: IndexedSnapshot,
  department: string,
  now: number,
): Promise<Desk> => {
  const [{ all, more }, heard] = await Promise.all([
    linesOf(deps, department, now - LONGEST_KEPT_SECONDS * 1000),
    deps.agents.of(department),
  ]);
  const pile = (way: Way) => {
    const mine = all.filter(({ resource }) => wayOf(snapshot, resource) === way);
    const oldest = mine[0]?.askedAt;
    return {
      lines: mine,
      said: { count: mine.length, more, ...(oldest === undefined ? {} : { oldest: instant(oldest) }) },
    };
  };
  const [byAgent, byHand] = [pile(AGENT), pile(MANUAL)];
  return {
    department,
    agents: heard.map(({ v: _v, firstAt, lastAt, ...said }) => ({
      ...said,
      state: now - lastAt < SILENT_SECONDS * 1000 ? 'alive' : 'silent',
      firstHeard: instant(firstAt),
      lastHeard: instant(lastAt),
    })),
    byAgent: byAgent.said,
    byHand: {
      ...byHand.said,
      overdue: byHand.lines.filter(({ askedAt }) => overdueFrom(dueOf(snapshot, askedAt)) <= now).length,
    },
  };
};
