/** 卫健's counter: where its agent takes questions and brings answers. */
import { health } from '#schemas/departments/health.ts';
import { agentHandler } from '../protocols/agent/agent.handler.ts';

export const handler = agentHandler('health', health);
