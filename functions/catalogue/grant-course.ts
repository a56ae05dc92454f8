/** An application 共享申请 goes its way: the data authority checks its form, the provider decides, and provides. */
import { overdueFrom } from '#functions/kernel/clocks.ts';
import { mayCause, step } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body, Caller, Output } from '#functions/kernel/request.ts';
import { forbidden, identify, nameOf } from '#functions/snapshot/caller.ts';
import { amend } from '#functions/snapshot/change.ts';
import { revised } from '#functions/snapshot/revised.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Application, ApplicationStep } from '#schemas/application.ts';
import type { Grant } from '#schemas/grant.ts';
import type { Resource } from '#schemas/resource.ts';
import type { grantCourseRoutes } from '#schemas/routes/grant-course.ts';
import { byAt, decided, formallyChecked } from './application.ts';
import type { CatalogueDeps } from './deps.ts';
import { type GrantEvent, grantLifecycle } from './grant-lifecycle.ts';
import { actorsOf, declaredResource, notTheProvider } from './grant-parties.ts';
import { brokenRules } from './grant-rules.ts';

type Routes = typeof grantCourseRoutes;

interface Scene {
  readonly snapshot: IndexedSnapshot;
  readonly found: Grant;
  readonly resource: Resource | undefined;
  /** Officer or system. */
  readonly by: string;
}

interface Outcome {
  readonly event: GrantEvent;
  readonly edit: (grant: Grant, state: Grant['state']) => Grant;
  /** What becomes due with it. */
  readonly next?: ApplicationStep;
}

const forAuthority = (snapshot: IndexedSnapshot) =>
  forbidden(snapshot, 'not-data-authority', '形式审查由主管部门办理 The data authority checks the form');

/** One step of an application. A repeat of what was done already is answered as done. Timers are set before what they are for is put. */
const advance = async (
  deps: CatalogueDeps,
  { caller, params, now }: { caller: Caller; params: { grant: string }; now: number },
  outcomeOf: (scene: Scene) => Outcome | Promise<Outcome>,
): Promise<Output> => {
  const snapshot = await deps.snapshots.current();
  const who = identify(snapshot, caller, 'catalogue.manage');
  const found = await deps.registry.get('grant', params.grant);
  if (!found) throw problem('not-found');
  const resource = await declaredResource(deps.registry, found.resource);
  const { event, edit, next } = await outcomeOf({ snapshot, found, resource, by: nameOf(who) });
  if (!mayCause(grantLifecycle, event, actorsOf(who, found, resource?.department)))
    throw event === 'accept' || event === 'return' ? forAuthority(snapshot) : notTheProvider(snapshot);
  const edited = (grant: Grant): Grant => {
    const state = step(grantLifecycle, grant.state, event);
    return state === grant.state ? grant : edit(grant, state);
  };
  const ahead = edited(found);
  if (ahead !== found && ahead.state === 'active') {
    const errors = await brokenRules(deps.registry, ahead, found, now);
    if (errors.length > 0) throw problem('unprocessable', { errors });
    await deps.timers.expireAt(found.id, Date.parse(found.until));
  }
  const due = next && ahead.application?.[next]?.due;
  if (next && due) await deps.timers.overdueAt(found.id, next, overdueFrom(due));
  return revised(await amend(deps, 'grant', params.grant, now, edited));
};

const withCourse = (grant: Grant, state: Grant['state'], application: Application): Grant => ({
  ...grant,
  state,
  application,
});

export const checkForm =
  (deps: CatalogueDeps): Body<Routes['checkForm']> =>
  (input) =>
    advance(deps, input, ({ snapshot, resource, by }) => {
      const { outcome, reason } = input.body;
      const done = { ...byAt(by, input.now, reason), outcome };
      return {
        event: outcome === 'complete' ? 'accept' : 'return',
        edit: (grant, state) => withCourse(grant, state, formallyChecked(snapshot, grant, done, resource, input.now)),
        ...(outcome === 'complete' ? { next: 'decision' } : {}),
      };
    });

export const decideGrant =
  (deps: CatalogueDeps): Body<Routes['decideGrant']> =>
  (input) =>
    advance(deps, input, ({ snapshot, resource, by }) => {
      const { body, now } = input;
      const done = byAt(by, now);
      if (body.outcome === 'refused')
        return {
          event: 'refuse',
          edit: (grant, state) => ({
            ...withCourse(grant, state, decided(snapshot, grant, body, done, false)),
            ended: { since: done.at, reason: body.reason, by },
          }),
        };
      // What cannot be asked yet is provided later, whether that is said or not.
      const connected = resource?.connected !== false;
      const later = (body.later === true || !connected) && { connected, now };
      return {
        event: later ? 'agree' : 'give',
        edit: (grant, state) => withCourse(grant, state, decided(snapshot, grant, body, done, later)),
        ...(later ? { next: 'provision' } : {}),
      };
    });

export const provideGrant =
  (deps: CatalogueDeps): Body<Routes['provideGrant']> =>
  (input) =>
    advance(deps, input, ({ by }) => ({
      event: 'provide',
      edit: ({ application = {}, ...grant }, state) => ({
        ...grant,
        state,
        application: application.provision
          ? { ...application, provision: { ...application.provision, done: byAt(by, input.now) } }
          : application,
      }),
    }));
