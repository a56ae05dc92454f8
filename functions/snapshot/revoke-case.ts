/** A case that is over takes its tickets with it, within 30 s and in every function, and for as long as it can be fetched what was asked with them. */
import { TICKET_SECONDS } from '#schemas/ticket.ts';
import type { CaseEnds } from './case-ends.store.ts';
import { type PublishDeps, publishIfBehind } from './publish.ts';

/** A ticket that was being made while the case ended (30 s of a function), clocks that differ (30 s), a snapshot that is held (30 s); and as much again. */
const BEYOND_SECONDS = 180;

export interface RevokeDeps extends PublishDeps {
  readonly ends: Pick<CaseEnds, 'put'>;
}

/** `at`: epoch ms of what ended it. A repeat changes nothing. */
export const revokeCase = async (deps: RevokeDeps, caseId: string, at: number): Promise<void> => {
  // First what holds for long: when the list has forgotten the case, whoever fetches late asks for this.
  await deps.ends.put(caseId, at);
  const until = new Date(at + (TICKET_SECONDS + BEYOND_SECONDS) * 1000).toISOString();
  await deps.registry.put({ v: 1, kind: 'revoked-case', id: caseId, revision: 1, until });
  await publishIfBehind(deps, at);
};
