/** A test message to an endpoint, once; what it answered can be read with the subscription. */
import { canonical } from '#functions/kernel/canonical.ts';
import type { Envelope } from '#schemas/event.ts';
import { type SendDeps, send } from './attempt.ts';

export const PING = 'subscription.ping';

/** `ping`: its id. `at`: epoch ms. */
export const pingOf = (subscription: string, ping: string, at: number): Envelope => ({
  v: 1,
  id: `${PING}#${ping}`,
  type: PING,
  at,
  data: { subscription, ping },
});

export const pingEndpoint =
  (deps: SendDeps) =>
  async ({ subscription: id, ping }: { subscription: string; ping: string }, at: number): Promise<void> => {
    const subscription = await deps.subscriptions.get(id);
    if (!subscription || subscription.state === 'ended') return;
    const data = { subscription: id, ping };
    const body = canonical({ type: PING, timestamp: new Date(at).toISOString(), data });
    const { status, cause } = await send(deps, subscription, { id: ping, body }, at);
    await deps.work.ping(id, {
      id: ping,
      at,
      ...(status === undefined ? {} : { status }),
      ...(cause === undefined ? {} : { cause }),
    });
  };
