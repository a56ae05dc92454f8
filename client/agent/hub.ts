/** The hub as the agent sees it: take, bring, say that it lives. */
import { type AgentSaid, type Alive, Brought, Taken, type Taking } from '#schemas/agent.ts';
import { agentRoutes } from '#schemas/routes/agent.ts';
import { callHub, type HubAddress } from '../hub.ts';

export interface Hub {
  take(taking: Taking): Promise<Taken>;
  bring(question: string, said: AgentSaid): Promise<Brought>;
  alive(alive: Alive): Promise<void>;
}

/** `now`: epoch ms. */
export const hub = (address: HubAddress & { readonly department: string }, now?: () => number): Hub => {
  const routes = agentRoutes(address.department);
  const call = callHub(address, 'agent', now);
  return {
    take: async (taking) => Taken.parse(await call('POST', routes.takeQuestions.path, taking)),
    bring: async (question, said) =>
      Brought.parse(await call('PUT', routes.bringAnswer.path.replace('{question}', question), said)),
    alive: async (alive) => void (await call('PUT', routes.agentAlive.path, alive)),
  };
};
