/** What a department behind an agent owes the exchange: the agent's own sources, as the department writes them into its settings, asked over the real protocols of its machine. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { resources } from '#city/resources/index.ts';
import type { Source } from '#client/agent/source.ts';
import { AnySource, openSources } from '#client/agent/sources.ts';
import { checkAnswer, subjectOf } from '#functions/exchange/answer.ts';
import { askDepartment, retryBudget } from '#functions/exchange/ask.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import type { AgentStandIn } from '#infra/local/departments/agent/agent.ts';
import type { AskedOf } from '#schemas/asked.ts';
import type { Resource } from '#schemas/resource.ts';

export interface AgentContract {
  readonly department: string;
  readonly start: (folder: string) => Promise<AgentStandIn>;
  readonly asked: AskedOf;
  /** For each resource that the agent answers a question that is answered, and the same about somebody of whom nothing is known. */
  readonly questions: Readonly<Record<string, { readonly known: unknown; readonly unknown: unknown }>>;
  /** Every way in which the stand-in can misbehave. */
  readonly modes: readonly string[];
  /** Texts in what the hostile stand-in sends: none may turn up in what is said about it. */
  readonly planted: readonly string[];
}

const DEADLINE_MS = 400;

export const keepsAgentContract = ({ department, start, asked, questions, modes, planted }: AgentContract): void => {
  let [system, folder, sources]: [AgentStandIn, string, Readonly<Record<string, Source>>] = [
    undefined as never,
    '',
    {},
  ];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onetrip-agent-'));
    system = await start(folder);
    sources = openSources(z.record(z.string(), AnySource).parse(system.sources));
  });
  afterAll(async () => {
    await Promise.all(Object.values(sources).map((source) => source.close()));
    await system.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** As the agent asks and the hub checks: deadline, then shape and subject. */
  const ask = async (name: string, question: unknown, deadlineMs = 8_000): Promise<unknown> => {
    const { request, answer } = asked[name] as NonNullable<(typeof asked)[string]>;
    // As it comes in: a misspelt question would be answered with "nothing is known", and prove nothing.
    const body = request.parse(question);
    const clock = () => performance.now();
    const pace = { clock, sleep: async () => undefined, random: () => 0, budget: retryBudget(0, 0), deadlineMs };
    const source = sources[name] as Source;
    const raw = await askDepartment((context) => source.ask(body, crypto.randomUUID(), context), pace);
    const declared = resources.find(({ id }) => id === `${department}/${name}`) as Resource;
    return checkAnswer(declared, answer, raw, subjectOf(declared, body));
  };

  describe(`${department} keeps its contract`, () => {
    test('each of its resources is answered later; what has a source is asked here', () => {
      expect(Object.values(asked).filter(({ kind }) => kind !== 'later')).toEqual([]);
      expect(Object.keys(asked)).toEqual(expect.arrayContaining(Object.keys(sources)));
      expect(Object.keys(questions).sort()).toEqual(Object.keys(sources).sort());
    });

    test.each(Object.entries(questions))('%s is answered as its schema says, about its subject', async (name, of) => {
      expect(await ask(name, of.known)).not.toBeNull();
      expect(await ask(name, of.unknown)).toBeNull();
    });

    test.each(modes)('%s: an answer or a problem in our own words, within the deadline', async (mode) => {
      await system.hostile(mode as never);
      try {
        const asking = Object.entries(questions).map(async ([name, { known }]) => {
          const since = performance.now();
          const said = await ask(name, known, DEADLINE_MS).catch((error: unknown) => {
            expect(error).toBeInstanceOf(ProblemError);
            return `${(error as ProblemError).code} ${JSON.stringify((error as ProblemError).extra)}`;
          });
          expect(performance.now() - since).toBeLessThan(DEADLINE_MS + 3_000);
          if (typeof said === 'string') for (const text of planted) expect(said).not.toContain(text);
        });
        await Promise.all(asking);
      } finally {
        await system.hostile('none');
      }
    });

    test('a system that was killed is a problem, or its file is there still; it answers when it is back', async () => {
      await system.kill();
      for (const [name, { known }] of Object.entries(questions))
        await ask(name, known, DEADLINE_MS).catch((error: unknown) => expect(error).toBeInstanceOf(ProblemError));
      await system.restart();
      for (const [name, { known }] of Object.entries(questions)) expect(await ask(name, known)).not.toBeNull();
    });
  });
};
