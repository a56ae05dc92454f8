/** The agent at work: rounds until it is told to stop, each after a pause that grows while the hub is away. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Down, round, type Tell, type Working } from './agent.ts';
import { type Hub, hub } from './hub.ts';
import { openJournal } from './journal.ts';
import type { AgentSettings } from './settings.ts';
import { openSources } from './sources.ts';

/** Told to the hub, so that whoever looks at its agents sees which are old. */
const VERSION = '1';

export interface Status {
  /** In the journal: taken and not answered, answered and not brought. */
  readonly taken: number;
  readonly answered: number;
  /** Of the oldest question in the journal, seconds; 0 when there is none. */
  readonly oldestSeconds: number;
  readonly down: readonly string[];
  /** The last round reached the hub. */
  readonly hub: boolean;
}

export interface Agent {
  /** Kept in its journal. */
  readonly id: string;
  status(): Status;
  /** Begins the next round now: something has come. */
  look(): void;
  /** Rejects when it can work no more: its disk is full, its journal gone. */
  readonly ended: Promise<void>;
  /** Resolves when the round under way has ended and the journal is closed; what is in it is left for the next start. */
  stop(): Promise<void>;
}

/** Parts that a test, or a program around the agent, puts in the place of the real ones. */
export interface Parts {
  readonly hub?: Hub;
  readonly tell?: Tell;
  readonly now?: () => number;
  /** [0, 1), for the jitter. */
  readonly random?: () => number;
}

/** Milliseconds until the next round. Agents that failed together do not come back together. */
export const pause = (
  { pollMs, backOffMs }: Pick<AgentSettings, 'pollMs' | 'backOffMs'>,
  failures: number,
  random: number,
): number => {
  const wait = Math.min(backOffMs, pollMs * 2 ** Math.min(failures, 20));
  return failures > 0 ? wait * (0.5 + random / 2) : wait;
};

/** Throws one line when the journal is held by another agent or cannot be read. */
export const startAgent = (settings: AgentSettings, parts: Parts = {}): Agent => {
  const { tell = () => undefined, now = Date.now, random = Math.random } = parts;
  const journal = openJournal(settings.journal);
  const sources = openSources(settings.sources);
  const { deadlineMs, atOnce, tries, restMs } = settings;
  const theHub = parts.hub ?? hub(settings, now);
  const down = new Map<string, Down>();
  const working: Working = { hub: theHub, journal, sources, tell, now, deadlineMs, atOnce, tries, restMs, down };
  const stopping = new AbortController();
  let told = new AbortController();
  let reached = false;

  const status = (): Status => {
    const [open, ready] = [journal.unanswered(), journal.answered()];
    const oldest = Math.min(...open.map(({ askedAt }) => askedAt));
    return {
      taken: open.length,
      answered: ready.length,
      oldestSeconds: Number.isFinite(oldest) ? Math.max(0, Math.round((now() - oldest) / 1000)) : 0,
      down: [...down.keys()],
      hub: reached,
    };
  };

  let said = Number.NEGATIVE_INFINITY;
  const sayAlive = async (): Promise<void> => {
    if (performance.now() - said < settings.aliveMs) return;
    const { taken, answered, down: resources } = status();
    try {
      await theHub.alive({ agent: journal.agent, version: VERSION, taken, answered, down: [...resources] });
      said = performance.now();
    } catch {
      // The rounds say why.
    }
  };

  const run = async (): Promise<void> => {
    for (let failures = 0; !stopping.signal.aborted; ) {
      told = new AbortController();
      const { busy, well } = await round(working);
      reached = well;
      failures = well ? 0 : failures + 1;
      if (well) await sayAlive();
      if (!busy)
        await sleep(pause(settings, failures, random()), undefined, {
          signal: AbortSignal.any([stopping.signal, told.signal]),
        }).catch(() => {});
    }
  };
  const ended = run();
  // Told by who waits for it.
  ended.catch(() => undefined);
  return {
    id: journal.agent,
    status,
    look: () => told.abort(),
    ended,
    stop: async () => {
      stopping.abort();
      await ended.catch(() => undefined);
      await Promise.all(Object.values(sources).map((source) => source.close()));
      journal.close();
    },
  };
};
