/** The room of cases over real tables, with a clock that the test moves: relay and timers run as they do behind the stream and the drain. */
import { generateKeyPairSync } from 'node:crypto';
import { calendars } from '#city/calendars/index.ts';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { grants } from '#city/grants.ts';
import { resources } from '#city/resources/index.ts';
import { caseBodies } from '#functions/cases/bodies.ts';
import { caseStore } from '#functions/cases/cases.store.ts';
import { caseEvents } from '#functions/cases/events.ts';
import { relayCases, type TimerTable } from '#functions/cases/relay/relay.ts';
import { workStore } from '#functions/cases/work.store.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { indexSnapshot } from '#functions/snapshot/index-snapshot.ts';
import { registryStore } from '#functions/snapshot/registry.store.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { toDer } from '#infra/local/engines/der.ts';
import { signDigest } from '#infra/local/engines/p256.ts';
import type { CaseView } from '#schemas/case.ts';
import type { CaseAct } from '#schemas/case-act.ts';
import type { OpenCase } from '#schemas/case-acts/filing.ts';
import { caseRoutes } from '#schemas/routes/cases.ts';
import { CASE_LAYER } from '#schemas/ticket.ts';
import { counting } from '#test/engines/counting.ts';
import type { CrashPoints } from '#test/engines/crash-points.ts';
import { documentClient, freshTables } from '#test/engines/tables.ts';
import { citySnapshot } from '../city-snapshot.ts';
import { caller } from '../http.ts';
import { matters } from '../matters/city.ts';

const secretKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const { d: _d, ...publicKey } = secretKey.export({ format: 'jwk' });
const ticketKey = { keyId: 'k', sign: async (digest: Uint8Array) => toDer(signDigest(secretKey, digest)) };

export const snapshot = indexSnapshot(
  citySnapshot({
    resources: [...resources],
    grants: [...grants],
    certificateTypes: [...certificateTypes],
    calendars: [...calendars],
    issuers: [{ v: 1, revision: 1, kind: 'ticket-issuer', id: CASE_LAYER, key: { ...publicKey, kty: 'EC', kid: 'k' } }],
  }),
);

export const KEYS = hubKeys(JSON.stringify({ version: 1, master: 'x'.repeat(32) }));

type Timer = Parameters<TimerTable['put']>[0];

export const XU = 'officer-xu-qing';

/** Beijing time as it is written: '2017-09-25 09:00'. */
export const at = (written: string): number => Date.parse(`${written.replace(' ', 'T')}:00+08:00`);

export const casesWorld = async (start: string, crash?: CrashPoints) => {
  const { names, client, endpoint } = await freshTables('cases', 'registry', 'snapshots');
  const counted = counting(client, crash);
  const keys = async () => KEYS;
  let now = at(start);
  const timers = new Map<string, Timer>();
  const depsOn = (own: typeof client) => ({
    snapshots: { current: async () => snapshot },
    matters: { current: async () => matters },
    keys,
    cases: caseStore(own, names.cases, keys),
    work: workStore(own, names.cases),
    registry: registryStore(own, names.registry),
    published: publishedStore(own, names.snapshots),
    ticketKey: async () => ticketKey,
    due: { put: async (timer: Timer) => void timers.set(timer.id, timer) },
  });
  const deps = depsOn(client);
  const call = caller(api(caseRoutes, caseBodies(deps)), () => now);
  let command = 0;
  const once = (key?: string) => ({ 'idempotency-key': key ?? `test-${++command}` });
  const get = async (id: string, as = XU): Promise<CaseView> =>
    (await call('GET /v1/cases/{case}', { as, params: { case: id } })).body;

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
    /** Another instance over the same tables, which dies where `crash` says. */
    life: (crash: CrashPoints) => {
      const mortal = documentClient(endpoint);
      counting(mortal, crash);
      const own = depsOn(mortal);
      return { deps: own, call: caller(api(caseRoutes, caseBodies(own)), () => now) };
    },
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
