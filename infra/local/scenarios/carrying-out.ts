/** A change as a scenario needs it: intent and outcome are the hub's own, and the department keeps each effect under the serial number that it came with. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { MAX_DEADLINE_MS, retryBudget } from '#functions/exchange/ask.ts';
import type { Breaker } from '#functions/exchange/breaker.ts';
import { carriedOut, type Outcome } from '#functions/exchange/change.ts';
import { operationsStore } from '#functions/exchange/operations.store.ts';
import type { Prepared } from '#functions/exchange/prepare.ts';
import { type Around, type Further, remembering } from './tables.ts';

/** The department is a register in memory: it never fails so often that it would be left in peace. */
const CLOSED: Breaker = {
  enter: async () => 'normal',
  answered: async () => undefined,
  failed: async () => undefined,
};

export const carryingOut = (client: DynamoDBDocumentClient, further: Further, around: Around) => {
  const effects = new Map<string, { readonly resource: string; readonly answer: unknown }>();
  const asking = {
    ...{ clock: () => performance.now(), sleep, random: Math.random },
    ...{ budget: retryBudget(), deadlineMs: MAX_DEADLINE_MS },
  };
  return {
    memory: remembering(effects),
    effects: (): string[] => [...effects.values()].map(({ resource }) => resource),
    /** Effects in the department, each counted once. */
    changes: (resource: string): number => [...effects.values()].filter((one) => one.resource === resource).length,
    /** `now`: epoch ms. `act`: what the department does. */
    carryOut: async (
      prepared: Prepared,
      { idempotencyKey, now }: { readonly idempotencyKey?: string | undefined; readonly now: number },
      act: (question: unknown) => unknown,
    ): Promise<Outcome> => {
      const { request, answer } = prepared.port;
      const resource = prepared.authority.resource.id;
      const port = {
        ...{ request, answer },
        act: around(async (question: unknown, operation: string) => {
          const effect = effects.get(operation) ?? { resource, answer: act(question) };
          effects.set(operation, effect);
          return effect.answer;
        }),
        outcome: around(async (_question: unknown, operation: string) => effects.get(operation)?.answer ?? null),
      };
      const deps = { operations: operationsStore(client, await further('operations')), breaker: CLOSED, asking };
      const asked = { now, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) };
      return carriedOut(port, prepared, deps, asked, () => now);
    },
  };
};
