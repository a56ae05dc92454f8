/** Grants 共享授权: asked for by the consumer, decided by the provider or the data authority, in force within 30 s everywhere. */
import { mayCause, step } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Body, Caller } from '#functions/kernel/request.ts';
import { forbidden, identify, nameOf, type Party } from '#functions/snapshot/caller.ts';
import { amend, change, notAhead } from '#functions/snapshot/change.ts';
import { revised } from '#functions/snapshot/revised.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Grant } from '#schemas/grant.ts';
import type { catalogueRoutes } from '#schemas/routes/catalogue.ts';
import type { CatalogueDeps } from './deps.ts';
import { type GrantActor, type GrantEvent, grantLifecycle } from './grant-lifecycle.ts';
import { brokenRules, declaredResource } from './grant-rules.ts';
import { noRoom } from './room.ts';

type Routes = typeof catalogueRoutes;
type Parties = Pick<Grant, 'consumer' | 'resource'>;

/** What the caller is to this grant. */
const actorsOf = async (deps: CatalogueDeps, { department }: Party, grant: Parties): Promise<GrantActor[]> => {
  const provider = (await declaredResource(deps.registry, grant.resource))?.department;
  return [
    ...(department.dataAuthority ? (['data-authority'] as const) : []),
    ...(department.id === provider ? (['provider'] as const) : []),
    ...(department.id === grant.consumer ? (['consumer'] as const) : []),
  ];
};

const refused = (snapshot: IndexedSnapshot) =>
  forbidden(snapshot, 'not-the-provider', '由提供部门或主管部门决定 The provider or the data authority decides');

export const getGrant =
  (deps: CatalogueDeps): Body<Routes['getGrant']> =>
  async ({ caller, params }) => {
    identify(await deps.snapshots.current(), caller, 'catalogue');
    const grant = await deps.registry.get('grant', params.grant);
    if (!grant) throw problem('not-found');
    return revised(grant);
  };

export const putGrant =
  (deps: CatalogueDeps): Body<Routes['putGrant']> =>
  async ({ caller, params, body, now, ifMatch = 0 }) => {
    const snapshot = await deps.snapshots.current();
    const who = identify(snapshot, caller, 'catalogue.manage');
    const found = await deps.registry.get('grant', params.grant);
    const actors = await actorsOf(deps, who, found ?? body);
    const event = (['give', 'request'] as const).find((e) => mayCause(grantLifecycle, e, actors));
    if (!event) throw refused(snapshot);
    notAhead(found, ifMatch);
    const fresh = event === 'give' ? 'active' : 'requested';
    // Another revision than the one seen: either a repeat of this very put, or `change` refuses it.
    const state = found?.revision === ifMatch ? step(grantLifecycle, found.state, event) : fresh;
    const next: Grant = { v: 1, kind: 'grant', id: params.grant, revision: ifMatch + 1, state, ...body };
    const errors = await brokenRules(deps.registry, next, found, now);
    errors.push(...noRoom(snapshot, next));
    if (errors.length > 0) throw problem('unprocessable', { errors });
    if (state === 'active') await deps.timers.expireAt(next.id, Date.parse(next.until));
    const grant = await change(deps, next, now);
    return revised(grant);
  };

/** Suspends, resumes or revokes: the event decides the state, `note` what is written beside it. */
const decide = async (
  deps: CatalogueDeps,
  event: GrantEvent,
  { caller, params, now }: { caller: Caller; params: { grant: string }; now: number },
  note: (grant: Grant, state: Grant['state'], by: string) => Grant,
) => {
  const snapshot = await deps.snapshots.current();
  const who = identify(snapshot, caller, 'catalogue.manage');
  const found = await deps.registry.get('grant', params.grant);
  if (!found) throw problem('not-found');
  if (!mayCause(grantLifecycle, event, await actorsOf(deps, who, found))) throw refused(snapshot);
  const grant = await amend(deps, 'grant', params.grant, now, (before) => {
    const state = step(grantLifecycle, before.state, event);
    return state === before.state ? before : note(before, state, nameOf(who));
  });
  return revised(grant);
};

export const suspendGrant =
  (deps: CatalogueDeps): Body<Routes['suspendGrant']> =>
  (input) =>
    decide(deps, 'suspend', input, (grant, state, by) => ({
      ...grant,
      state,
      suspended: { since: new Date(input.now).toISOString(), reason: input.body.reason, by },
    }));

export const resumeGrant =
  (deps: CatalogueDeps): Body<Routes['resumeGrant']> =>
  (input) =>
    decide(deps, 'resume', input, ({ suspended: _over, ...grant }, state) => ({ ...grant, state }));

export const revokeGrant =
  (deps: CatalogueDeps): Body<Routes['revokeGrant']> =>
  (input) =>
    decide(deps, 'revoke', input, ({ suspended: _over, ...grant }, state, by) => ({
      ...grant,
      state,
      ended: { since: new Date(input.now).toISOString(), reason: input.body.reason, by },
    }));
