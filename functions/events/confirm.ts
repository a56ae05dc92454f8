/** Before the first delivery an endpoint shows that it wants it: it is sent a challenge and answers with it. */
import { canonical } from '#functions/kernel/canonical.ts';
import { nonce } from '#functions/kernel/digest.ts';
import { parseJson } from '#functions/kernel/json.ts';
import type { StoredSubscription, Work } from '#schemas/subscription.ts';
import { type SendDeps, send } from './attempt.ts';
import { failingAfter, isReceipt, waitAfter } from './outcome.ts';
import type { Turned } from './turn.ts';
import type { Heard } from './webhook.client.ts';

const MOST_BYTES = 1_024;

const answersWith = ({ body, ...answer }: Heard, challenge: string): boolean => {
  if (!isReceipt(answer) || body === undefined) return false;
  try {
    return (parseJson(Buffer.from(body)) as { challenge?: unknown } | null)?.challenge === challenge;
  } catch {
    return false;
  }
};

/** One challenge, unless the last one has only just failed. `confirmed`: it was answered. */
export const confirm = async (
  deps: SendDeps,
  subscription: StoredSubscription,
  work: Work,
  moment: number,
): Promise<Turned & { readonly confirmed?: true }> => {
  const progress = { position: work.position, failing: work.failing };
  if (work.failing && work.wakeAt !== undefined && work.wakeAt > moment)
    return { progress, more: false, nextAt: work.wakeAt };
  const challenge = nonce(24);
  const data = { subscription: subscription.id, challenge };
  const body = canonical({ type: 'subscription.challenge', timestamp: new Date(moment).toISOString(), data });
  const heard = await send(deps, subscription, { id: `challenge_${nonce()}`, body, keep: MOST_BYTES }, moment);
  if (answersWith(heard, challenge))
    return { progress: { ...progress, failing: undefined }, more: true, confirmed: true };
  const failing = failingAfter(work.failing, false, moment);
  const wait = waitAfter(failing?.attempts ?? 1, deps.random());
  if (wait === undefined) return { progress: { ...progress, failing }, more: false, disable: 'challenge-failed' };
  return { progress: { ...progress, failing }, more: false, nextAt: moment + wait };
};
