/** A case that closes takes its tickets with it, and the answers that were asked for it: within 30 s no function honours them. */
import { LONGEST_KEPT_SECONDS } from '#schemas/question.ts';
import { TICKET_SECONDS } from '#schemas/ticket.ts';
import { change } from './change.ts';
import { type PublishDeps, publishIfBehind } from './publish.ts';

/** `now`: epoch ms of the closing. A repeat only extends the time. */
export const revokeCase = async (deps: PublishDeps, caseId: string, now: number): Promise<void> => {
  const found = await deps.registry.get('revoked-case', caseId);
  // The last ticket may ask a last question, whose answer may be fetched until it is kept no more.
  const until = new Date(now + (TICKET_SECONDS + LONGEST_KEPT_SECONDS) * 1000).toISOString();
  // Told again: what stands is long enough, and only has to be published.
  if (found && found.until >= until) return void (await publishIfBehind(deps, now));
  const revision = (found?.revision ?? 0) + 1;
  await change(deps, { v: 1, kind: 'revoked-case', id: caseId, revision, until }, now);
};
