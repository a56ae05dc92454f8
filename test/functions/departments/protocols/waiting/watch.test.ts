/** Who notices that nobody answers: an agent that fell silent, an entry that is overdue, and the desk on which both are seen. */
import { beforeEach, describe, expect, test } from 'vitest';
import { calendars } from '#city/calendars/index.ts';
import { LI_JIE, LI_NA } from '#city/cast.ts';
import { clocks } from '#city/clocks.ts';
import { resources } from '#city/resources/index.ts';
import type { HeardOf } from '#functions/departments/protocols/agent/agents.store.ts';
import { dueOf } from '#functions/departments/protocols/entry/terms.ts';
import { listAgents } from '#functions/departments/protocols/waiting/list-agents.ts';
import { laterEvents } from '#functions/departments/protocols/waiting/watch.ts';
import { overdueFrom } from '#functions/kernel/clocks.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { type Desk, SILENT_SECONDS } from '#schemas/agent.ts';
import { AGENT, MANUAL } from '#schemas/resource.ts';
import { citySnapshot } from '../../../city-snapshot.ts';
import { keepLines } from '../../../exchange/lines.ts';
import { A, memory, questionAbout, T0 } from '../agent/world.ts';

const written = keepLines();
const SILENT_MS = SILENT_SECONDS * 1000;
const [CERTIFICATE, BIRTH] = ['health/health-certificate', 'health/birth-record'];

let lists: ReturnType<typeof memory>;
let heard: HeardOf[];
let birthBy: string;
beforeEach(() => {
  lists = memory();
  heard = [];
  birthBy = MANUAL;
});
const snapshotNow = () =>
  indexSnapshot(
    citySnapshot({
      resources: resources.map((one) => (one.id === BIRTH ? { ...one, protocol: birthBy } : one)),
      clockRules: [...clocks],
      calendars: [...calendars],
    }),
  );
const deps = () => ({
  ...lists.stores,
  snapshots: { current: async () => snapshotNow() } as never,
  agents: { of: async (department: string) => (department === 'health' ? heard : []) },
});
const lastHeard = (at: number): HeardOf => ({
  ...{ v: 1, agent: A, version: '1', taken: 0, answered: 0, down: [], firstAt: at, lastAt: at },
});
const ask = async (resource: string, at = T0) => {
  const question = questionAbout(resource === BIRTH ? LI_NA : LI_JIE, at, resource.slice('health/'.length));
  await lists.stores.questions.ask(question);
  return question.id;
};
/** What is said in the log when this comes out of the queue at that time. */
const said = async (type: string, now: number, data: object = {}) => {
  const before = written().length;
  await laterEvents(deps())({ v: 1, id: 't', type, at: now, data }, now);
  return written()
    .slice(before)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('an agent that fell silent', () => {
  test('is noticed once somebody has waited for so long, and no agent was heard of for so long', async () => {
    await ask(CERTIFICATE);
    expect(await said('later.watch', T0 + SILENT_MS - 1)).toEqual([]);
    const line = { event: 'agent-silent', department: 'health', count: 1, ms: SILENT_MS };
    expect(await said('later.watch', T0 + SILENT_MS)).toMatchObject([line]);
    heard = [lastHeard(T0)];
    expect(await said('later.watch', T0 + SILENT_MS)).toMatchObject([line]);
    heard = [lastHeard(T0), lastHeard(T0 + 1)];
    expect(await said('later.watch', T0 + SILENT_MS)).toEqual([]);
  });

  test('is none while nobody waits for it, or who waits is answered by hand', async () => {
    expect(await said('later.watch', T0 + SILENT_MS)).toEqual([]);
    await ask(BIRTH);
    expect(await said('later.watch', T0 + SILENT_MS)).toEqual([]);
    birthBy = AGENT;
    expect(await said('later.watch', T0 + SILENT_MS)).toMatchObject([{ event: 'agent-silent', count: 1 }]);
  });
});

describe('an entry that is overdue', () => {
  test('is noticed; one that was answered, handed to the agent or is kept no more is not', async () => {
    const [open, done] = [await ask(BIRTH), await ask(BIRTH)];
    await lists.stores.questions.answered(done, 'health', { failed: 'department-error' } as never, T0);
    const at = T0 + 3_600_000;
    const reminded = (question: string, now = at) => said('entry.overdue', now, { question });
    expect(await reminded(open)).toMatchObject([{ event: 'entry-overdue', department: 'health', resource: BIRTH }]);
    expect(await reminded(done)).toEqual([]);
    expect(await reminded(A)).toEqual([]);
    expect(await reminded(open, T0 + 86_400_000)).toEqual([]);
    birthBy = AGENT;
    expect(await reminded(open)).toEqual([]);
    expect(written()).not.toContain(LI_NA);
  });

  test('nothing else is taken out of the queue', async () => {
    await expect(said('entry.unknown', T0)).rejects.toThrow('of another kind');
  });
});

describe('the desk', () => {
  const desks = async (as: string, now: number, query: { department?: string } = {}) => {
    const caller = { clientId: as, subject: as, scopes: ['supervision' as const] };
    const input = { params: undefined, query, body: undefined, caller, now, requestId: 'r' };
    return ((await listAgents(deps())(input)).body as { items: Desk[] }).items;
  };

  test('shows what waits for whom, since when, how much of it is overdue, and how each agent does', async () => {
    await ask(CERTIFICATE, T0 + 2);
    await ask(CERTIFICATE, T0 + 1);
    await ask(BIRTH);
    heard = [lastHeard(T0)];
    const late = overdueFrom(dueOf(snapshotNow(), T0));
    const [desk] = await desks('health-system', T0 + SILENT_MS - 1);
    const oldest = (at: number) => new Date(at).toISOString();
    expect(desk).toMatchObject({
      department: 'health',
      agents: [{ agent: A, state: 'alive', firstHeard: oldest(T0) }],
      byAgent: { count: 2, more: false, oldest: oldest(T0 + 1) },
      byHand: { count: 1, overdue: 0, oldest: oldest(T0) },
    });
    expect(await desks('health-system', late - 1)).toMatchObject([{ byHand: { overdue: 0 } }]);
    expect(await desks('health-system', late)).toMatchObject([
      { agents: [{ state: 'silent' }], byHand: { overdue: 1 } },
    ]);
  });

  test('a department sees its own, the data authority each', async () => {
    expect(await desks('market-supervision-system', T0)).toEqual([]);
    expect((await desks('data-authority-system', T0)).map(({ department }) => department)).toContain('health');
    expect(await desks('data-authority-system', T0, { department: 'housing' })).toEqual([]);
    await expect(desks('market-supervision-system', T0, { department: 'health' })).rejects.toMatchObject({
      code: 'forbidden',
      extra: { denial: { rule: 'other-department' } },
    });
  });
});
