/** The rest of the hub beside the room of cases, as far as a scenario needs it: the exchange, notices, events, and doubts about what was answered. */
import type { CasesDeps } from '#functions/cases/deps.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { reportDoubt } from '#functions/quality/report.ts';
import type { registryStore } from '#functions/snapshot/registry.store.ts';
import type { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { linesAbout } from '#functions/supervision/about.store.ts';
import type { CaseView } from '#schemas/case.ts';
import type { IssueRequest } from '#schemas/certificate.ts';
import type { DoubtReport } from '#schemas/doubt.ts';
import type { Publish } from '#schemas/published.ts';
import type { ReportPush } from '#schemas/report.ts';
import { doubtsRoutes } from '#schemas/routes/doubts.ts';
import type { Subscribe } from '#schemas/subscription.ts';
import type { Ground } from './ground.ts';
import { type Call, caller } from './http.ts';
import { libraryRoom } from './library.ts';
import { noticingRoom } from './noticing.ts';
import { type QuestionsRoom, questionsRoom } from './questions.ts';
import { type Question, type Who, XU } from './stage.ts';
import { type Around, together } from './tables.ts';
import { tellingRoom } from './telling.ts';

/** Who sits at the service point of the testing firm. */
const SERVICE_POINT = 'officer-tong-jie';

export interface AskingRoom extends Pick<QuestionsRoom, 'client' | 'tables' | 'keys' | 'further'> {
  readonly ground: Ground;
  readonly call: Call;
  readonly get: (id: string) => Promise<CaseView>;
  readonly once: (key?: string) => Record<string, string>;
  readonly deps: Pick<CasesDeps, 'snapshots'> & {
    readonly registry: ReturnType<typeof registryStore>;
    readonly published: ReturnType<typeof publishedStore>;
  };
  readonly now: () => number;
  /** How often each message comes. */
  readonly messages: number;
  readonly around: Around;
}

export const askingRoom = (room: AskingRoom) => {
  const { client, tables, ground, keys, call, get, once, deps, now, further, messages, around } = room;
  const { snapshot, registers } = ground;
  const snapshots = { current: async () => snapshot };
  const noticing = noticingRoom({ client, further, snapshots, keys, now, messages, around });
  const { queue, notices, noticed } = noticing;
  const questions = questionsRoom({
    ...{ client, tables, snapshot, keys, registers, further, around, notices: queue },
  });
  const { down, say, changes, uses, records, recording, instance, routes, bodies } = questions;
  let telling: Promise<ReturnType<typeof tellingRoom>> | undefined;
  let opened: ReturnType<typeof tellingRoom> | undefined;
  const told = () => {
    telling ??= Promise.all([further('events'), further('subscriptions')]).then(([events, subscriptions]) =>
      tellingRoom({
        ...{ client, tables: { events, subscriptions }, snapshots, keys, records, instance },
        ...{ node: '330784', now, messages, around },
      }),
    );
    return telling.then((room) => {
      opened = room;
      return room;
    });
  };
  let holding: Promise<ReturnType<typeof libraryRoom>> | undefined;
  const library = () => {
    holding ??= Promise.all([further('certificates'), further('quotas')]).then(([certificates, quotas]) =>
      libraryRoom({
        ...{ client, tables: { certificates, quotas, exchanges: tables.exchanges }, snapshots, keys, instance },
        ...{ records, recording, now, around },
      }),
    );
    return holding;
  };
  const exchange = caller(api(routes, bodies), now);
  const doubts = reportDoubt({
    ...{ ...deps, keys, uses, records, instance, lines: linesAbout(client, tables.uses) },
    // What follows when the owner says nothing is the quality room's own matter.
    timers: { overdueAt: async () => undefined },
  });
  const quality = caller(api({ report: doubtsRoutes.reportDoubt }, { report: doubts }), now);

  const ask = async (id: string, { matter, resource, party, fields, request }: Question, who: Who = {}) => {
    const { as = XU, key } = who;
    const about = (await get(id)).parties.find((one) => one.id === party);
    const issued = await call('POST /v1/cases/{case}/tickets', {
      ...{ as, params: { case: id } },
      body: { matter, resources: [resource], parties: [party] },
    });
    if (issued.status >= 300) return issued;
    const [department = '', name = ''] = resource.split('/');
    const purpose = { kind: 'matter', matter, ticket: issued.body.ticket };
    const role = { role: about?.role };
    if (department === 'certificates')
      return (await library()).pulled(as, { type: name, fields, holder: about?.code ?? '', party: role, purpose }, key);
    const { subject, asked } = snapshot.resource(resource) ?? {};
    return exchange(`POST /v1/exchange/${department}/{resource}`, {
      ...{ as, params: { resource: name } },
      ...(key !== undefined || asked === 'change' ? { headers: once(key) } : {}),
      body: {
        ...{ purpose, party: role },
        ...{ request: { ...request, [subject?.request.slice(1) ?? 'holder']: about?.code }, fields },
      },
    });
  };
  return {
    ...{ ask, down, say, changes, notices, noticed },
    issue: async (body: IssueRequest, who: Required<Who>) => (await library()).issue(body, who),
    /** A certificate as the library keeps it. */
    certificate: async (identifier: string) => (await library()).certificate(identifier),
    /** What a scenario has told so far; nobody is told before somebody subscribes or tells. */
    inboxes: async () => (await told()).inboxes,
    subscribe: async (body: Subscribe, { as, key }: Required<Who>) => (await told()).subscribe(body, as, key),
    publish: async (resource: string, event: Publish, { as, key }: Required<Who>) =>
      (await told()).publish(resource, event, as, key),
    /** Messages by endpoint, as far as anybody was told. */
    told: async (): Promise<Readonly<Record<string, number>>> => {
      const { messages: all } = (await telling)?.inboxes ?? { messages: [] };
      const events = all.filter(({ type }) => !type.startsWith('subscription.'));
      return Object.fromEntries([...Map.groupBy(events, ({ url }) => url)].map(([url, came]) => [url, came.length]));
    },
    /** What is due by now: notices that wait, and where something was told. */
    settled: async (): Promise<void> => {
      await noticing.run();
      await (await telling)?.run();
    },
    /** Effects of changes in the departments, by resource. */
    effects: questions.effects,
    /** What of all this is not in its tables. */
    memory: () => together(noticing.memory, questions.memory, ...(opened ? [opened.memory] : []))(),
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
