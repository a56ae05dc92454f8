/** One real front table for a test file, and the department's adapter on it over TCP. */
import { afterAll, beforeAll } from 'vitest';
import { generate } from '#city/generate/index.ts';
import { resources } from '#city/resources/index.ts';
import { postgres } from '#functions/departments/protocols/postgres.client.ts';
import { realEstate } from '#functions/departments/real-estate/resources.ts';
import { checkAnswer } from '#functions/exchange/answer.ts';
import { askDepartment, retryBudget } from '#functions/exchange/ask.ts';
import { type FrontTable, startFrontTable } from '#infra/local/departments/real-estate.ts';
import type { Resource } from '#schemas/resource.ts';

export const city = generate();
export const clock = () => performance.now();

export const frontTable = (): { readonly current: FrontTable } => {
  const held: { current: FrontTable } = { current: undefined as never };
  beforeAll(async () => {
    held.current = await startFrontTable({ population: city });
  });
  afterAll(() => held.current.stop());
  return held;
};

interface Asker {
  readonly port: () => number;
  readonly deadlineMs?: number;
  readonly maxBytes?: number;
  readonly now?: () => number;
}

/** Asks as the exchange does: deadline, then shape and subject. No retries, so that a test sees the first failure. */
export const asker = (
  table: { readonly current: FrontTable },
  { port, deadlineMs = 5_000, maxBytes, now = clock }: Asker,
) => {
  const settings = async () => ({ ...table.current, port: port(), tls: false as const });
  const adapter = realEstate(postgres(settings, { clock: now, ...(maxBytes === undefined ? {} : { maxBytes }) }));
  return async (name: string, question: { holder: string; unitNumber?: string }): Promise<unknown> => {
    const [declared, resource] = [resources.find(({ id }) => id === `real-estate/${name}`), adapter.resources[name]];
    const deps = { clock, sleep: async () => undefined, random: () => 0, budget: retryBudget(0, 0), deadlineMs };
    if (!resource || !('ask' in resource)) throw new Error(`no question ${name}`);
    const raw = await askDepartment((context) => resource.ask(question, context), deps);
    return checkAnswer(declared as Resource, resource.answer, raw, question.holder);
  };
};
