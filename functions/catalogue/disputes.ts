/** Disputes 共享争议: raised after a refusal or after silence, and led through their layers. Whoever decides for sharing changes the grant in the same transaction. */
import { dueDate, overdueFrom } from '#functions/kernel/clocks.ts';
import { mayCause, step } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { forbidden, identify, nameOf } from '#functions/snapshot/caller.ts';
import { already, amendAll, changeAll } from '#functions/snapshot/change.ts';
import { revised } from '#functions/snapshot/revised.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Dispute, DisputeEvent, DisputeStep } from '#schemas/dispute.ts';
import type { Grant } from '#schemas/grant.ts';
import type { grantCourseRoutes } from '#schemas/routes/grant-course.ts';
import type { RegistryItem } from '#schemas/snapshot.ts';
import { byAt, waitingStep } from './application.ts';
import type { CatalogueDeps } from './deps.ts';
import { disputeLifecycle, LAYER_CLOCK } from './dispute-lifecycle.ts';
import { shared } from './dispute-outcome.ts';
import { actorsOf, declaredResource } from './grant-parties.ts';

type Routes = typeof grantCourseRoutes;

const notAParty = (snapshot: IndexedSnapshot) =>
  forbidden(snapshot, 'not-a-party', '由争议双方和主管部门办理 For the parties to the dispute and the data authority');

/** What may be objected to: a refusal, or a step of the provider whose time has run out. */
const cause = (grant: Grant, now: number): Dispute['about'] | undefined => {
  if (grant.state === 'refused') return 'refusal';
  const waits = waitingStep(grant);
  const due = waits && waits !== 'check' ? grant.application?.[waits]?.due : undefined;
  return due && overdueFrom(due) <= now ? 'silence' : undefined;
};

const isOpen = ({ state }: Dispute): boolean => !(disputeLifecycle.final as readonly string[]).includes(state);

const layered = (snapshot: IndexedSnapshot, state: Dispute['state'], now: number): Pick<Dispute, 'due'> => {
  const clock = LAYER_CLOCK[state];
  return clock ? { due: dueDate(snapshot.clocks, clock, now) } : {};
};

export const raiseDispute =
  (deps: CatalogueDeps): Body<Routes['raiseDispute']> =>
  async ({ caller, params, body, now }) => {
    const snapshot = await deps.snapshots.current();
    const who = identify(snapshot, caller, 'catalogue.manage');
    const grant = await deps.registry.get('grant', params.grant);
    if (!grant) throw problem('not-found');
    const provider = (await declaredResource(deps.registry, grant.resource))?.department;
    if (!provider || !mayCause(disputeLifecycle, 'raise', actorsOf(who, grant, undefined)))
      throw forbidden(snapshot, 'not-the-consumer', '由申请部门提出 The department that applied raises it');
    const last = grant.application?.dispute;
    const open = last === undefined ? undefined : await deps.registry.get('dispute', last);
    if (open && isOpen(open)) return already(deps, open, now);
    const about = cause(grant, now);
    if (!about)
      throw problem('conflict', { detail: `grant: nothing to object to in state ${grant.state}`, cause: 'dispute' });

    const decision = grant.application?.decision?.done;
    const dispute: Dispute = {
      v: 1,
      revision: 1,
      kind: 'dispute',
      id: `${grant.id}-d${grant.revision}`,
      grant: grant.id,
      consumer: grant.consumer,
      provider,
      about,
      ...(about === 'refusal' && decision ? { decision } : {}),
      state: 'consultation',
      ...layered(snapshot, 'consultation', now),
      steps: [{ ...byAt(nameOf(who), now), reason: body.reason, event: 'raise' }],
    };
    if (dispute.due) await deps.timers.disputeAt(dispute.id, dispute.state, overdueFrom(dispute.due));
    const named: Grant = {
      ...grant,
      revision: grant.revision + 1,
      application: { ...grant.application, dispute: dispute.id },
    };
    return revised(await changeAll(deps, dispute, [named], now));
  };

/** The consumer waits for the answer of the other side, or for its time to run out. */
const tooEarly = (event: DisputeEvent, { state, steps, due }: Dispute, now: number): boolean =>
  event === 'escalate' &&
  state === 'consultation' &&
  !steps.some((one) => one.event === 'answer') &&
  due !== undefined &&
  now < overdueFrom(due);

/** The same said again by the same. */
const isRepeat = (dispute: Dispute, { event, reason }: DisputeStep, by: string): boolean => {
  const last = dispute.steps.at(-1);
  return last?.event === event && last.reason === reason && last.by === by;
};

export const advanceDispute =
  (deps: CatalogueDeps): Body<Routes['advanceDispute']> =>
  async ({ caller, params, body, now }) => {
    const snapshot = await deps.snapshots.current();
    const who = identify(snapshot, caller, 'catalogue.manage');
    const { event } = body;
    const edit = async (): Promise<{ puts: RegistryItem[]; result: Dispute }> => {
      const dispute = await deps.registry.get('dispute', params.dispute);
      if (!dispute) throw problem('not-found');
      if (!mayCause(disputeLifecycle, event, actorsOf(who, dispute, dispute.provider))) throw notAParty(snapshot);
      const state = step(disputeLifecycle, dispute.state, event);
      if (isRepeat(dispute, body, nameOf(who)) || (state === dispute.state && event !== 'answer'))
        return { puts: [], result: dispute };
      if (tooEarly(event, dispute, now))
        throw problem('unprocessable', { errors: [{ field: '/event', rule: `answer-until:${dispute.due?.date}` }] });
      const { due: _due, overdue: _overdue, ...rest } = dispute;
      const clock =
        state === dispute.state ? { ...(dispute.due && { due: dispute.due }) } : layered(snapshot, state, now);
      const next: Dispute = {
        ...rest,
        ...clock,
        revision: dispute.revision + 1,
        state,
        steps: [...dispute.steps, { ...byAt(nameOf(who), now), ...body }].slice(-60),
      };
      if (clock.due) await deps.timers.disputeAt(next.id, state, overdueFrom(clock.due));
      const shares = event === 'concede' || body.outcome === 'share';
      return {
        puts: [next, ...(shares ? await shared(deps, snapshot, next, body, byAt(nameOf(who), now), now) : [])],
        result: next,
      };
    };
    return revised(await amendAll(deps, now, edit));
  };

export const getDispute =
  (deps: CatalogueDeps): Body<Routes['getDispute']> =>
  async ({ caller, params }) => {
    const who = identify(await deps.snapshots.current(), caller, 'catalogue');
    const dispute = await deps.registry.get('dispute', params.dispute);
    // Another's dispute is as unknown as one that never was.
    if (!dispute || actorsOf(who, dispute, dispute.provider).length === 0) throw problem('not-found');
    return revised(dispute);
  };
