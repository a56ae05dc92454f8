/** What the catalogue does when time passes: grants run out, and a snapshot that a crash left behind is published. */

import * as z from 'zod';
import { step } from '#functions/kernel/lifecycle.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import type { Consumer } from '#functions/kernel/queue.ts';
import { amend } from '#functions/snapshot/change.ts';
import { type PublishDeps, publishIfBehind } from '#functions/snapshot/publish.ts';
import type { Envelope } from '#schemas/event.ts';
import type { Grant } from '#schemas/grant.ts';
import { ResourceId, Slug } from '#schemas/identifier.ts';
import { endVersion } from './end-version.ts';
import { grantLifecycle } from './grant-lifecycle.ts';

const Expire = z.strictObject({ grant: Slug });
const End = z.strictObject({ resource: ResourceId, version: z.int() });

/** A grant that was extended since, or was ended otherwise, stays as it is. */
const expired = (grant: Grant, at: number): Grant => {
  if (Date.parse(grant.until) > at || !(grant.state in grantLifecycle.events.expire.moves)) return grant;
  const state = step(grantLifecycle, grant.state, 'expire');
  if (state === grant.state) return grant;
  const { suspended: _over, ...rest } = grant;
  return { ...rest, state };
};

/** The timer is set before its grant: one whose grant was never put has nothing to do. */
const unlessGone = (error: unknown): void => {
  if (!(error instanceof ProblemError) || error.code !== 'not-found') throw error;
};

const TYPES: Readonly<Record<string, (deps: PublishDeps, envelope: Envelope, now: number) => Promise<unknown>>> = {
  'grant.expire': (deps, { data, at }, now) =>
    amend(deps, 'grant', Expire.parse(data).grant, now, (grant) => expired(grant, at)).catch(unlessGone),
  'resource.end': (deps, { data, at }, now) => {
    const { resource, version } = End.parse(data);
    return endVersion(deps, resource, version, at, now).catch(unlessGone);
  },
  'snapshot.publish': (deps, _envelope, now) => publishIfBehind(deps, now),
};

/** State decides, so an envelope that comes late, early or twice needs no memory of those that came. */
export const catalogueEvents =
  (deps: PublishDeps): Consumer =>
  async (envelope, now) => {
    const take = Object.hasOwn(TYPES, envelope.type) ? TYPES[envelope.type] : undefined;
    if (!take) throw new Error('catalogue: envelope is of another kind');
    await take(deps, envelope, now);
  };
