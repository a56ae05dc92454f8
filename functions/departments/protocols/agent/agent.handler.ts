/** Wires what the agent of one department calls: `export const handler = agentHandler('health', health)`. */
import { questionsStore } from '#functions/exchange/questions.store.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { AskedOf } from '#schemas/asked.ts';
import { agentRoutes } from '#schemas/routes/agent.ts';
import { linesStore } from '../lines.store.ts';
import { agentsStore } from './agents.store.ts';
import { bodies } from './bodies.ts';

/** Called once, at cold start. */
export const agentHandler = (department: string, asked: AskedOf) => {
  const env = environment('SNAPSHOT_TABLE', 'QUESTIONS_TABLE', 'HUB_SECRET_ID');
  const database = dynamodb();
  const deps = {
    department,
    asked,
    snapshots: snapshotHolder(publishedStore(database, env.SNAPSHOT_TABLE), steadyClock()),
    keys: secret(env.HUB_SECRET_ID, hubKeys),
    questions: questionsStore(database, env.QUESTIONS_TABLE),
    lines: linesStore(database, env.QUESTIONS_TABLE),
    agents: agentsStore(database, env.QUESTIONS_TABLE),
  };
  return api(agentRoutes(department), bodies(deps));
};
