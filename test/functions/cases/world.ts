/** The room of cases over real tables, with a clock that the test moves: relay and timers run as they do behind the stream and the drain. */
import { calendars } from '#city/calendars/index.ts';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { grants } from '#city/grants.ts';
import { resources } from '#city/resources/index.ts';
import { caseStore } from '#functions/cases/cases.store.ts';
import { actOnCase, getCase, listCaseEvents, openCase } from '#functions/cases/cases.ts';
import { caseEvents } from '#functions/cases/events.ts';
import { listCases } from '#functions/cases/list-cases.ts';
import { relayCases, type TimerTable } from '#functions/cases/relay/relay.ts';
import { workStore } from '#functions/cases/work.store.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import type { CaseView } from '#schemas/case.ts';
import type { CaseAct } from '#schemas/case-act.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import { caseRoutes } from '#schemas/routes/cases.ts';
import { counting } from '#test/engines/counting.ts';
import type { CrashPoints } from '#test/engines/crash-points.ts';
import { freshTables } from '#test/engines/tables.ts';
import { citySnapshot } from '../city-snapshot.ts';
import { caller } from '../http.ts';
import { matters } from '../matters/city.ts';

const snapshot = indexSnapshot(
  citySnapshot({
    resources: [...resources],
    grants: [...grants],
    certificateTypes: [...certificateTypes],
    calendars: [...calendars],
  }),
);

type Timer = Parameters<TimerTable['put']>[0];

export const XU = 'officer-xu-qing';

/** Beijing time as it is written: '2017-09-25 09:00'. */
export const at = (written: string): number => Date.parse(`${written.replace(' ', 'T')}:00+08:00`);

export const casesWorld = async (start: string, crash?: CrashPoints) => {
  const { names, client } = await freshTables('cases');
  const counted = counting(client, crash);
  const keys = async () => hubKeys(JSON.stringify({ version: 1, master: 'x'.repeat(32) }));
  let now = at(start);
  const timers = new Map<string, Timer>();
  const deps = {
    snapshots: { current: async () => snapshot },
    matters: { current: async () => matters },
    keys,
    cases: caseStore(client, names.cases, keys),
    work: workStore(client, names.cases),
    due: { put: async (timer: Timer) => void timers.set(timer.id, timer) },
  };
  const call = caller(
    api(caseRoutes, {
      openCase: openCase(deps),
      listCases: listCases(deps),
      getCase: getCase(deps),
      listCaseEvents: listCaseEvents(deps),
      actOnCase: actOnCase(deps),
    }),
    () => now,
  );
  let command = 0;
  const once = (key?: string) => ({ 'idempotency-key': key ?? `test-${++command}` });
  const get = async (id: string, as = XU): Promise<CaseView> =>
    (await call('GET /v1/cases/{case}', { as, params: { case: id } })).body;

  /** What the stream brings: one record for each event of the case. */
  const relayed = (id: string, n: number) =>
    relayCases(
      [
        {
          eventName: 'INSERT',
          dynamodb: {
            Keys: { pk: { S: `case#${id}` }, sk: { S: `event#${String(n).padStart(6, '0')}` } },
            SequenceNumber: String(n),
          },
        },
      ],
      deps,
    );

  return {
    deps,
    matters,
    client,
    table: names.cases,
    counted,
    timers,
    call,
    get,
    now: () => now,
    relayed,
    open: (body: OpenCase, { as = XU, key }: { as?: string; key?: string } = {}) =>
      call('POST /v1/cases', { as, body, headers: once(key) }),
    act: async (id: string, body: CaseAct, { as = XU, key }: { as?: string; key?: string } = {}) => {
      const answer = await call('POST /v1/cases/{case}/acts', {
        as,
        params: { case: id },
        body,
        headers: once(key),
      });
      if (answer.status === 200) await relayed(id, answer.body.revision);
      return answer;
    },
    /** Moves the clock; every timer that is due by then fires in order of time, as the drain would have it. */
    to: async (written: string) => {
      const until = at(written);
      for (;;) {
        const [next] = [...timers.values()]
          .filter(({ dueAt }) => dueAt <= until)
          .toSorted((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1));
        if (!next) break;
        timers.delete(next.id);
        now = Math.max(now, next.dueAt);
        const envelope = {
          v: 1,
          id: `cases#${next.id}@${next.dueAt}`,
          type: next.type,
          at: next.dueAt,
          data: next.data,
        } as const;
        await caseEvents(deps)(envelope, now);
        const found = await deps.cases.load(next.data.case);
        if (found) await relayed(found.id, found.n);
      }
      now = until;
    },
  };
};
export type CasesWorld = Awaited<ReturnType<typeof casesWorld>>;
