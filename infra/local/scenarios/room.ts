/** The room of cases over a real table, with a clock that is moved by hand: relay and timers run as they do behind the stream and the drain. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { caseBodies, reportBodies } from '#functions/cases/bodies.ts';
import { caseStore } from '#functions/cases/cases.store.ts';
import { caseEvents } from '#functions/cases/events.ts';
import { caseFilesStore } from '#functions/cases/papers/files.store.ts';
import { relayCases, type TimerTable } from '#functions/cases/relay/relay.ts';
import { reportsStore } from '#functions/cases/reports.store.ts';
import { workStore } from '#functions/cases/work.store.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { caseEnds } from '#functions/snapshot/case-ends.store.ts';
import { registryStore } from '#functions/snapshot/registry.store.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import type { CaseView } from '#schemas/case.ts';
import type { CaseAct } from '#schemas/case-act.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import type { CaseTrip } from '#schemas/case-trip.ts';
import { caseRoutes } from '#schemas/routes/cases.ts';
import { reportRoutes } from '#schemas/routes/reports.ts';
import { askingRoom } from './asking.ts';
import type { Ground } from './ground.ts';
import { caller } from './http.ts';
import { type Who, XU } from './stage.ts';
import { type Around, type Further, further, type RoomTable, remembering, together } from './tables.ts';

type Timer = Parameters<TimerTable['put']>[0];

export const KEYS = hubKeys(JSON.stringify({ version: 1, master: 'x'.repeat(32) }));

/** Beijing time as it is written: '2017-09-25 09:00'. */
export const at = (written: string): number => Date.parse(`${written.replace(' ', 'T')}:00+08:00`);

export interface RoomOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tables: Readonly<Record<RoomTable, string>>;
  readonly further: Further;
  readonly start: string;
  readonly ground: Ground;
  /** How often each message of the stream and of the due table comes. */
  readonly messages?: number;
  /** What surrounds each call that is none of a table. */
  readonly around?: Around;
}

export const casesRoom = (options: RoomOptions) => {
  const { client, tables, start, ground, messages = 1, around = (call) => call } = options;
  const { matters, snapshot, ticketKey } = ground;
  const keys = async () => KEYS;
  let now = at(start);
  const timers = new Map<string, Timer>();
  /** What an instance of the room works with: its own client, the same tables. */
  const depsOn = (own: DynamoDBDocumentClient) => ({
    snapshots: { current: async () => snapshot },
    matters: { current: async () => matters },
    keys,
    cases: caseStore(own, tables.cases, keys),
    reports: reportsStore(own, tables.cases, keys),
    work: workStore(own, tables.cases),
    files: caseFilesStore(own, tables.cases, keys),
    registry: registryStore(own, tables.registry),
    published: publishedStore(own, tables.snapshots),
    ends: caseEnds(own, tables.snapshots),
    ticketKey: async () => ticketKey,
    due: { put: around(async (timer: Timer) => void timers.set(timer.id, timer)) },
  });
  const deps = depsOn(client);
  const callOn = (own: typeof deps) =>
    caller(api({ ...caseRoutes, ...reportRoutes }, { ...caseBodies(own), ...reportBodies(own) }), () => now);
  const call = callOn(deps);
  let command = 0;
  const once = (key?: string) => ({ 'idempotency-key': key ?? `test-${++command}` });
  const get = async (id: string, as = XU): Promise<CaseView> =>
    (await call('GET /v1/cases/{case}', { as, params: { case: id } })).body;

  const trip = async (id: string, as = XU): Promise<CaseTrip> =>
    (await call('GET /v1/cases/{case}/trip', { as, params: { case: id } })).body;

  /** What the stream brings: one record for each event of the case. */
  const relayed = (id: string, n: number, by = deps) =>
    relayCases(
      [
        {
          eventName: 'INSERT',
          dynamodb: {
            Keys: { pk: { S: `case#${id}` }, sk: { S: `event#${String(n).padStart(6, '0')}` } },
            SequenceNumber: String(n),
            NewImage: { at: { N: String(now) } },
          },
        },
      ],
      by,
    );
  /** As often as messages come. Throws when it stays undone: the stream would bring it again. */
  const followed = async (id: string, n: number): Promise<void> => {
    for (let time = 0; time < messages; time += 1)
      if ((await relayed(id, n)).batchItemFailures.length > 0) throw new Error('relay failed');
  };

  /** What the due table brings. It is off the table only when its effect is there. */
  const fire = async ({ id, dueAt, type, data }: Timer): Promise<void> => {
    now = Math.max(now, dueAt);
    const envelope = { v: 1, id: `cases#${id}@${dueAt}`, type, at: dueAt, data } as const;
    for (let time = 0; time < messages; time += 1) await caseEvents(deps)(envelope, now);
    const found = await deps.cases.load(data.case);
    if (found) await followed(found.id, found.n);
    timers.delete(id);
  };

  const open = (body: OpenCase, { as = XU, key }: Who = {}) => call('POST /v1/cases', { as, body, headers: once(key) });
  const act = async (id: string, body: CaseAct, { as = XU, key }: Who = {}) => {
    const answer = await call('POST /v1/cases/{case}/acts', { as, params: { case: id }, body, headers: once(key) });
    if (answer.status === 200) await followed(id, answer.body.revision);
    return answer;
  };
  /** Moves the clock; every timer that is due by then fires in order of time, as the drain would have it. */
  const to = async (written: string): Promise<void> => {
    const until = at(written);
    for (;;) {
      const [next] = [...timers.values()]
        .filter(({ dueAt }) => dueAt <= until)
        .toSorted((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1));
      if (!next) break;
      await fire(next);
    }
    now = until;
    await asking.settled();
  };
  const asking = askingRoom({
    ...{ client, tables, ground, keys, call, get, once, deps, messages, around, now: () => now },
    further: further(options.further),
  });
  /** What of the room is not in its tables: the clock and what is due. Returns how to have it so again. */
  const memory = (): (() => void) => {
    const [then, back] = [now, together(remembering(timers), asking.memory)()];
    return () => {
      now = then;
      back();
    };
  };
  const stage = { call, get, trip, now: () => now, open, act, to };
  return { ...asking, deps, depsOn, callOn, matters, timers, memory, relayed, ...stage };
};
