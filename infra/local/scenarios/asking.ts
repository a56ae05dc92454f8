/** The rest of the hub beside the room of cases, as far as a scenario needs it: the exchange, and doubts about what it answered. */
import type { CasesDeps } from '#functions/cases/deps.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { reportDoubt } from '#functions/quality/report.ts';
import type { registryStore } from '#functions/snapshot/registry.store.ts';
import type { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { linesAbout } from '#functions/supervision/about.store.ts';
import type { CaseView } from '#schemas/case.ts';
import type { DoubtReport } from '#schemas/doubt.ts';
import type { ReportPush } from '#schemas/report.ts';
import { doubtsRoutes } from '#schemas/routes/doubts.ts';
import type { Ground } from './ground.ts';
import { type Call, caller } from './http.ts';
import { type QuestionsRoom, questionsRoom } from './questions.ts';
import { type Question, type Who, XU } from './stage.ts';

/** Who sits at the service point of the testing firm. */
const SERVICE_POINT = 'officer-tong-jie';

export interface AskingRoom extends Pick<QuestionsRoom, 'client' | 'tables' | 'keys'> {
  readonly ground: Ground;
  readonly call: Call;
  readonly get: (id: string) => Promise<CaseView>;
  readonly once: (key?: string) => Record<string, string>;
  readonly deps: Pick<CasesDeps, 'snapshots'> & {
    readonly registry: ReturnType<typeof registryStore>;
    readonly published: ReturnType<typeof publishedStore>;
  };
  readonly now: () => number;
}

export const askingRoom = ({ client, tables, ground, keys, call, get, once, deps, now }: AskingRoom) => {
  const { snapshot, registers } = ground;
  const { down, say, uses, records, instance, routes, bodies } = questionsRoom({
    ...{ client, tables, snapshot, keys, registers },
  });
  const exchange = caller(api(routes, bodies), now);
  const doubts = reportDoubt({
    ...{ ...deps, keys, uses, records, instance, lines: linesAbout(client, tables.uses) },
    // What follows when the owner says nothing is the quality room's own matter.
    timers: { overdueAt: async () => undefined },
  });
  const quality = caller(api({ report: doubtsRoutes.reportDoubt }, { report: doubts }), now);

  const ask = async (id: string, { matter, resource, party, fields }: Question, { as = XU }: Who = {}) => {
    const about = (await get(id)).parties.find((one) => one.id === party);
    const issued = await call('POST /v1/cases/{case}/tickets', {
      ...{ as, params: { case: id } },
      body: { matter, resources: [resource], parties: [party] },
    });
    if (issued.status >= 300) return issued;
    const [department = '', name = ''] = resource.split('/');
    const subject = snapshot.resource(resource)?.subject.request.slice(1) ?? 'holder';
    return exchange(`POST /v1/exchange/${department}/{resource}`, {
      ...{ as, params: { resource: name } },
      body: {
        purpose: { kind: 'matter', matter, ticket: issued.body.ticket },
        party: { role: about?.role },
        ...{ request: { [subject]: about?.code }, fields },
      },
    });
  };
  return {
    ...{ ask, down, say },
    /** The record of an exchange, as a supervisor sees it. */
    record: (exchange: string) => uses.get(exchange),
    prefill: async (id: string) =>
      (await call('GET /v1/cases/{case}/prefill', { as: XU, params: { case: id } })).body.fields,
    events: async (id: string) =>
      (await call('GET /v1/cases/{case}/events', { as: XU, params: { case: id } })).body.items,
    push: (body: ReportPush, { as = SERVICE_POINT }: Who = {}) => call('POST /v1/reports', { as, body }),
    doubt: (body: DoubtReport, { as = XU, key }: Who = {}) =>
      quality('POST /v1/doubts', { as, body, headers: once(key) }),
  };
};
