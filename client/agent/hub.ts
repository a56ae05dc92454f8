/** The hub as the agent sees it: take, bring, say that it lives. What stands in the way is said in one word. */
import { type AgentSaid, type Alive, Brought, Taken, type Taking } from '#schemas/agent.ts';
import { agentRoutes } from '#schemas/routes/agent.ts';
import { HubError, NotReached, NotTheHub, OneTrip, TokenRefused } from '../sdk/index.ts';
import type { AgentSettings } from './settings.ts';

export interface Hub {
  take(taking: Taking): Promise<Taken>;
  bring(question: string, said: AgentSaid): Promise<Brought>;
  alive(alive: Alive): Promise<void>;
  /** Why a call failed: a stable word. Looks at the hub's clock where a wrong one may be the cause. */
  why(error: unknown): Promise<string>;
}

type Address = Pick<AgentSettings, 'hub' | 'issuer' | 'client' | 'key' | 'department'>;

/** More than this between two clocks, and a proof is no longer taken. */
const SKEW_MS = 30_000;
const LOOK_MS = 5_000;

/** `now`: epoch ms. Calls are made once: the agent's rounds are the repeats. */
export const hub = (address: Address, now: () => number = Date.now): Hub => {
  const { department, issuer, client, key } = address;
  const { takeQuestions, bringAnswer, agentAlive } = agentRoutes(department);
  const { call } = new OneTrip({ hub: address.hub, issuer, clientId: client, key, patience: { attempts: 1 }, now });

  const skewed = async (): Promise<boolean> => {
    const answer = await fetch(new URL('/health', address.hub), { signal: AbortSignal.timeout(LOOK_MS) }).catch(
      () => undefined,
    );
    await answer?.body?.cancel();
    return Math.abs(Date.parse(answer?.headers.get('date') ?? '') - now()) > SKEW_MS;
  };

  return {
    take: async (body) => Taken.parse(await call<typeof takeQuestions>({ ...takeQuestions, body })),
    bring: async (question, body) =>
      Brought.parse(await call<typeof bringAnswer>({ ...bringAnswer, params: { question }, body })),
    alive: async (body) => void (await call<typeof agentAlive>({ ...agentAlive, body })),
    why: async (error) => {
      if (error instanceof TokenRefused) {
        if (await skewed()) return 'clock-skew';
        return error.reason === 'invalid_client' ? 'wrong-key' : `no-token-${error.reason.replaceAll('_', '-')}`;
      }
      if (error instanceof HubError) return error.denial?.rule ?? error.errors[0]?.rule ?? error.code;
      if (error instanceof NotTheHub) return 'not-the-hub';
      if (error instanceof NotReached)
        return `not-reached-${error.reason.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
      return 'answer-not-understood';
    },
  };
};
