/** One message to one endpoint, signed at this moment. */
import type { StoredEvent } from '#schemas/published.ts';
import type { StoredDelivery, StoredSubscription } from '#schemas/subscription.ts';
import type { EventsDeps } from './deps.ts';
import { afterAttempt, givenUp } from './outcome.ts';
import { released, subscriberOf } from './release.ts';
import { signersAt, webhookHeaders } from './sign.ts';
import type { Heard, Webhook } from './webhook.client.ts';

export interface SendDeps extends EventsDeps {
  readonly webhook: Webhook;
  /** The machine's epoch ms: for signatures, which are held against the receiver's clock, and for leases. Nothing is dated by it. */
  readonly wall: () => number;
  /** [0, 1), for the jitter. */
  readonly random: () => number;
}

/** `id`: the same at every attempt, so that the receiver recognises what it has. `moment`: epoch ms. */
export const send = async (
  { keys, webhook, wall }: Pick<SendDeps, 'keys' | 'webhook' | 'wall'>,
  subscription: StoredSubscription,
  { id, body, keep }: { readonly id: string; readonly body: string; readonly keep?: number },
  moment: number,
): Promise<Heard> => {
  if (subscription.target.kind !== 'webhook') return { cause: 'no-endpoint' };
  const signers = signersAt(await keys(), subscription, moment);
  const headers = webhookHeaders(signers, id, Math.floor(wall() / 1000), body);
  return webhook.post(subscription.target.url, headers, body, keep);
};

/** What the delivery is after one attempt. Throws exchange-denied when the subscriber may not be told now. */
export const attempt = async (
  deps: SendDeps,
  subscription: StoredSubscription,
  event: StoredEvent,
  before: StoredDelivery,
  moment: () => number,
): Promise<StoredDelivery> => {
  const told = await released(deps, subscription, event, subscriberOf(subscription), moment);
  if (told === 'other-version') return givenUp(before, 'other-version', moment());
  const { status, cause } = await send(deps, subscription, { id: event.id, body: JSON.stringify(told) }, moment());
  const answer = { ...(status === undefined ? {} : { status }), ...(cause === undefined ? {} : { cause }) };
  return afterAttempt(before, answer, { at: moment(), random: deps.random(), exchange: told.data.exchange });
};
