/** Doubts, read by the departments that they concern; whom one is about is told with a record, as everything about a person. */
import { keepRecord } from '#functions/exchange/keep-record.ts';
import { releasedText } from '#functions/exchange/record.ts';
import { canonical } from '#functions/kernel/canonical.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body, Caller } from '#functions/kernel/request.ts';
import { identify, type Party } from '#functions/snapshot/caller.ts';
import { registryPage } from '#functions/snapshot/page.ts';
import type { Doubt } from '#schemas/doubt.ts';
import type { doubtsRoutes } from '#schemas/routes/doubts.ts';
import { contentOf } from './content.ts';
import type { QualityDeps } from './deps.ts';
import { actorsOf } from './take-step.ts';
import { view } from './view.ts';

type Routes = typeof doubtsRoutes;

const isTold = ({ department }: Party, { told }: Doubt): boolean =>
  told?.some((one) => one.department === department.id) ?? false;

/** Another department's is as unknown as one that never was. */
const seen = async (deps: QualityDeps, caller: Caller, id: string, content: boolean) => {
  const who = identify(await deps.snapshots.current(), caller, 'catalogue');
  const doubt = await deps.registry.get('doubt', id);
  if (!doubt || (actorsOf(who, doubt).length === 0 && (content || !isTold(who, doubt)))) throw problem('not-found');
  return { who, doubt };
};

export const listDoubts =
  (deps: QualityDeps): Body<Routes['listDoubts']> =>
  async ({ caller, query }) => {
    const who = identify(await deps.snapshots.current(), caller, 'catalogue');
    const wanted = (doubt: Doubt): boolean => {
      if (query.state !== undefined && doubt.state !== query.state) return false;
      if (query.role === 'told') return isTold(who, doubt);
      const actors = actorsOf(who, doubt);
      return query.role === undefined ? actors.length > 0 || isTold(who, doubt) : actors.includes(query.role);
    };
    const page = await registryPage(deps, { kind: 'doubt', caller, query, wanted });
    return { body: { ...page, items: page.items.map(view) } };
  };

export const getDoubt =
  (deps: QualityDeps): Body<Routes['getDoubt']> =>
  async ({ caller, params }) => ({ body: view((await seen(deps, caller, params.doubt, false)).doubt) });

export const readDoubt =
  (deps: QualityDeps): Body<Routes['readDoubt']> =>
  async ({ caller, params, now }) => {
    const { who, doubt } = await seen(deps, caller, params.doubt, true);
    const keys = await deps.keys();
    const content = contentOf(keys, doubt);
    const record = await keepRecord(
      {
        ...{ kind: 'doubt', at: now, ms: 0, client: who.client.id },
        ...(who.officer ? { officer: who.officer.id } : {}),
        ...{ consumer: who.department.id, provider: doubt.reporter, resource: doubt.resource, resourceVersion: 1 },
        ...{ grant: '', grantRevision: 0, ground: `doubt//${doubt.id}`, party: 'applicant', level: 'fields' },
        ...{ fields: doubt.fields, found: true, subjectCode: content.subject },
        requestText: canonical({ doubt: doubt.id }),
        releasedText: releasedText(content),
      },
      undefined,
      { records: deps.records, instance: deps.instance, keys },
    );
    await seen(deps, caller, params.doubt, true);
    return { body: { record: record.id, ...content } };
  };
