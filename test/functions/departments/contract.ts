/** What every adapter owes the exchange, asked of it over its real protocol: described once, run for each department in its contract.test.ts. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resources } from '#city/resources/index.ts';
import type { Adapter, AskContext, Onward } from '#functions/exchange/adapter.ts';
import { checkAnswer, subjectOf } from '#functions/exchange/answer.ts';
import { askDepartment, retryBudget } from '#functions/exchange/ask.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import type { StandIn } from '#infra/local/departments/stand-in.ts';
import type { Resource } from '#schemas/resource.ts';

export interface Contract {
  readonly department: string;
  readonly start: () => Promise<StandIn>;
  /** `secret`: the text of the department's secret, as the operator writes it. */
  readonly adapter: (secret: string) => Adapter;
  /** For each resource a question that is answered, and for queries the same about somebody of whom nothing is known. */
  readonly questions: Readonly<Record<string, { readonly known: unknown; readonly unknown?: unknown }>>;
  /** Every way in which the stand-in can misbehave. */
  readonly modes: readonly string[];
  /** Texts in what the hostile stand-in sends: none may turn up in what is said about it. */
  readonly planted: readonly string[];
}

const DEADLINE_MS = 400;
/** A machine that is busy with other tests; `npm run hostile` holds them to 50 ms. */
const SLACK_MS = 3_000;

/** For a department that is a hub itself: everything that it declares, for who applies. */
const onwardOf = ({ fields }: Resource): Onward => ({
  fields: fields.map(({ pointer }) => pointer),
  role: 'applicant',
  via: ['330784'],
  key: crypto.randomUUID(),
  receipt: () => undefined,
});

export const keepsContract = ({ department, start, adapter, questions, modes, planted }: Contract): void => {
  let [standIn, asked]: [StandIn, Adapter] = [undefined as never, undefined as never];
  beforeAll(async () => {
    standIn = await start();
    asked = adapter(JSON.stringify(standIn.secret));
  });
  afterAll(() => standIn.stop());

  /** As the exchange does: deadline, then shape and subject; without retries, so that the first failure is seen. */
  const ask = async (name: string, question: unknown, deadlineMs = 8_000): Promise<unknown> => {
    const port = asked.resources[name];
    const declared = resources.find(({ id }) => id === `${department}/${name}`) as Resource;
    // As it comes in: a misspelt question would be answered with "nothing is known", and prove nothing.
    const body = port?.request.parse(question);
    const way = (context: AskContext): Promise<unknown> => {
      if (port && 'ask' in port) return port.ask(body, { ...context, onward: onwardOf(declared) });
      if (port && 'act' in port) return port.act(body, crypto.randomUUID(), context);
      throw new Error(`${name} is not asked in one call`);
    };
    const budget = retryBudget(0, 0);
    const clock = () => performance.now();
    const raw = await askDepartment(way, { clock, sleep: async () => undefined, random: () => 0, budget, deadlineMs });
    return checkAnswer(declared, (port as NonNullable<typeof port>).answer, raw, subjectOf(declared, question));
  };

  describe(`${department} keeps its contract`, () => {
    test('what the catalogue declares is what the adapter answers', () => {
      const declared = resources.filter((resource) => resource.department === department);
      expect(Object.keys(asked.resources).sort()).toEqual(declared.map(({ id }) => id.split('/')[1]).sort());
      const atOnce = Object.entries(asked.resources).filter(([, port]) => !('later' in port));
      expect(Object.keys(questions).sort()).toEqual(atOnce.map(([name]) => name).sort());
    });

    test.each(Object.entries(questions))('%s is answered as its schema says, about its subject', async (name, of) => {
      expect(await ask(name, of.known)).not.toBeNull();
      if (of.unknown !== undefined) expect(await ask(name, of.unknown)).toBeNull();
    });

    test.each(modes)('%s: an answer or a problem in our own words, within the deadline', async (mode) => {
      await standIn.hostile(mode);
      try {
        const asking = Object.entries(questions).map(async ([name, { known }]) => {
          const since = performance.now();
          const said = await ask(name, known, DEADLINE_MS).catch((error: unknown) => {
            expect(error).toBeInstanceOf(ProblemError);
            const { code, extra } = error as ProblemError;
            return `${code} ${JSON.stringify(extra)}`;
          });
          expect(performance.now() - since).toBeLessThan(DEADLINE_MS + SLACK_MS);
          if (typeof said === 'string') for (const text of planted) expect(said).not.toContain(text);
        });
        await Promise.all(asking);
      } finally {
        await standIn.hostile('none');
      }
    });

    test('a department that was killed is a problem, and answers again when it is back', async () => {
      await standIn.kill();
      const [[name, of] = ['', { known: null }]] = Object.entries(questions);
      await expect(ask(name, of.known, DEADLINE_MS)).rejects.toBeInstanceOf(ProblemError);
      await standIn.restart();
      expect(await ask(name, of.known)).not.toBeNull();
    });
  });
};
