/** An agent's counter in the sample city: over real tables, or over lists in memory that promise the same. */
import { randomUUID } from 'node:crypto';
import { WANG_QIANG } from '#city/cast.ts';
import { resources } from '#city/resources/index.ts';
import { agentsStore } from '#functions/departments/protocols/agent/agents.store.ts';
import { bodies } from '#functions/departments/protocols/agent/bodies.ts';
import type { AgentDeps } from '#functions/departments/protocols/agent/deps.ts';
import { type LinesStore, linesStore } from '#functions/departments/protocols/lines.store.ts';
import { type QuestionsStore, questionsStore } from '#functions/exchange/questions.store.ts';
import type { Line } from '#functions/exchange/waiting-list.ts';
import { hubKeys as derive, subjectHandle } from '#functions/kernel/digest.ts';
import { seal } from '#functions/kernel/sealed.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import type { Taken } from '#schemas/agent.ts';
import { health } from '#schemas/departments/health.ts';
import type { Question } from '#schemas/question.ts';
import { AGENT } from '#schemas/resource.ts';
import { counting } from '#test/engines/counting.ts';
import type { CrashPoints } from '#test/engines/crash-points.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { citySnapshot } from '../../../city-snapshot.ts';

export const T0 = Date.parse('2026-10-09T01:30:00Z');
export const keys = derive(JSON.stringify({ version: 1, master: 'm'.repeat(40) }));
const HEALTH = 'health-system';
export const A = '0198f3a2-0000-4000-8000-00000000000a';
export const B = '0198f3a2-0000-4000-8000-00000000000b';

/** By resource: who answers it, where it is not who the city says. */
export type Ways = Readonly<Record<string, string>>;
const snapshotOf = (ways: Ways) =>
  indexSnapshot(
    citySnapshot({ resources: resources.map((one) => ({ ...one, protocol: ways[one.id] ?? one.protocol })) }),
  );

export const BY_AGENT: Ways = { 'health/birth-record': AGENT };

export const questionAbout = (
  holder: string,
  askedAt = T0,
  resource = 'health-certificate',
  over: Partial<Question> = {},
): Question => {
  const id = randomUUID();
  const question = resource === 'birth-record' ? { mother: holder, bornOn: '2017-09-11' } : { holder };
  const said = {
    ask: { purpose: { kind: 'standing', code: 'x' }, party: { role: 'applicant' }, fields: ['/valid'] },
    question,
    subject: holder,
  };
  return {
    v: 1,
    id,
    state: 'waiting',
    department: 'health',
    resource: `health/${resource}`,
    resourceVersion: 1,
    client: 'market-supervision-system',
    consumer: 'market-supervision',
    grant: 'market-health-certificate',
    grantRevision: 1,
    party: 'applicant',
    level: 'fields',
    handle: subjectHandle(keys, holder),
    request: 'r',
    nonce: randomUUID(),
    asked: seal(keys.kept, id, JSON.stringify(said)),
    askedAt,
    keptUntil: askedAt + 86_400_000,
    ...over,
  };
};

export const certificateOf = (holder = WANG_QIANG, valid = true) => ({
  holder,
  valid,
  number: '330784-2026-000123',
  trade: 'food',
  examinedOn: '2026-06-01',
  validUntil: '2027-05-31',
  issuedBy: '永康市疾病预防控制中心',
});

type Stores = Pick<AgentDeps, 'lines' | 'agents'> & { readonly questions: QuestionsStore };

/** The routes, called as the department's system. */
export const counter = (stores: Stores, { ways = {} as Ways, department = 'health' } = {}) => {
  let snapshot = snapshotOf(ways);
  const deps: AgentDeps = {
    department,
    asked: health,
    snapshots: { current: async () => snapshot } as never,
    keys: async () => keys,
    ...stores,
  };
  const routes = bodies(deps);
  const input = (now: number, over: object, as: string) =>
    ({
      params: undefined,
      query: undefined,
      body: undefined,
      now,
      requestId: 'r',
      caller: {
        clientId: as.startsWith('officer-') ? 'onetrip-console' : as,
        subject: as,
        scopes: ['agent', 'exchange', 'entry'],
      },
      ...over,
    }) as never;
  return {
    routes,
    input,
    /** From now on these answer. */
    switchTo: (next: Ways) => {
      snapshot = snapshotOf(next);
    },
    take: async (agent: string, now: number, over: object = {}): Promise<Taken> => {
      const body = { agent, limit: 10, resources: ['health-certificate', 'birth-record'], holding: [], ...over };
      return (await routes.takeQuestions(input(now, { body }, HEALTH))).body as Taken;
    },
    bring: async (question: string, said: object, now: number) =>
      (await routes.bringAnswer(input(now, { params: { question }, body: said }, HEALTH))).body as {
        state: string;
        rule?: string;
      },
    alive: (body: object, now: number) => routes.agentAlive(input(now, { body }, HEALTH)),
  };
};

/** On real DynamoDB Local; one table for a file, a department's list for each world is not needed: every test empties its own. */
export const tables = async () => {
  const { names, endpoint } = await freshTables('questions');
  return (crash?: CrashPoints) => {
    const client = documentClient(endpoint);
    const count = counting(client, crash);
    const stores: Stores = {
      questions: questionsStore(client, names.questions),
      lines: linesStore(client, names.questions),
      agents: agentsStore(client, names.questions),
    };
    return { stores, count };
  };
};

/** What the two stores promise, without an engine. `around` may let another go first. */
export const memory = (around: <T>(effect: () => T) => Promise<T> = async (effect) => effect()) => {
  const all = new Map<string, Question>();
  const lines = new Map<string, Line>();
  /** Ids in the order in which they were answered. */
  const written: string[] = [];
  const inOrder = () => [...lines.values()].sort((a, b) => a.askedAt - b.askedAt || (a.id < b.id ? -1 : 1));
  const questions = {
    ask: (question: Question) =>
      around(() => {
        all.set(question.id, question);
        lines.set(question.id, question);
        return 'written' as const;
      }),
    get: (id: string) => around(() => all.get(id)),
    named: (ids: readonly string[]) => around(() => ids.flatMap((id) => all.get(id) ?? [])),
    leave: ({ id }: { id: string }) => around(() => void lines.delete(id)),
    answered: (id: string, _department: string, reply: object, at: number) =>
      around(() => {
        const found = all.get(id);
        if (found?.state !== 'waiting' || found.keptUntil <= at) return 'already' as const;
        written.push(id);
        all.set(id, { ...found, ...reply, state: 'failed' in reply ? 'failed' : 'answered' });
        return 'written' as const;
      }),
  } as unknown as QuestionsStore;
  const store: LinesStore = {
    pages: async function* (_department, since) {
      yield await around(() => inOrder().filter(({ askedAt }) => askedAt >= since));
    },
    hold: (line, holder, until, now) =>
      around(() => {
        const found = lines.get(line.id);
        if (!found || (found.holder !== undefined && found.holder !== holder && (found.until ?? 0) > now)) return false;
        lines.set(line.id, { ...found, holder, until });
        return true;
      }),
  };
  return { all, lines, written, stores: { questions, lines: store, agents: {} as never } };
};
