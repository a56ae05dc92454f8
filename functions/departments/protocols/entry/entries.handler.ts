/** Wiring of manual entry and of the desks: /v1/entries and /v1/agents, for every department that is asked later. */
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import { askedOf } from '#schemas/departments/index.ts';
import { agentsRoutes } from '#schemas/routes/agent.ts';
import { entriesRoutes } from '#schemas/routes/entries.ts';
import { agentsStore } from '../agent/agents.store.ts';
import { linesStore } from '../lines.store.ts';
import { listAgents } from '../waiting/list-agents.ts';
import { entryBodies } from './bodies.ts';
import { entriesStore } from './entries.store.ts';

const env = environment('SNAPSHOT_TABLE', 'QUESTIONS_TABLE', 'HUB_SECRET_ID');
const database = dynamodb();

const deps = {
  askedOf,
  snapshots: snapshotHolder(publishedStore(database, env.SNAPSHOT_TABLE), steadyClock()),
  keys: secret(env.HUB_SECRET_ID, hubKeys),
  lines: linesStore(database, env.QUESTIONS_TABLE),
  entries: entriesStore(database, env.QUESTIONS_TABLE),
  agents: agentsStore(database, env.QUESTIONS_TABLE),
};

export const handler = api(
  { ...entriesRoutes, ...agentsRoutes },
  { ...entryBodies(deps), listAgents: listAgents(deps) },
);
