/** 办理疑义: the owner answers, the parties consult, the data authority decides, the government rules. */
import { everyHandle, type HubKeys } from '#functions/kernel/digest.ts';
import { mayCause } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { seal } from '#functions/kernel/sealed.ts';
import { forbidden, identify, nameOf, type Party } from '#functions/snapshot/caller.ts';
import type { Doubt, DoubtEvent } from '#schemas/doubt.ts';
import type { doubtsRoutes } from '#schemas/routes/doubts.ts';
import { contentOf, keyOf, placeOfReason } from './content.ts';
import type { QualityDeps } from './deps.ts';
import { doubtLifecycle } from './doubt-lifecycle.ts';
import { after, put } from './next.ts';
import { view } from './view.ts';

type Actor = 'owner' | 'reporter' | 'authority';

export const actorsOf = ({ department, officer }: Party, { owner, reporter }: Doubt): Actor[] => [
  ...(department.id === owner ? (['owner'] as const) : []),
  ...(department.id === reporter ? (['reporter'] as const) : []),
  // A machine decides no dispute.
  ...(department.dataAuthority && officer ? (['authority'] as const) : []),
];

/** Departments that were answered with the doubtful fields, newest first. */
const told = async (deps: QualityDeps, keys: HubKeys, doubt: Doubt): Promise<NonNullable<Doubt['told']>> => {
  const handles = everyHandle(keys, contentOf(keys, doubt).subject);
  const found = new Map<string, string[]>();
  let before: string | undefined;
  // A year of questions about one person on one resource: some pages at most.
  for (let pages = 0; pages < 10; pages += 1) {
    const { lines, next } = await deps.lines.about(handles, { resource: doubt.resource }, 100, before);
    for (const line of lines.filter(({ fields }) => fields.some((field) => doubt.fields.includes(field))))
      found.set(line.consumer, [...(found.get(line.consumer) ?? []), line.id].slice(0, 20));
    before = next;
    if (next === undefined) break;
  }
  return [...found].slice(0, 30).map(([department, exchanges]) => ({ department, exchanges }));
};

const decided = ({ steps }: Doubt): boolean => steps.some(({ event }) => event === 'order' || event === 'uphold');

/** What the table of states cannot say. */
const checked = (doubt: Doubt, event: DoubtEvent, document: string | undefined): void => {
  const unable =
    (event === 'object' && decided(doubt)) ||
    (event === 'appeal' && (doubt.ruled || !decided(doubt))) ||
    doubt.steps.length > 50;
  if (unable) throw problem('conflict', { detail: `doubt: ${event} is not possible any more`, cause: 'doubt-order' });
  if (doubt.state === 'with-government' && (event === 'order' || event === 'uphold') && document === undefined)
    throw problem('invalid-request', { errors: [{ field: '/document', rule: 'required-for-a-ruling' }] });
};

export const stepDoubt =
  (deps: QualityDeps): Body<typeof doubtsRoutes.stepDoubt> =>
  async ({ params, body, caller, now }) => {
    const snapshot = await deps.snapshots.current();
    const who = identify(snapshot, caller, 'catalogue');
    const doubt = await deps.registry.get('doubt', params.doubt);
    const actors = doubt ? actorsOf(who, doubt) : [];
    if (!doubt || actors.length === 0) throw problem('not-found');
    const by = { department: who.department.id, by: nameOf(who) };
    const last = doubt.steps.at(-1);
    // Said again, it stays as it was said first.
    if (last?.event === body.event && last.by === by.by) return { body: view(doubt) };
    const passing = body.event === 'pass-on';
    if (passing && (!body.owner || body.owner === doubt.owner || !snapshot.department(body.owner)))
      throw problem('invalid-request', { errors: [{ field: '/owner', rule: 'another-department' }] });
    const event = passing && doubt.passed > 0 ? 'disagree' : body.event;
    if (!mayCause(doubtLifecycle, event, actors))
      throw forbidden(snapshot, 'not-for-this-party', '此步骤由另一方办理 This step is another party’s');
    checked(doubt, event, body.document);
    const keys = await deps.keys();
    const reason = seal(keyOf(keys, doubt.keyVersion), placeOfReason(doubt.id, doubt.steps.length), body.reason);
    const said = { ...by, reason, ...(body.document === undefined ? {} : { document: body.document }) };
    const next: Doubt = {
      ...after(snapshot, doubt, event, said, now),
      ...(event === 'pass-on' && body.owner ? { owner: body.owner, passed: doubt.passed + 1 } : {}),
      ...(doubt.state === 'with-government' && event !== 'withdraw' ? { ruled: true } : {}),
      ...(event === 'correct' ? { told: await told(deps, keys, doubt) } : {}),
    };
    return { body: view(await put(deps, next, now)) };
  };
