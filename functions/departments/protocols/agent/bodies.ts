/** The three routes of an agent. Only the department's own system may call them. */
import type { Bodies } from '#functions/kernel/api.handler.ts';
import type { Caller } from '#functions/kernel/request.ts';
import { forbidden, identify } from '#functions/snapshot/caller.ts';
import type { agentRoutes } from '#schemas/routes/agent.ts';
import { bring } from './bring.ts';
import type { AgentDeps } from './deps.ts';
import { take } from './take.ts';

const NEED = '须为该部门登记的业务系统 The department’s own system, holding scope agent';

export const bodies = (deps: AgentDeps): Bodies<ReturnType<typeof agentRoutes>> => {
  /** An officer of the department is not its agent: what it takes is about everybody who was asked about. */
  const agent = async (caller: Caller): Promise<void> => {
    const snapshot = await deps.snapshots.current();
    const { department, officer } = identify(snapshot, caller, 'agent');
    if (officer || department.id !== deps.department) throw forbidden(snapshot, 'not-its-agent', NEED);
  };
  return {
    takeQuestions: async ({ caller, body, now }) => {
      await agent(caller);
      return { body: await take(deps, body, now) };
    },
    bringAnswer: async ({ caller, params, body, now }) => {
      await agent(caller);
      return { body: await bring(deps, params.question, body, now) };
    },
    agentAlive: async ({ caller, body, now }) => {
      await agent(caller);
      await deps.agents.heard(deps.department, body, now);
      return { body: { now: new Date(now).toISOString() } };
    },
  };
};
