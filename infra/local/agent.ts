/** The agent of a department that asks us: its journal stands in the department's folder. */
import { join } from 'node:path';
import { type Beside, startBeside } from './beside.ts';
import type { PrivateJwk } from './oidc/keys.ts';

interface AgentPlace {
  readonly hub: string;
  readonly issuer: string;
  readonly client: string;
  readonly key: PrivateJwk;
  readonly department: string;
  readonly folder: string;
  /** As in the agent's settings: by the resource's name. */
  readonly sources: Readonly<Record<string, unknown>>;
}

/** A city at home waits for nobody, and says when something has come; beside a real department the agent's own standards hold. */
const PACE = { pollMs: 500, backOffMs: 2000, restMs: 250, tries: 1 };

export const startAgent = ({ folder, ...place }: AgentPlace): Promise<Beside> =>
  startBeside('agent/main.ts', join(folder, 'agent.json'), {
    ...place,
    ...PACE,
    journal: join(folder, 'journal.sqlite'),
  });
