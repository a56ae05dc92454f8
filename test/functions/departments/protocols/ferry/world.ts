/** A ferry on real DynamoDB Local; the questions stand in memory, as their room promises to keep them. */
import { randomUUID } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { castPeople } from '#city/cast.ts';
import { cardsStore } from '#functions/departments/protocols/ferry/cards.store.ts';
import type { FerryDeps } from '#functions/departments/protocols/ferry/deps.ts';
import { readLink } from '#functions/departments/protocols/ferry/link.ts';
import { parcelsStore } from '#functions/departments/protocols/ferry/parcels.store.ts';
import type { FerryQuestions, WaitingQuestion } from '#functions/departments/protocols/ferry/questions.ts';
import { sheets } from '#functions/departments/public-security/sheets.ts';
import type { Said } from '#functions/exchange/answer-question.ts';
import { hubKeys as derive } from '#functions/kernel/digest.ts';
import { counting } from '#test/engines/counting.ts';
import type { CrashPoints } from '#test/engines/crash-points.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { linkText } from './other-side.ts';

export const T0 = Date.parse('2026-10-09T01:30:00Z');
export const LEASE_MS = 60_000;
export const keys = derive(JSON.stringify({ version: 1, master: 'm'.repeat(40) }));

export const verifies =
  (publicKey: string) =>
  (text: string, signature: string): boolean => {
    try {
      return sm2.doVerifySignature(text, signature, publicKey, { hash: true, der: true });
    } catch {
      return false;
    }
  };

export const memoryQuestions = () => {
  const all = new Map<string, WaitingQuestion>();
  const listed = new Set<string>();
  const answers = new Map<string, Said>();
  const port: FerryQuestions = {
    waiting: async (limit, now) =>
      [...listed]
        .flatMap((id) => all.get(id) ?? [])
        .filter(({ keptUntil }) => keptUntil > now)
        .slice(0, limit),
    leave: async ({ id }) => void listed.delete(id),
    answer: async (id, now, say) => {
      const one = all.get(id);
      if (one && one.keptUntil > now && !answers.has(id)) answers.set(id, say(one.question));
    },
  };
  const ask = (question: unknown, resource = 'identity', now = T0): string => {
    const id = randomUUID();
    all.set(id, { id, department: '', resource, question, askedAt: now, keptUntil: now + 86_400_000 });
    listed.add(id);
    return id;
  };
  return { port, ask, answers, listed };
};

/** The tables are made once for a file: every world has a department of its own. */
export const tables = async () => {
  const { names, endpoint } = await freshTables('ferry');
  return (crash?: CrashPoints, questions = memoryQuestions(), department = `d-${randomUUID().slice(0, 8)}`) => {
    const client = documentClient(endpoint);
    const count = counting(client, crash);
    const around = <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) => crash?.around(call) ?? call;
    const deps: FerryDeps = {
      department,
      ferried: sheets,
      snapshots: { current: () => Promise.reject(new Error('not asked')) } as never,
      keys: async () => keys,
      link: async () => readLink(linkText(LEASE_MS / 1000)),
      questions: {
        waiting: around(questions.port.waiting),
        leave: around(questions.port.leave),
        answer: around(questions.port.answer),
      },
      parcels: parcelsStore(client, names.ferry),
      cards: cardsStore(client, names.ferry),
    };
    return { deps, questions, count, department };
  };
};
export type World = ReturnType<Awaited<ReturnType<typeof tables>>>;

export const askAboutCast = (questions: ReturnType<typeof memoryQuestions>): string[] =>
  castPeople.map(({ code }) => questions.ask({ holder: code }));
