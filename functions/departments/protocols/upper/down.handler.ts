/** What comes down of one hub above: fired each minute, one instance at a time. */
import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import { log } from '#functions/kernel/log.ts';
import type { Hub } from '../hub.client.ts';
import type { Mapped } from '../hub-mapping.ts';
import { downDeps } from './deps.handler.ts';
import { comeDown } from './down.ts';
import { mappings, type SentDown } from './mappings.ts';

export const downHandler = (
  department: string,
  hub: Hub,
  mapped: Readonly<Record<string, Mapped>>,
  sentDown: Readonly<Record<string, SentDown>>,
) => {
  const deps = downDeps(hub);
  return middy<ScheduledEvent, void>().handler(async ({ time }) => {
    const told = await hub.settings().catch(() => undefined);
    // A city that has nobody above leaves the secret as it was made.
    if (!told) return log('warn', { event: 'upper-not-told', department });
    await comeDown(department, mappings(department, mapped, sentDown, told.resources), deps)(Date.parse(time));
  });
};
