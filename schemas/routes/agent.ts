import * as z from 'zod';
import { AGENT_LIMITS, AgentSaid, Alive, Brought, Desk, Taken, Taking } from '../agent.ts';
import { Instant, Slug, Uuid } from '../identifier.ts';
import type { Routes } from '../route.ts';

/** What the agent beside a department calls: the department itself accepts no connection. */
export const agentRoutes = (department: string) =>
  ({
    takeQuestions: {
      method: 'POST',
      path: `/v1/agents/${department}/questions`,
      scope: 'agent',
      summary: { zh: '领取待答问题', en: 'Take the oldest questions that nobody holds, one for each subject' },
      body: Taking,
      answer: Taken,
    },
    bringAnswer: {
      method: 'PUT',
      path: `/v1/agents/${department}/questions/{question}/answer`,
      scope: 'agent',
      summary: { zh: '送达答复', en: 'Bring the answer to a question, or why there is none' },
      params: z.strictObject({ question: Uuid }),
      body: AgentSaid,
      maxBody: AGENT_LIMITS.answer,
      answer: Brought,
      problems: ['not-found'],
    },
    agentAlive: {
      method: 'PUT',
      path: `/v1/agents/${department}/alive`,
      scope: 'agent',
      summary: { zh: '报告在线', en: 'Say that the agent lives, and what lies in its journal' },
      body: Alive,
      /** The hub's time: an agent whose clock is wrong gets no token. */
      answer: z.strictObject({ now: Instant }),
    },
  }) as const satisfies Routes;

/** For the department itself, and for supervisors. */
export const agentsRoutes = {
  listAgents: {
    method: 'GET',
    path: '/v1/agents',
    scope: 'supervision',
    summary: {
      zh: '待答与代理在线情况',
      en: 'What waits at departments that are asked later, and how their agents do',
    },
    query: z.strictObject({ department: Slug.optional() }),
    answer: z.strictObject({ items: z.array(Desk) }),
  },
} as const satisfies Routes;
