/** A dispute that ends for sharing changes the grant: in force at once, or to be provided within its time limit where the resource is not connected. */
import { overdueFrom } from '#functions/kernel/clocks.ts';
import { step } from '#functions/kernel/lifecycle.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Dispute, DisputeStep } from '#schemas/dispute.ts';
import type { Grant } from '#schemas/grant.ts';
import type { By } from '#schemas/registered.ts';
import { decided } from './application.ts';
import type { CatalogueDeps } from './deps.ts';
import { grantLifecycle } from './grant-lifecycle.ts';
import { declaredResource } from './grant-parties.ts';
import { brokenRules } from './grant-rules.ts';

/** The grant to be put with the dispute; none when it is in force already. Throws unprocessable when it could not be given any more. */
export const shared = async (
  deps: CatalogueDeps,
  snapshot: IndexedSnapshot,
  { grant: id }: Dispute,
  { reason, basis }: DisputeStep,
  by: By,
  now: number,
): Promise<Grant[]> => {
  const found = await deps.registry.get('grant', id);
  if (!found) throw problem('not-found');
  const connected = (await declaredResource(deps.registry, found.resource))?.connected !== false;
  const state = step(grantLifecycle, found.state, connected ? 'reverse' : 'oblige');
  if (state === found.state) return [];
  const { ended: _over, ...grant } = found;
  const decision = { outcome: 'agreed', reason, ...(basis && { basis }) } as const;
  const application = decided(snapshot, found, decision, by, !connected && { connected, now });
  const next: Grant = { ...grant, revision: found.revision + 1, state, application };
  const errors = await brokenRules(deps.registry, next, found, now);
  if (errors.length > 0) throw problem('unprocessable', { errors });
  if (state === 'active') await deps.timers.expireAt(id, Date.parse(next.until));
  const due = state === 'agreed' && application.provision?.due;
  if (due) await deps.timers.overdueAt(id, 'provision', overdueFrom(due));
  return [next];
};
