/** Starts a department that accepts no connection: its system answers on its own machine only, where its agent asks it. */

import type { HostileRestMode } from '../rest/hostile.ts';
import { ROOT } from '../rest/process.ts';
import { HERE, type LocalSystem, type Running, run } from '../stand-in.ts';

export interface AgentStandIn extends LocalSystem {
  /** Where the agent keeps its journal. */
  readonly folder: string;
  /** The sources of its agent, as they stand in its settings. */
  readonly sources: Readonly<Record<string, unknown>>;
  hostile(mode: HostileRestMode): Promise<void>;
}

interface BehindAgent {
  readonly name: string;
  readonly script: URL;
  readonly folder: string;
  /** What the process is given beside port and folder. */
  readonly given?: object;
  /** `rest`: how its local service is reached. */
  readonly sources: (rest: object) => Readonly<Record<string, unknown>>;
}

export const startBehindAgent = async ({
  name,
  script,
  folder,
  given = {},
  sources,
}: BehindAgent): Promise<AgentStandIn & Pick<Running, 'tell'>> => {
  const running = await run({ name, script, start: (port) => ({ ...given, port, folder }) });
  const base = `http://127.0.0.1:${running.port}${ROOT}`;
  // Not spread: its pid changes when it is restarted.
  return Object.assign(running, { folder, sources: sources({ kind: 'rest', base, networks: [HERE] }) });
};
